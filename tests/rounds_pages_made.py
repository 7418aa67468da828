"""The key that the forms of a round are sent with in these tests."""

from __future__ import annotations

KEY = "a-form-key-of-this-test"
