"""A token in the browser, and the four come-back words that come from it. Neither is stored: only keyed digests are."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from app.db import db
from app.keyed import keyed_bytes, keyed_digest
from models.feedback import Feedback
from participation.rules.passphrases import words_from


def new_token() -> str:
    """What the browser holds while somebody writes: random, and the key that makes a second sending the first."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """What is stored instead of a token."""
    return keyed_digest("saying", token)


def come_back_digest(words: str) -> str:
    """What is stored instead of come-back words."""
    return keyed_digest("come-back", words)


def words_of(token: str, turn: int = 0) -> str:
    """The words of this token's first turn, or of a later one when somebody has been given the first."""
    return words_from(keyed_bytes("come-back words", f"{token}|{turn}"))


def free_words(token: str) -> tuple[int, str]:
    """The first turn whose words nobody else was given, with their digest."""
    turn = 0
    while True:
        digest = come_back_digest(words_of(token, turn))
        if not db.session.scalar(sa.select(Feedback.id).where(Feedback.come_back == digest)):
            return turn, digest
        turn += 1


def sent_with(token: str) -> Feedback | None:
    """What was sent with this token, if anything was."""
    return db.session.scalar(sa.select(Feedback).where(Feedback.sent_as == token_digest(token)))


def words_given(token: str) -> list[str]:
    """The come-back words of what was sent with this token (one time in a million million, not the first turn's)."""
    said, turn = sent_with(token), 0
    if said is None:
        return []
    while said.come_back != come_back_digest(words_of(token, turn)):
        turn += 1
    return words_of(token, turn).split()
