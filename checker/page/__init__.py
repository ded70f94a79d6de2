"""What a page shows, as a value."""
