"""Paper ballots: two people type each one without seeing what the other typed; when they agree it is cast, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.db import db
from commissioning.rules import ballots as ballot_rules
from commissioning.rules import polling as rules
from commissioning.rules.ballot_kinds import told
from commissioning.rules.counting.values import BallotKind
from commissioning.rules.polling import Way
from commissioning.services import box, polling_votes
from commissioning.services.ballots import Paper
from commissioning.services.polling import may_help, place_key
from commissioning.services.polling_votes import Seat
from models.people import User
from models.polling import Batch, PaperEntry, Place
from models.rounds import Round
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal


@dataclass(frozen=True)
class Typed:
    """What one person read on a paper, in words."""

    by: str
    lines: list[str]


@dataclass(frozen=True)
class PaperLine:
    """A paper that is not counted: typed by one person so far, by two who do not agree (then both are shown), or by two
    who agree that it cannot be counted. `number` is spaced as it is printed.
    """

    number: str
    typed: list[Typed]
    mine: bool
    spoiled: bool
    batch: Batch

    @property
    def disagrees(self) -> bool:
        """Whether two people have read it differently."""
        return len(self.typed) > 1 and not self.spoiled


def type_in(
    actor: Actor, round_: Round, number: str, sent: Iterable[str | tuple[str, int]], *, spoiled: bool = False
) -> bool:
    """Keep what this person read on a paper. True when a second person had typed the same: then it is cast.

    `spoiled`: it says nothing that can be counted. When two people say so, both words stay until the count, and the
    result tells how many there were. Raises Refusal for a number that is no paper's, one counted already, and one this
    person typed just so before.
    """
    if not may_help(actor, round_):
        raise NotFound
    seat = _seat_of(round_, number)
    paper = polling_votes.paper_at(seat)
    paper.refuse()
    picks = list(rules.SPOILED if spoiled else _read(paper, sent))
    entries = _entries(round_, seat.place)
    mine = [entry for entry in entries if entry.typed_by == actor.user_id]
    if mine and list(mine[0].picks) == picks:
        raise rules.not_typed_twice_by_one()
    agreed = any(list(entry.picks) == picks for entry in entries if entry.typed_by != actor.user_id)
    if agreed and not spoiled:
        _cast(seat, number, picks)
        return True
    for entry in mine:
        db.session.delete(entry)
    db.session.flush()
    db.session.add(
        PaperEntry(
            round_id=round_.id, place_key=seat.place, typed_by=actor.user_id, number=rules.tidy_code(number),
            picks=picks,
        )
    )  # fmt: skip
    db.session.flush()
    return agreed


def _read(paper: Paper, sent: Iterable[str | tuple[str, int]]) -> tuple[Any, ...]:
    try:
        return ballot_rules.check_choice(list(sent), paper.titles, paper.interests, paper.limits)
    except Refusal as refusal:
        raise rules.not_as_asked(refusal.reason, ticks=paper.limits.kind is BallotKind.APPROVAL) from None


def slip_of(round_: Round, number: str) -> box.Slip:
    """The slip printed at the foot of a paper: its receipt is listed once the paper is counted."""
    code = rules.tidy_code(number)
    return box.slip_for(round_, place_key(code), f"paper-ballot-{code}")


def waiting(actor: Actor, round_: Round) -> list[PaperLine]:
    """Papers typed and not counted yet, those that disagree first. What one alone typed is not shown to the other."""
    rows = db.session.execute(
        sa.select(PaperEntry, User.name, Batch)
        .join(User, User.id == PaperEntry.typed_by)
        .join(Place, sa.and_(Place.round_id == PaperEntry.round_id, Place.key == PaperEntry.place_key))
        .join(Batch, Batch.id == Place.batch_id)
        .where(PaperEntry.round_id == round_.id)
        .order_by(PaperEntry.number, User.name)
    ).all()
    titles = {project.proposal_public_id: project.title for project in round_.projects}
    found: dict[str, list[sa.Row[PaperEntry, str, Batch]]] = {}
    for row in rows:
        found.setdefault(row.PaperEntry.number, []).append(row)
    lines = [
        PaperLine(
            ballot_rules.spaced(number),
            [Typed(row.name, _told(round_, row.PaperEntry.picks, titles)) for row in typed],
            any(row.PaperEntry.typed_by == actor.user_id for row in typed),
            len(typed) > 1 and not any(row.PaperEntry.picks for row in typed),
            typed[0].Batch,
        )
        for number, typed in found.items()
    ]
    return sorted(lines, key=lambda line: (not line.disagrees, line.number))


def _told(round_: Round, picks: Sequence[Any], titles: dict[str, str]) -> list[str]:
    return told(round_.ballot_kind, picks, titles) or [rules.SPOILED_WORDS]


def _cast(seat: Seat, number: str, picks: Sequence[Any]) -> None:
    polling_votes.mark(seat)
    box.put_in(seat.round, picks, seat.chamber, slip_of(seat.round, number), None)
    these = PaperEntry.round_id == seat.round.id, PaperEntry.place_key == seat.place
    db.session.execute(sa.delete(PaperEntry).where(*these).execution_options(synchronize_session="fetch"))


def _seat_of(round_: Round, number: str) -> Seat:
    key = place_key(number)
    row = db.session.execute(
        sa.select(Place.voted, Batch)
        .join(Batch, Batch.id == Place.batch_id)
        .where(Place.round_id == round_.id, Place.key == key)
    ).one_or_none()
    if row is None or row.Batch.way is not Way.PAPER:
        raise rules.wrong_way(Way.CODES)
    seat = Seat(round_, row.Batch, key, bool(row.voted))
    if seat.has_voted:
        raise rules.used_code(Way.PAPER)
    return seat


def _entries(round_: Round, place: str) -> Sequence[PaperEntry]:
    return db.session.scalars(
        sa.select(PaperEntry).where(PaperEntry.round_id == round_.id, PaperEntry.place_key == place)
    ).all()
