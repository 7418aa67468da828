"""The auditor's pages: the trail, and the two verifications."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import audit as chain
from app.access import Permission, current_actor, requires
from app.csv_out import csv_response
from app.times import london
from app.unit_of_work import commits
from governance.rules.audit import Search, action_words, detail_words
from governance.services import audit

blueprint = Blueprint("audit", __name__)
LONGEST = 100
ASKED = ("q", "person", "subject", "first", "last")
HEADS = ("number", "at", "who", "what", "about", "id", "details", "hash")


@blueprint.get("/audit")
@requires(Permission.CHECK_TRAIL)
def show() -> ResponseReturnValue:
    """The trail, newest first, with a search."""
    search, wrong = _search()
    page = audit.trail(search, _before())
    kept = {name: value for name, value in request.args.items() if name in ASKED}
    return render_template(
        "governance/audit/show.html", page=page, wrong=wrong, kept=kept, verified=audit.last_verification(),
        head=chain.head(), action_words=action_words, detail_words=detail_words, is_first=_before() is None,
    )  # fmt: skip


@blueprint.get("/audit.csv")
@requires(Permission.CHECK_TRAIL)
def csv() -> Response:
    """What the search finds, to take away (the newest 20,000 events at most)."""
    page = audit.trail(_search()[0], how_many=audit.MOST_TAKEN_AWAY)
    rows = (
        (e.id, london(e.at).isoformat(), e.actor_name, e.action, e.subject_type, e.subject_id,
         detail_words(e.details), e.hash)
        for e in page.events
    )  # fmt: skip
    return csv_response("audit-trail", HEADS, rows)


@blueprint.post("/audit/verify")
@requires(Permission.CHECK_TRAIL)
@commits
def verify() -> ResponseReturnValue:
    """Check ledger and chain now."""
    found = audit.verify(current_actor())
    if found.holds:
        flash("The ledger and the audit chain hold, from the first entry to the last.", "success")
    else:
        flash("Something does not hold. What was found is below.", "problem")
    return redirect(url_for("audit.show"), code=303)


def _search() -> tuple[Search, list[str]]:
    """What was asked for, and what could not be read."""
    wrong: list[str] = []
    text = {name: _plain(request.args.get(name, "")) for name in ("q", "person", "subject")}
    days = {name: _day(name, wrong) for name in ("first", "last")}
    if days["first"] and days["last"] and days["first"] > days["last"]:
        wrong.append("The first day is after the last, so nothing can be found.")
    return Search(text["q"], text["person"], text["subject"], days["first"], days["last"]), wrong


def _plain(typed: str) -> str:
    """Without what cannot be seen, which no database should be asked to look for."""
    return "".join(letter for letter in typed if letter.isprintable()).strip()[:LONGEST]


def _day(name: str, wrong: list[str]) -> date | None:
    typed = request.args.get(name, "").strip()
    if not typed:
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        found = date.min
    if 2000 <= found.year <= 2200:
        return found
    wrong.append("One of the days is not a date like 2026-12-08, so it was left out.")
    return None


def _before() -> int | None:
    typed = request.args.get("before", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 15 else None
