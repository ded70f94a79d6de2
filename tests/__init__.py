"""The tests of saldo-jht."""
