"""Migrations: small, numbered, reversible, the same on SQLite and PostgreSQL."""
