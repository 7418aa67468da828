"""Letters on their way out: sorted by what their reader wants, gathered in the morning, handed over once."""
