"""The system's own schedulers: what is to run each day, and what was installed earlier by any of them."""
