"""Batches of places to vote without an account: made while a round is set up, shown once, stopped if they get lost.

The codes themselves are worked out from the form that asked for them, which is kept nowhere; the database has only
their keyed digests. So the same form sent twice prints the same sheet, and nothing else can print it.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.keyed import keyed_bytes, keyed_digest
from app.times import moment
from commissioning.rules import polling as rules
from commissioning.rules.ballots import receipt_code
from commissioning.rules.chambers import Chamber
from commissioning.rules.polling import Way
from commissioning.services import polling_sheets
from commissioning.services.rounds import may_run, refuse_if_opened
from models.polling import Batch, Place
from models.rounds import Round
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal

SHORTEST_FORM_KEY = 16


@dataclass(frozen=True)
class Wanted:
    """What the chair asks for: so many places for one school or group, used in one way."""

    way: Way
    label: str
    places: int
    chamber: Chamber = Chamber.EVERYONE


@dataclass(frozen=True)
class BatchLine:
    """A batch as those who run the round see it: how many of its places have been used, never by whom."""

    batch: Batch
    used: int


@dataclass(frozen=True)
class Sheet:
    """What is printed, once: the codes of a batch (for a tablet none)."""

    batch: Batch
    codes: tuple[str, ...]


def make(actor: Actor, round_: Round, wanted: Wanted, form_key: str) -> Sheet:
    """Make a batch of places and its sheet; the same form sent again gives the same sheet and makes nothing.

    Raises Refusal once voting has been opened: the electorate is frozen then.
    """
    if not may_run(actor, round_.team_id):
        raise NotFound
    if len(form_key) < SHORTEST_FORM_KEY:
        raise Refusal("This page was not sent whole. Go back and send it again.")
    seed = f"{round_.public_id}|{actor.public_id}|{form_key}"
    digest = keyed_digest("vote-batch", seed)
    found = db.session.scalar(
        sa.select(Batch).where(Batch.round_id == round_.id, Batch.seed_digest == digest)
    )
    if found is None:
        refuse_if_opened(round_)
        rules.check_places(wanted.places)
        found = _make(actor, round_, wanted, digest, seed)
    codes = _codes(seed, found.places)
    return Sheet(found, () if found.way is Way.TABLET else codes)


def _make(actor: Actor, round_: Round, wanted: Wanted, digest: str, seed: str) -> Batch:
    batch = Batch(
        round_id=round_.id, way=wanted.way, label=wanted.label, chamber=wanted.chamber, places=wanted.places,
        seed_digest=digest, made_by=actor.user_id, made_at=now(), printed=polling_sheets.says(round_, wanted.way),
    )  # fmt: skip
    db.session.add(batch)
    db.session.flush()
    rows = [
        {"round_id": round_.id, "key": place_key(code), "batch_id": batch.id, "voted": 0}
        for code in _codes(seed, wanted.places)
    ]
    db.session.execute(sa.insert(Place), sorted(rows, key=lambda row: str(row["key"])))
    audit.record(
        "round.places_made",
        round_,
        actor=actor,
        way=str(wanted.way),
        label=wanted.label,
        places=wanted.places,
    )
    return batch


def _codes(seed: str, places: int) -> tuple[str, ...]:
    return tuple(receipt_code(keyed_bytes("vote-code", f"{seed}|{number}")) for number in range(places))


def place_key(code: str) -> str:
    """The digest under which the place of a code is found."""
    return keyed_digest("vote-place", rules.tidy_code(code))


def take_back(actor: Actor, round_: Round, public_id: str) -> None:
    """Remove a batch while the round is still being set up: its sheets are worthless from then on."""
    if not may_run(actor, round_.team_id):
        raise NotFound
    refuse_if_opened(round_)
    batch = batch_of(round_, public_id)
    db.session.execute(sa.delete(Place).where(Place.batch_id == batch.id))
    db.session.delete(batch)
    audit.record("round.places_removed", round_, actor=actor, label=batch.label, places=batch.places)


def stop(actor: Actor, round_: Round, public_id: str, why: str) -> None:
    """Stop a batch whose sheets were lost or copied: what was cast stays, nothing more can be. Raises Refusal."""
    if not may_run(actor, round_.team_id):
        raise NotFound
    batch = batch_of(round_, public_id)
    if batch.stopped_at is not None:
        raise rules.stopped_before(moment(batch.stopped_at), batch.why_stopped)
    if not why:
        raise Refusal("Say why, for those who come with one of these.", field="why")
    batch.stopped_at, batch.why_stopped, batch.pass_digest = now(), why, ""
    audit.record("round.places_stopped", round_, actor=actor, label=batch.label, why=why)


def batch_of(round_: Round, public_id: str) -> Batch:
    """One batch of this round; raises NotFound."""
    found = db.session.scalar(
        sa.select(Batch).where(Batch.round_id == round_.id, Batch.public_id == public_id)
    )
    if found is None:
        raise NotFound
    return found


def batches_of(round_: Round) -> list[BatchLine]:
    """The batches of a round in the order they were made, each with how many places are used; two queries."""
    used = dict(
        db.session.execute(
            sa.select(Place.batch_id, sa.func.sum(Place.voted))
            .where(Place.round_id == round_.id)
            .group_by(Place.batch_id)
        ).all()
    )
    batches = db.session.scalars(sa.select(Batch).where(Batch.round_id == round_.id).order_by(Batch.id))
    return [BatchLine(batch, int(used.get(batch.id) or 0)) for batch in batches]


@dataclass(frozen=True)
class WayUse:
    """How many places there are to vote in one way without an account, how many of them are used, and how many can no
    longer be used because they were stopped.
    """

    places: int
    used: int
    stopped: int


def ways_of(round_: Round) -> dict[Way, WayUse]:
    """The ways to vote in this round without an account, for the record of it. One query."""
    unused_and_stopped = sa.case((Batch.stopped_at.is_not(None), 1 - Place.voted), else_=0)
    query = (
        sa.select(Batch.way, sa.func.count(), sa.func.sum(Place.voted), sa.func.sum(unused_and_stopped))
        .join(Place, Place.batch_id == Batch.id)
        .where(Batch.round_id == round_.id)
        .group_by(Batch.way)
    )
    found = {
        way: WayUse(int(all_), int(used), int(lost)) for way, all_, used, lost in db.session.execute(query)
    }
    return {way: found[way] for way in Way if way in found}


def has_papers(round_: Round) -> bool:
    """Whether papers were given out for this round."""
    papers = sa.exists().where(Batch.round_id == round_.id, Batch.way == Way.PAPER)
    return bool(db.session.scalar(sa.select(papers)))


def may_help(actor: Actor, round_: Round) -> bool:
    """Whether this person sets out a tablet or types in papers: who runs the round, or a participation worker."""
    return may_run(actor, round_.team_id) or actor.has(Role.PARTICIPATION_WORKER)
