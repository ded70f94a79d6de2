"""What to do next: pure, from what is seen and remembered."""
