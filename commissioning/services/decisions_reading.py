"""The public register of decisions: search, filter, one decision, and the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from app.times import london_day_begins
from commissioning.rules.call_in import OUTCOME_AFTER
from commissioning.rules.decisions import Outcome
from commissioning.rules.pots import DecisionRoute
from commissioning.rules.searching import LONGEST_SEARCH, terms
from commissioning.services.word_index import WordIndex
from models.awards import Award
from models.call_in import CallInAnswer
from models.decisions import Decision
from models.places import Area, Team
from models.proposals import Proposal
from participation.rules.refusals import NotFound

PER_PAGE = 20
SEARCHED = (
    "proposal_title", "reasons", "number", "conditions", "alternatives", "recommendation", "decided_by", "decider_name",
)  # fmt: skip
_index = WordIndex(Decision, SEARCHED)
_NEWEST = (Decision.year.desc(), Decision.serial.desc())


@dataclass(frozen=True)
class Wanted:
    """What a reader asked the register for."""

    words: str = ""
    team: str = ""  # a team's public id
    outcome: str = ""
    year: str = ""
    route: str = ""
    area: str = ""  # an area's public id
    since: str = ""  # days, as 2026-12-31
    until: str = ""


@dataclass(frozen=True)
class Listed:
    """One page of the register, newest first."""

    decisions: list[Decision]
    shown: int
    total: int
    page: int
    pages: int


def register(wanted: Wanted, page: int = 1) -> Listed:
    """A page of the register. Which entries stand on it is found first, so that only their long words are fetched."""
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Decision)) or 0
    matching = _matching(wanted)
    shown = (
        db.session.scalar(
            sa.select(sa.func.count()).select_from(matching.with_only_columns(Decision.id).subquery())
        )
        or 0
    )
    pages = max(1, -(-shown // PER_PAGE))
    page = min(max(page, 1), pages)
    ids = (
        matching.with_only_columns(Decision.id)
        .order_by(*_NEWEST)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    found = db.session.scalars(_loaded(sa.select(Decision).where(Decision.id.in_(ids.subquery().select()))))
    return Listed(list(found), shown, total, page, pages)


def add_to_search(decision: Decision) -> None:
    """Let a decision that was just written be found by its words."""
    _index.add(decision)


def whole_register(wanted: Wanted) -> list[Decision]:
    """Everything the filters leave, newest first."""
    return list(db.session.scalars(_loaded(_matching(wanted))))


def get_decision(number: str) -> Decision:
    """The decision of that number; NotFound when there is none."""
    found = db.session.scalars(_loaded(sa.select(Decision).where(Decision.number == number))).first()
    if found is None:
        raise NotFound
    return found


def decision_on(proposal_id: str) -> Decision | None:
    """The decision on a proposal (its public id), if it has been made."""
    return db.session.scalars(sa.select(Decision).where(Decision.proposal_id == proposal_id)).first()


def latest(limit: int = 5) -> list[Decision]:
    """The newest decisions."""
    return list(db.session.scalars(_loaded(sa.select(Decision)).limit(limit)))


def award_of(decision: Decision) -> Award | None:
    """The award a decision made, if it made one."""
    return db.session.scalars(sa.select(Award).where(Award.decision_id == decision.id)).first()


def areas() -> list[Area]:
    """The areas there are, to filter by."""
    return list(db.session.scalars(sa.select(Area).where(Area.ends_on.is_(None)).order_by(Area.name)))


def teams_and_years() -> tuple[list[Team], list[int]]:
    """What the register can be filtered by."""
    teams = sa.select(Team).where(Team.id.in_(sa.select(Decision.team_id))).order_by(Team.name)
    years = sa.select(Decision.year).distinct().order_by(Decision.year.desc())
    return list(db.session.scalars(teams)), list(db.session.scalars(years))


def _matching(wanted: Wanted) -> sa.Select[Decision]:
    query = sa.select(Decision).where(*_with_words(wanted.words))
    if wanted.team:
        query = query.where(Decision.team_id.in_(sa.select(Team.id).where(Team.public_id == wanted.team)))
    if wanted.outcome in {str(outcome) for outcome in Outcome}:
        query = query.where(_stands_as(Outcome(wanted.outcome)))
    if wanted.year.isascii() and wanted.year.isdigit() and len(wanted.year) == 4:
        query = query.where(Decision.year == int(wanted.year))
    if wanted.route in {str(route) for route in DecisionRoute}:
        query = query.where(Decision.route == DecisionRoute(wanted.route))
    if wanted.area:
        there = sa.select(Proposal.public_id).join(Proposal.areas).where(Area.public_id == wanted.area)
        query = query.where(Decision.proposal_id.in_(there))
    if (first := _day(wanted.since)) is not None:
        query = query.where(Decision.at >= london_day_begins(first))
    if (last := _day(wanted.until)) is not None:
        query = query.where(Decision.at < london_day_begins(last + timedelta(days=1)))
    return query


def _stands_as(outcome: Outcome) -> sa.ColumnElement[bool]:
    """Decisions that stand so now: one that was changed after call-in is not among those it was first one of."""
    answered = sa.select(CallInAnswer.decision_id)
    other = answered.where(CallInAnswer.answer.in_(OUTCOME_AFTER))
    became = answered.where(
        CallInAnswer.answer.in_([answer for answer, after in OUTCOME_AFTER.items() if after is outcome])
    )
    return sa.or_(sa.and_(Decision.outcome == outcome, Decision.id.not_in(other)), Decision.id.in_(became))


def _day(typed: str) -> date | None:
    """A day as a browser's date box sends it; anything else asks for nothing."""
    try:
        found = date.fromisoformat(typed) if len(typed) == 10 else None
    except ValueError:
        return None
    return found if found is not None and 2000 <= found.year < 2200 else None


def _with_words(typed: str) -> list[sa.ColumnElement[bool]]:
    """Every word is somewhere in it; marks and signs alone are looked for as they stand."""
    if words := terms(typed):
        return [_index.holds(words)]
    marks = typed[:LONGEST_SEARCH].replace("\x00", "").strip()
    anywhere = (getattr(Decision, name).contains(marks, autoescape=True) for name in SEARCHED)
    return [sa.or_(*anywhere)] if marks else []


def _loaded(query: sa.Select[Decision]) -> sa.Select[Decision]:
    return query.options(joinedload(Decision.team), joinedload(Decision.pot)).order_by(*_NEWEST)
