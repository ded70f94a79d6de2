"""The use cases: check, record, learn, mend, examine, doctor, smoke."""
