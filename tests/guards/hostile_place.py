"""The furnished place with nothing ever committed, where every form can be sent anything.

Each request runs whole, to the point where it would be committed; there it is looked at and then rolled back, so each
hostile text meets the same untouched place. What was refused must not have come that far.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy import event
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import sealed_columns
from app.db import db
from forms.base import OurForm, tidy
from models.places import Area
from tests.guards.behind import Behind
from tests.guards.hostile_fields import texts_of
from tests.guards.hostile_visitors import speak, vote
from tests.guards.posts import POSTS
from tests.guards.sent import Sent
from tests.guards.sweep import Sweep, behind_of
from tests.inspector import Page, inspect
from tests.sweep_place.found import Ids

SCRIPT = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{7*7}}</textarea></title>"
ANSWERS = {200, 302, 303, 400, 404, 405, 409, 413, 415, 422, 429}
# These keep something though they answer with a page: a count of wrong tries, or words shown this once.
KEEP_ON_A_PAGE = {
    "sign_in.enter", "feedback.come_back", "people.add", "people.words", "panels.invite", "joining.card",
    "triage.read", "triage.decide",
    "triage.shut_out", "glass.read", "voting.begin", "voting.cast", "tablets.cast", "polling.make", "triage.file",
    "proposals_writing.autosave", "about_me.show", "consents.add", "consents.words",
    "notices.stop", "triage.take_out",
}  # fmt: skip


RACED = "Two people were working on the same thing"  # true of a race only, and here nobody races


@dataclass
class Place(Sweep):
    """The furnished place, where nothing is ever committed: what would have been is noted instead."""

    committed: bool = False
    stored: set[str] = field(default_factory=set)
    seen: list[OurForm] = field(default_factory=list)

    def send(self, sent: Sent, rule: Rule, data: dict[str, Any] | None, **how: Any) -> TestResponse:
        """The form sent by its sender with this data."""
        self.committed, self.stored, self.seen = False, set(), []
        behind = Behind(values=sent.values) if sent.values else (behind_of(rule) or [Behind()])[0]
        if data is not None:
            how["data"] = {"csrf_token": self.tokens[sent.who], **data}
        with self.app.app_context():
            browser = self.app.test_client(use_cookies=False)
            return browser.open(
                self.path(rule, behind) + sent.query,
                method="POST",
                headers={"Cookie": self.cookies[sent.who]},
                **how,
            )

    def fault(self, sent: Sent, rule: Rule, answer: TestResponse, data: dict[str, Any] | None = None) -> str:
        """What is wrong with the answer, or nothing."""
        body = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""
        goes_on = answer.status_code in {302, 303}
        if answer.status_code not in ANSWERS:
            return f"answered {answer.status_code}"
        if self.committed and not goes_on and rule.endpoint not in KEEP_ON_A_PAGE:
            return f"kept something though it answered {answer.status_code}"
        if goes_on and not is_ours(answer.location or ""):
            return f"leads away to {answer.location!r}"
        if answer.status_code == 409 and RACED in body:
            return "tells of another person's change where there is none"
        if SCRIPT in body or "<script>alert" in body:
            return "lets a script in"
        lost = self._lost(sent, data or {}) if goes_on and self.committed else ""
        return f"changed or lost {lost!r} on the way in" if lost else ""

    def _lost(self, sent: Sent, data: dict[str, Any]) -> str:
        """A text that was accepted and not stored as it was sent (after NFC, line ends and outer spaces)."""
        for name in texts_of(self.seen, data) - sent.hidden:
            typed = tidy(data[name])
            if typed and not self._is_stored(typed):
                return f"{name}: {typed[:60]}"
        return ""

    def _is_stored(self, typed: str) -> bool:
        """As a column of its own, or within a JSON document."""
        return typed in self.stored or any(
            typed in kept or json.dumps(typed)[1:-1] in kept for kept in self.stored
        )


def is_ours(location: str) -> bool:
    """Whether an address stays on this site."""
    return location.startswith("/") and not location.startswith(("//", "/\\"))


def make_place(app: Flask, ids: Ids, patch: pytest.MonkeyPatch) -> Place:
    """The place, with a child who speaks and one who came back, and no way to commit."""
    made = Place(app, ids)
    speak(made, ids)
    vote(made, ids)
    with app.app_context():
        ids["area"] = db.session.scalars(sa.select(Area.public_id).where(Area.name == "Millfield")).one()
    _note_instead_of_committing(made, patch)
    return made


def _note_instead_of_committing(made: Place, patch: pytest.MonkeyPatch) -> None:
    really = db.session.commit

    def commit() -> None:
        if current_app._get_current_object() is not made.app:  # another test's own place
            really()
            return
        db.session.flush()
        made.committed = True

    def bound(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            rows = parameters if isinstance(parameters, list) else [parameters]
            made.stored.update(
                v
                for row in rows
                for v in (row.values() if isinstance(row, dict) else row)
                if isinstance(v, str)
            )

    sealed = sealed_columns.token_of

    def sealing(content: bytes, at: str) -> str:
        made.stored.add(content.decode())
        return sealed(content, at)

    begin = OurForm.__init__

    def seen(self: OurForm, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        made.seen.append(self)

    patch.setattr(db.session, "commit", commit, raising=False)
    patch.setattr(OurForm, "__init__", seen)
    patch.setattr(sealed_columns, "token_of", sealing)
    with made.app.app_context():
        event.listen(db.engine, "before_cursor_execute", bound)


def posts(place: Place) -> list[tuple[Rule, Sent]]:
    """Every address that takes a form, with each good answer to it (the rule that has the answer's variables)."""
    found = []
    for rule in place.rules():
        for sent in POSTS.get(rule.endpoint, ()) if "POST" in (rule.methods or ()) else ():
            variables = rule.arguments - set(rule.defaults or ())
            if (not sent.values and behind_of(rule)) or set(sent.values) == variables:
                found.append((rule, sent))
    return found


def ill_formed(answer: TestResponse) -> str:
    if answer.mimetype != "text/html" or answer.status_code in {302, 303}:
        return ""
    body = answer.get_data(as_text=True)
    try:
        inspect(Page(body))
    except AssertionError as wrong:
        return str(wrong)
    return ""
