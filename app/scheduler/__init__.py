"""The scheduler: a table of jobs, a lease so that one process runs them, a key so that slots happen once."""
