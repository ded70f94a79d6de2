"""A page made a fixture with nobody in it."""
