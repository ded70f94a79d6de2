"""`python -m checker` is the same as `saldo-jht`."""

from checker.cli.main import main

if __name__ == "__main__":
    main()
