"""The selectors file: loaded, checked, and what it says of a text."""
