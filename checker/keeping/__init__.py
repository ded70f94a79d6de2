"""What lasts on disk: sessions, the attempt ledger, history, locks."""
