"""Sealed words: AES-256-GCM, a fresh key for each text, bound to the one place it belongs.

The key that opens everything (`OUR_PART_WORDS_KEY`) lives outside the database and its backups. Each text has a random
salt from which its own key is derived, so forgetting the salt destroys that text for good. The place (table, record,
field, version) is authenticated with it, so a text moved to another row, swapped, cut or edited does not open.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.keyed import settings

_FORMAT = b"\x01"
_SALT, _NONCE = 16, 12


class SealBroken(RuntimeError):
    """A sealed text was swapped, moved, cut or edited, or the key is not the one that sealed it."""


def place(table: str, public_id: str, field: str, version: int) -> str:
    """The one place a sealed text belongs."""
    return f"{table}|{public_id}|{field}|{version}"


def seal(words: str, at: str) -> bytes:
    """Seal `words` for the place `at`."""
    return seal_bytes(words.encode(), at)


def seal_bytes(content: bytes, at: str) -> bytes:
    """Seal a drawing, a sound or encoded words for the place `at`."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    return _FORMAT + salt + nonce + AESGCM(_key(salt)).encrypt(nonce, content, at.encode())


def unseal(sealed: bytes, at: str) -> str:
    """The words sealed for the place `at`; raises SealBroken when this is not what was sealed there."""
    return unseal_bytes(sealed, at).decode()


def unseal_bytes(sealed: bytes, at: str) -> bytes:
    """As `unseal`, for what is not words."""
    salt, nonce = sealed[1 : 1 + _SALT], sealed[1 + _SALT : 1 + _SALT + _NONCE]
    if sealed[:1] != _FORMAT or len(nonce) != _NONCE:
        raise SealBroken("these words are not in a form we wrote")
    try:
        return AESGCM(_key(salt)).decrypt(nonce, sealed[1 + _SALT + _NONCE :], at.encode())
    except InvalidTag:
        raise SealBroken("these words are not the ones that were kept here") from None


def _key(salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, b"our-part|words").derive(settings().words_key.encode())
