"""What goes out after a check, tried with receivers on loopback."""
