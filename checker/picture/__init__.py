"""A screenshot as an observation: its words with their boxes, read here and offline."""
