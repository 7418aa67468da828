"""Tables only: columns, constraints, relationships, tiny derived properties."""
