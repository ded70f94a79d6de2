"""Click: one module a command or a group; parses, calls, renders."""
