"""The history, and what comes out of it."""
