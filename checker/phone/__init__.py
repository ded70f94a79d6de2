"""The other eye: a phone on which the agency's app is open, read from its accessibility tree."""
