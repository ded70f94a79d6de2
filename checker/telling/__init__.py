"""What goes out to a person or a monitor: the words of a message, the services that carry it, a heartbeat, numbers."""
