"""Money out: pots, ledger, rounds, proposals, decisions, awards."""
