"""Casting a private vote: the roll is marked and the ballot put in the box in one transaction, and nothing
links them.

No audit row, no log line and no form record is written for a vote; the audit trail holds only how many
there were.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.keyed import keyed_bytes
from app.times import local_date, moment
from commissioning.rules import ballots as rules
from commissioning.rules.rounds import (
    ELECTORATE_ROLES,
    ELECTORATE_WORDS,
    Phase,
    fair_order,
    floor_words,
    old_enough,
)
from commissioning.services.interests import interests_of
from commissioning.services.rounds import phase_of
from models.ballots import Ballot, Receipt
from models.rounds import RollEntry, Round, RoundProject
from participation.rules.people import Actor
from participation.rules.refusals import Refusal

SHORTEST_FORM_KEY = 16


@dataclass(frozen=True)
class Paper:
    """What one voter is shown: the projects in today's fair order, and those they may not pick."""

    round: Round
    phase: Phase
    projects: tuple[RoundProject, ...]
    interests: frozenset[str]
    limits: rules.Limits
    refusal: str | None
    has_voted: bool

    @property
    def titles(self) -> dict[str, str]:
        """Each project's title by its id."""
        return {project.proposal_public_id: project.title for project in self.projects}


def paper_for(actor: Actor, round_: Round) -> Paper:
    """The ballot paper of `round_` for this person, with the reason when they cannot vote now."""
    projects = {project.proposal_public_id: project for project in round_.projects}
    order = fair_order(projects, round_.public_id, local_date(now()))
    voted = _voted(actor, round_)
    return Paper(
        round=round_, phase=phase_of(round_), projects=tuple(projects[i] for i in order),
        interests=interests_of(actor.user_id, list(projects)), limits=rules.Limits(round_.least_picks,
        round_.most_picks), refusal=_why_not(actor, round_, voted), has_voted=bool(voted), )  # fmt: skip


def read_back(actor: Actor, round_: Round, picks: Iterable[str]) -> list[RoundProject]:
    """The projects these picks name, checked as casting would check them; raises Refusal. Nothing is kept."""
    paper = paper_for(actor, round_)
    if paper.refusal:
        raise Refusal(paper.refusal)
    chosen = rules.check_choice(list(picks), paper.titles, paper.interests, paper.limits)
    return [project for project in paper.projects if project.proposal_public_id in chosen]


def cast(actor: Actor, round_: Round, picks: Iterable[str], form_key: str) -> str:
    """Put one vote in the box and return its receipt; the same form sent again gets the same receipt.

    Raises Refusal when this person may not vote now, or not so.
    """
    if len(form_key) < SHORTEST_FORM_KEY:
        raise Refusal("This page was not sent whole. Go back to the ballot and send it again.")
    code = receipt_for(actor, round_, form_key)
    if db.session.get(Receipt, (round_.id, code)) is not None:
        return code
    paper = paper_for(actor, round_)
    if paper.refusal:
        raise Refusal(paper.refusal)
    chosen = rules.check_choice(list(picks), paper.titles, paper.interests, paper.limits)
    _mark_roll(actor, round_)
    db.session.execute(sa.insert(Ballot).values(round_id=round_.id, picks=list(chosen)))
    db.session.execute(sa.insert(Receipt).values(round_id=round_.id, code=code))
    return code


def receipt_for(actor: Actor, round_: Round, form_key: str) -> str:
    """The receipt this person's form would get. The form key is kept nowhere, so no one else can work it
    out.
    """
    return rules.receipt_code(keyed_bytes("receipt", f"{round_.public_id}|{actor.public_id}|{form_key}"))


def _mark_roll(actor: Actor, round_: Round) -> None:
    """0 -> 1 in one conditional UPDATE: of two tries at the same instant, one changes a row and one does
    not.
    """
    marked = db.session.execute(
        sa.update(RollEntry)
        .where(RollEntry.round_id == round_.id, RollEntry.user_id == actor.user_id, RollEntry.voted == 0)
        .values(voted=1)
        .execution_options(synchronize_session=False)
    )
    if marked.rowcount != 1:  # type: ignore[attr-defined]
        raise rules.already_voted()


def _voted(actor: Actor, round_: Round) -> int | None:
    """1 or 0 from the roll, None when not on it."""
    return db.session.scalar(
        sa.select(RollEntry.voted).where(RollEntry.round_id == round_.id, RollEntry.user_id == actor.user_id)
    )


def _why_not(actor: Actor, round_: Round, voted: int | None) -> str | None:
    try:
        if voted:
            raise rules.already_voted()
        rules.refuse_unless_open(phase_of(round_), moment(round_.opens_at), moment(round_.closes_at))
        rules.refuse_unless_on_roll(voted is not None, _off_roll(actor, round_))
    except Refusal as refusal:
        return refusal.reason
    return None


def _off_roll(actor: Actor, round_: Round) -> str:
    if not actor.in_team(round_.team_id):
        return f"It is for members and young advisors of the {round_.team.name}."
    if not actor.in_team(round_.team_id, *ELECTORATE_ROLES[round_.electorate]):
        return f"It is for: {ELECTORATE_WORDS[round_.electorate].lower()}."
    if not old_enough(actor.age_band, round_.youngest):
        return f"It is for people aged {floor_words(round_.youngest)}."
    made: datetime = round_.opened_at or round_.opens_at
    return f"The list was made on {moment(made)}, before you joined. You can vote in the next round."
