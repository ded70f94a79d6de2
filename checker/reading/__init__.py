"""The balance off what is seen, or by which rule it is refused."""
