"""All that touches Playwright: the eye, the hand, the guard, the run."""
