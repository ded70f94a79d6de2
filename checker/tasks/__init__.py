"""The use cases: check, record, learn, examine, doctor, smoke."""
