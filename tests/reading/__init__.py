"""Tests of the reading, written by someone who has not seen it."""
