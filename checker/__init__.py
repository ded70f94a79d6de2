"""Check the balance of one's own JHT savings at BPJS Ketenagakerjaan.

Importing this package loads neither Playwright nor Click.
"""

__version__ = "0.1.0"
