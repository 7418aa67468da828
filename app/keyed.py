"""Keyed digests: the pepper lives outside the database, so a copy of the database alone cannot test guesses."""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app

from app.config import Settings


def settings() -> Settings:
    """The settings the running app was made with."""
    found: Settings = current_app.extensions["our_part_settings"]
    return found


def keyed_digest(purpose: str, text: str) -> str:
    """HMAC-SHA-256 of `text` for one named purpose, in hex. Different purposes never collide."""
    return keyed_bytes(purpose, text).hex()


def keyed_bytes(purpose: str, text: str) -> bytes:
    """As `keyed_digest`, as 32 bytes (to derive words or a receipt that a retry must give again)."""
    message = f"{purpose}\x1f{text}".encode()
    return hmac.digest(settings().pepper.encode(), message, hashlib.sha256)
