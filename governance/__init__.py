"""The account given back: bodies, summaries, the register, audit."""
