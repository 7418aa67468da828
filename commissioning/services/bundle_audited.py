"""The auditor's own copy of a bundle that is withheld from everybody else, because so few voted.

Nothing is given out silently: the auditor first says why, the trail keeps that, and for a day it opens this one round.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules import bundle as rules
from commissioning.rules import results as counting
from commissioning.rules.counting.values import Project
from commissioning.rules.results_kept import whole
from commissioning.rules.rounds import LEAST_FOR_A_RESULT
from commissioning.services import bundle, results
from commissioning.services.bundle import Bundle
from commissioning.services.results_chambers import chambers_of
from models.audit import AuditEvent
from models.ballots import CountedBallot
from models.results import RoundResult
from models.rounds import Round
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.rules.saying_something import says_something

OPEN_FOR = timedelta(days=1)
ASKED = "round.ballots_asked_for"


def may_recount(actor: Actor, result: RoundResult) -> bool:
    """Whether these ballots are withheld, and this person is the auditor who can count them again all the same."""
    return actor.has(Role.AUDITOR) and rules.is_withheld(result.outcome) and bool(result.outcome["voters"])


def ask(actor: Actor, round_: Round, why: str) -> None:
    """Say why these ballots are counted again; then they can be taken for a day. Raises Refusal (field "why")."""
    _withheld(actor, round_)
    if not says_something(why):
        raise Refusal("Say in a sentence why this vote is counted again. The trail keeps it.", field="why")
    audit.record(ASKED, round_, actor=actor, reason=why)


def open_until(actor: Actor, round_: Round) -> datetime | None:
    """Until when this auditor can take these ballots; None when they have not said why, or it is over."""
    query = sa.select(sa.func.max(AuditEvent.at)).where(
        AuditEvent.action == ASKED, AuditEvent.subject_id == round_.public_id,
        AuditEvent.actor_id == actor.public_id, AuditEvent.at > now() - OPEN_FOR,
    )  # fmt: skip
    asked_at = db.session.scalar(query)
    return asked_at + OPEN_FOR if asked_at else None


def get_withheld_for(actor: Actor, round_: Round) -> RoundResult:
    """The result whose ballots only this auditor can take; NotFound for anybody else and any other round."""
    return _withheld(actor, round_)


def bundle_of(actor: Actor, round_: Round, council: str) -> Bundle:
    """The auditor's copy. Raises NotFound for anybody else, Refusal before they have said why."""
    result = _withheld(actor, round_)
    if open_until(actor, round_) is None:
        raise Refusal("Say first why this vote is counted again. The trail keeps it.")
    ballots = bundle.counted(round_)
    source = bundle.source_of(round_, _in_full(round_, result, ballots), council, for_auditor=True)
    return bundle.packed(source, round_, result, ballots)


def _withheld(actor: Actor, round_: Round) -> RoundResult:
    result = results.result_of(round_)
    if result is None or not may_recount(actor, result):
        raise NotFound
    return result


def _in_full(round_: Round, result: RoundResult, ballots: list[CountedBallot]) -> dict[str, Any]:
    """The outcome with the numbers that are left out for everybody else.

    What was published and kept at the count stays as it was (winners, receipts, fingerprint), so that counting again
    finds out when these ballots do not give it.
    """
    kept = whole(result.outcome)
    gone = {one["id"] for one in kept["chosen"]["projects"] if one["reason"] == "withdrawn"}
    projects = [
        Project(
            one.proposal_public_id, int(one.cost_pence), one.title, withdrawn=one.proposal_public_id in gone
        )
        for one in round_.projects
    ]
    terms = results.terms_of(round_)
    terms = replace(terms, smallest=0, quorum=max(terms.quorum, LEAST_FOR_A_RESULT))
    full = counting.outcome(
        terms, projects, [ballot.picks for ballot in ballots], kept["electorate"], kept["receipts"],
        chambers_of(round_, ballots),
    )  # fmt: skip
    chosen = full["chosen"]
    if set(chosen["winners"]) != set(kept["chosen"]["winners"]):
        chosen["winners"] = kept["chosen"]["winners"]
    return full | {name: kept[name] for name in ("voters", "fingerprint", "papers_left", "papers_spoiled")}
