"""Pictures of a history, for a terminal and for a file."""
