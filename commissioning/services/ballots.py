"""Casting a private vote: the roll is marked and the ballot put in the box in one transaction, and nothing
links them.

No audit row, no log line and no form record is written for a vote; the audit trail holds only how many
there were.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from app.clock import now
from app.db import Base, db
from app.times import local_date
from commissioning.rules import ballots as rules
from commissioning.rules.ballot_kinds import Limits
from commissioning.rules.chambers import Chamber
from commissioning.rules.rounds import Phase, fair_order, phase
from commissioning.services import box
from commissioning.services.ballots_why import Entry, why_not
from commissioning.services.interests import interests_of
from models.results import RoundResult
from models.rounds import Round, RoundProject
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


@dataclass(frozen=True)
class Paper:
    """What one voter is shown: the projects in today's fair order, and those they may not pick."""

    round: Round
    phase: Phase
    projects: tuple[RoundProject, ...]
    interests: frozenset[str]
    limits: Limits
    refusal: str | None
    has_voted: bool
    chamber: Chamber = Chamber.EVERYONE

    @property
    def titles(self) -> dict[str, str]:
        """Each project's title by its id."""
        return {project.proposal_public_id: project.title for project in self.projects}

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Titles of the projects of which only one can be built."""
        return [(self.titles[one], self.titles[other]) for one, other in self.round.exclusions]

    def refuse(self) -> None:
        """Raise the Refusal that stands against this voter now, if any."""
        if self.refusal:
            raise Refusal(self.refusal)


def paper_for(actor: Actor, round_: Round) -> Paper:
    """The ballot paper of `round_` for this person, with the reason when they cannot vote now."""
    interests = interests_of(actor.user_id, [project.proposal_public_id for project in round_.projects])
    entry, phase_now = _stands(actor, round_)
    return paper_of(
        round_, phase=phase_now, interests=interests, refusal=why_not(actor, round_, phase_now, entry, interests),
        has_voted=entry is not None and bool(entry.voted), chamber=entry.chamber if entry else Chamber.EVERYONE,
    )  # fmt: skip


def stands_against(actor: Actor, round_: Round) -> str | None:
    """Why this person could not vote in a round that is open or coming, to be told before they try.

    None for whoever can or has voted, and for somebody who is not signed in.
    """
    entry, phase_now = _stands(actor, round_)
    if actor.user_id is None or phase_now not in {Phase.COMING, Phase.OPEN} or (entry and entry.voted):
        return None
    interests = interests_of(actor.user_id, [project.proposal_public_id for project in round_.projects])
    return why_not(actor, round_, Phase.OPEN, entry, interests)


def paper_of(
    round_: Round, *, phase: Phase, refusal: str | None, has_voted: bool, chamber: Chamber,
    interests: frozenset[str] = frozenset(),
) -> Paper:  # fmt: skip
    """A ballot paper of `round_`, for whoever is to vote."""
    projects = {project.proposal_public_id: project for project in round_.projects}
    order = fair_order(projects, round_.public_id, local_date(now()))
    return Paper(
        round=round_, phase=phase, projects=tuple(projects[i] for i in order), interests=interests,
        limits=Limits(round_.least_picks, round_.most_picks, round_.ballot_kind, round_.points_each),
        refusal=refusal, has_voted=has_voted, chamber=chamber,
    )  # fmt: skip


def read_back(actor: Actor, round_: Round, sent: Iterable[str | tuple[str, int]]) -> list[box.Named]:
    """The projects a ballot names, checked as casting would check it; raises Refusal. Nothing is kept."""
    paper = paper_for(actor, round_)
    paper.refuse()
    return box.named(paper, list(sent))


def cast(actor: Actor, round_: Round, sent: Iterable[str | tuple[str, int]], form_key: str) -> str:
    """Put one vote in the box and return its receipt; the same form sent again gets the same receipt.

    Raises Refusal when this person may not vote now, or not so, or sends other choices with a form already sent.
    """
    slip, chosen = slip_for(actor, round_, form_key), list(sent)
    if box.given_before(round_, slip, chosen):
        return slip.receipt
    paper = paper_for(actor, round_)
    paper.refuse()
    picks = rules.check_choice(chosen, paper.titles, paper.interests, paper.limits)
    _mark_roll(actor, round_)
    box.put_in(round_, picks, paper.chamber, slip, box.first_handle(round_, slip))
    return slip.receipt


def slip_for(actor: Actor, round_: Round, form_key: str) -> box.Slip:
    """The receipt and the change code this person's form would get; raises Refusal for a form without its key."""
    return box.slip_for(round_, actor.public_id, form_key)


def _mark_roll(actor: Actor, round_: Round) -> None:
    """0 -> 1 in one conditional UPDATE: of two tries at the same instant, one changes a row and one does
    not.
    """
    marked = db.session.execute(_MARK, {"round": round_.id, "who": actor.user_id})
    if marked.rowcount != 1:  # type: ignore[attr-defined]
        raise rules.already_voted()


_ROLL = Base.metadata.tables["roll_entries"]
_MARK = (
    sa.update(_ROLL)
    .where(
        _ROLL.c.round_id == sa.bindparam("round"), _ROLL.c.user_id == sa.bindparam("who"), _ROLL.c.voted == 0
    )
    .values(voted=1)
)
# One question for all that can change from one moment to the next, read past what the session remembers.
_STANDS = (
    sa.select(
        _ROLL.c.voted, _ROLL.c.chamber, sa.exists().where(RoundResult.round_id == Round.id).label("counted")
    )
    .select_from(
        sa.outerjoin(
            Round, _ROLL, sa.and_(_ROLL.c.round_id == Round.id, _ROLL.c.user_id == sa.bindparam("who"))
        )
    )
    .where(Round.id == sa.bindparam("round"))
)


def _stands(actor: Actor, round_: Round) -> tuple[Entry | None, Phase]:
    """The line somebody has on the roll (None when not on it), and where the round is now; one query."""
    row = db.session.execute(_STANDS, {"round": round_.id, "who": actor.user_id}).one()
    entry = None if row.voted is None else Entry(row.voted, row.chamber)
    return entry, phase(
        round_.dates, frozen=round_.opened_at is not None, counted=bool(row.counted), now=now()
    )
