"""Voting with a printed code, or a turn at a shared tablet: a place is marked and a ballot cast, in one transaction."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.clock import now
from app.db import db
from app.keyed import keyed_digest
from app.times import moment
from commissioning.rules import ballots as ballot_rules
from commissioning.rules import polling as rules
from commissioning.rules.chambers import Chamber
from commissioning.rules.polling import Way
from commissioning.rules.rounds import Phase
from commissioning.services import box
from commissioning.services.ballots import Paper, paper_of
from commissioning.services.polling import place_key
from commissioning.services.rounds import phase_of
from models.polling import Batch, CodeTry, Place
from models.rounds import Round
from participation.rules.refusals import NotFound, Refusal

TRIES_KEPT = timedelta(hours=1)
FREE_TRIES = 40  # a class behind one address mistypes; nobody is ever locked out, only slowed
LONGEST_WAIT = 2.0  # seconds


@dataclass(frozen=True)
class Seat:
    """A place somebody votes from, and the round it is for."""

    round: Round
    batch: Batch
    place: str
    has_voted: bool

    @property
    def chamber(self) -> Chamber:
        """The chamber a vote from here is in."""
        return self.batch.chamber if self.round.two_chambers else Chamber.EVERYONE


def seat_of(code: str) -> Seat:
    """The place a printed code stands for. Raises Refusal when there is none, or it is a paper's number."""
    key = place_key(code)
    row = db.session.execute(
        sa.select(Place.voted, Batch).join(Batch, Batch.id == Place.batch_id).where(Place.key == key)
    ).one_or_none()
    if row is None or row.Batch.way is Way.TABLET:
        raise rules.unknown_code()
    if row.Batch.way is Way.PAPER:
        raise rules.wrong_way(Way.PAPER)
    return Seat(_round(row.Batch), row.Batch, key, bool(row.voted))


def paper_at(seat: Seat) -> Paper:
    """The ballot paper for a place, with the reason when it cannot be used now."""
    phase = phase_of(seat.round)
    why_not = _why_not(seat, phase)
    return paper_of(seat.round, phase=phase, refusal=why_not, has_voted=seat.has_voted, chamber=seat.chamber)


def cast(seat: Seat, sent: Iterable[str | tuple[str, int]], form_key: str) -> box.Slip:
    """Put the vote of a place in the box; the same form again gets the same slip. Raises Refusal."""
    slip, chosen = box.slip_for(seat.round, seat.place, form_key), list(sent)
    if box.given_before(seat.round, slip, chosen):
        return slip
    paper = paper_at(seat)
    paper.refuse()
    picks = ballot_rules.check_choice(chosen, paper.titles, paper.interests, paper.limits)
    mark(seat)
    box.put_in(seat.round, picks, paper.chamber, slip, box.first_handle(seat.round, slip))
    return slip


def mark(seat: Seat) -> None:
    """0 -> 1 in one conditional UPDATE: of two tries at the same instant, one changes a row and one does not."""
    done = db.session.execute(
        sa.update(Place)
        .where(Place.round_id == seat.round.id, Place.key == seat.place, Place.voted == 0)
        .values(voted=1)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise rules.used_code(seat.batch.way)


# The shared tablet


def set_out(batch: Batch, pass_key: str) -> None:
    """Give a tablet its pass; one set out before for the same group stops working."""
    batch.pass_digest = keyed_digest("tablet", pass_key)


def put_away(pass_key: str) -> None:
    """Take a tablet's pass back."""
    batch = batch_at(pass_key)
    batch.pass_digest = ""


def batch_at(pass_key: str | None) -> Batch:
    """The batch a tablet is set out for; raises NotFound when its pass is not (or no longer) good."""
    found = pass_key and db.session.scalar(
        sa.select(Batch).where(Batch.pass_digest == keyed_digest("tablet", pass_key), Batch.way == Way.TABLET)
    )
    if not found:
        raise NotFound
    return found


def turn_at(batch: Batch) -> Seat:
    """A place for whoever holds the tablet now: any that is free. With none free, a seat that says so.

    Which place a turn used cannot be told afterwards, so its slip is worked out from the batch.
    """
    free = db.session.scalar(
        sa.select(Place.key).where(Place.batch_id == batch.id, Place.voted == 0).order_by(Place.key).limit(1)
    )
    return Seat(_round(batch), batch, free or "", has_voted=False)


def cast_turn(batch: Batch, sent: Iterable[str | tuple[str, int]], form_key: str) -> box.Slip:
    """Cast the vote of a turn at the tablet; the same form again gets the same slip. Raises Refusal.

    Its ballot can be found by its own form, to tell a second sending from a first, and by nothing else: nobody is
    given its change code, and no page asks for a tablet's.
    """
    round_, chosen = _round(batch), list(sent)
    slip = box.slip_for(round_, f"tablet-{batch.public_id}", form_key)
    if box.given_before(round_, slip, chosen, can_change=False):
        return slip
    seat = turn_at(batch)
    paper = paper_at(seat)
    paper.refuse()
    picks = ballot_rules.check_choice(chosen, paper.titles, paper.interests, paper.limits)
    mark(seat)
    box.put_in(round_, picks, paper.chamber, slip, box.turn_mark(round_, slip))
    return slip


# Guessing


def note_wrong(who: str) -> None:
    """Remember for an hour that a code was mistyped at an address (a keyed digest of it)."""
    db.session.add(CodeTry(who=who, at=now()))
    db.session.flush()


def slow_down(who: str) -> None:
    """Make a guesser wait. Lets go of the database first (nothing has been written yet), so nobody else waits."""
    query = sa.select(sa.func.count()).where(CodeTry.who == who, CodeTry.at > now() - TRIES_KEPT)
    tries = db.session.scalar(query) or 0
    db.session.rollback()
    if tries > FREE_TRIES:
        time.sleep(min(LONGEST_WAIT, 0.25 * (tries - FREE_TRIES)))


def clear_old_tries(at: datetime) -> None:
    """Forget mistyped codes after an hour. For the scheduler."""
    db.session.execute(sa.delete(CodeTry).where(CodeTry.at <= at - TRIES_KEPT))


def _why_not(seat: Seat, phase: Phase) -> str | None:
    try:
        if seat.has_voted:
            raise rules.used_code(seat.batch.way)
        if seat.batch.stopped_at is not None:
            stopped = rules.stopped_paper if seat.batch.way is Way.PAPER else rules.stopped
            raise stopped(seat.batch.label, seat.batch.why_stopped)
        ballot_rules.refuse_unless_open(phase, moment(seat.round.opens_at), moment(seat.round.closes_at))
        if not seat.place:
            raise rules.full(seat.batch.label)
    except Refusal as refusal:
        return refusal.reason
    return None


def _round(batch: Batch) -> Round:
    query = sa.select(Round).where(Round.id == batch.round_id)
    return db.session.scalars(query.options(selectinload(Round.projects), selectinload(Round.team))).one()
