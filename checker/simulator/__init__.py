"""The simulated portal, for demonstrations and tests."""
