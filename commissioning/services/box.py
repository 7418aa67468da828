"""The ballot box while voting is open: what is put in, and the slip that whoever put it in is given."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import Base, db
from app.keyed import keyed_bytes, keyed_digest
from commissioning.rules import ballots as rules
from commissioning.rules.ballot_kinds import Sent, kept, pairs_of
from commissioning.rules.chambers import Chamber
from commissioning.rules.counting.values import BallotKind
from models.ballots import Ballot, Receipt
from models.rounds import Round, RoundProject
from participation.rules.refusals import Refusal

if TYPE_CHECKING:
    from commissioning.services.ballots import Paper

SHORTEST_FORM_KEY = 16
MOST_CHANGES = 20
_ADD_BALLOT, _ADD_RECEIPT = (
    Base.metadata.tables["ballots"].insert(),
    Base.metadata.tables["receipts"].insert(),
)
_GIVEN = sa.select(sa.literal(1)).where(
    Receipt.round_id == sa.bindparam("round"), Receipt.code == sa.bindparam("code")
)


@dataclass(frozen=True)
class Slip:
    """What a voter takes away. The receipt is listed in public and says nothing of the choice.

    The change code is for the voter alone and is kept nowhere. Together with who they are (`voter`: an account, or
    the place of a printed code) it finds the ballot again until voting closes.
    """

    receipt: str
    change_code: str
    voter: str


class OtherChoices(Refusal):
    """The same ballot form sent again with other choices than those that count. `slip` is what the first was given."""

    def __init__(self, slip: Slip, *, can_change: bool, changed: bool = False) -> None:
        self.slip = slip
        if changed:
            words = (
                "Your vote is in, and you have changed it since you first sent this. What you changed it to last is "
                "what counts, and it is not what you sent just now. To change it again, use your change code."
            )
        else:
            words = (
                "Your vote is in already, with other choices than these. What you sent first is what counts. "
            )
            words += (
                "To change it, use your change code."
                if can_change
                else "On a shared tablet it cannot be changed."
            )
        super().__init__(words, field="picks")


@dataclass(frozen=True)
class Named:
    """One line of a ballot as it is read back; `number` is its points or its place, 0 where there are none."""

    project: RoundProject
    number: int


def slip_for(round_: Round, voter: str, form_key: str) -> Slip:
    """The slip this voter's form gets, however often it is sent. The form key is kept nowhere, so nobody else
    can work it out. Raises Refusal for a form that lost its key.
    """
    if len(form_key) < SHORTEST_FORM_KEY:
        raise Refusal("This page was not sent whole. Go back to the ballot and send it again.")
    known = f"{round_.public_id}|{voter}|{form_key}"
    receipt, change_code = (
        rules.receipt_code(keyed_bytes(purpose, known)) for purpose in ("receipt", "change-code")
    )
    return Slip(receipt, change_code, voter)


def has_receipt(round_: Round, receipt: str) -> bool:
    """Whether this receipt was given already: the same form, sent again."""
    return db.session.execute(_GIVEN, {"round": round_.id, "code": receipt}).first() is not None


def given_before(round_: Round, slip: Slip, sent: Sent, *, can_change: bool = True) -> bool:
    """Whether this slip was given already. Raises OtherChoices when the choices that count now are others than these.

    Two windows of one ballot share a form, and a first form may be sent again after the vote was changed: without
    this the second would hear that its own choices are in.
    """
    if not has_receipt(round_, slip.receipt):
        return False
    counts, turn = _counts_now(round_, slip, can_change=can_change)
    if counts is not None and counts != kept(round_.ballot_kind, sent):
        raise OtherChoices(slip, can_change=can_change, changed=turn > 0)
    return True


def _counts_now(round_: Round, slip: Slip, *, can_change: bool) -> tuple[list[Any] | None, int]:
    """What this slip's vote says now (None once nothing finds it any more), and how often it was changed."""
    if can_change:
        found = newest(round_, slip.voter, slip.change_code)
        return (found[0].picks, found[1]) if found else (None, 0)
    mine = Ballot.handle == turn_mark(round_, slip)
    return db.session.scalar(sa.select(Ballot.picks).where(Ballot.round_id == round_.id, mine)), 0


def newest(round_: Round, voter: str, change_code: str) -> tuple[Ballot, int] | None:
    """The ballot that stands now for this voter's change code, and how often it was changed; one query."""
    handles = [handle_of(round_, voter, change_code, turn) for turn in range(MOST_CHANGES + 1)]
    query = sa.select(Ballot).where(Ballot.round_id == round_.id, Ballot.handle.in_(handles))
    by_handle = {ballot.handle: ballot for ballot in db.session.scalars(query)}
    turns = [turn for turn, handle in enumerate(handles) if handle in by_handle]
    return (by_handle[handles[turns[-1]]], turns[-1]) if turns else None


def named(paper: Paper, sent: Sent) -> list[Named]:
    """The lines of a ballot in the order they are read back, checked as casting would; raises Refusal."""
    rules.check_choice(sent, paper.titles, paper.interests, paper.limits)
    numbers = {one: number for one, number in pairs_of(sent) if number}
    kind = paper.limits.kind
    lines = [
        Named(project, numbers[project.proposal_public_id] if kind.has_points else 0)
        for project in paper.projects
        if project.proposal_public_id in numbers
    ]
    first = 1 if kind is BallotKind.ORDINAL else -1
    return sorted(lines, key=lambda line: first * line.number)


def put_in(round_: Round, picks: Sequence[Any], chamber: Chamber, slip: Slip, handle: str | None) -> None:
    """Put a checked ballot in the box with its receipt; whoever cast it has been marked in the same transaction.

    `handle` is what finds it again until the count: `first_handle`, `turn_mark`, or None when nothing may.
    """
    # Rows, not objects: everybody votes on the last evening, and each vote waits for the one before it.
    row = {"round_id": round_.id, "picks": list(picks), "chamber": chamber, "handle": handle}
    db.session.execute(_ADD_BALLOT, row)
    db.session.execute(_ADD_RECEIPT, {"round_id": round_.id, "code": slip.receipt})


def first_handle(round_: Round, slip: Slip) -> str:
    """What finds a ballot that its voter may change."""
    return handle_of(round_, slip.voter, slip.change_code, 0)


def turn_mark(round_: Round, slip: Slip) -> str:
    """What finds the ballot of a turn at a tablet, for the same form sent again. No change code leads to it."""
    return keyed_digest("turn", f"{round_.public_id}|{slip.voter}|{slip.change_code}")


def handle_of(round_: Round, voter: str, change_code: str, turn: int) -> str:
    """The digest by which a ballot is found with its change code: `turn` 0 is the first, 1 what replaced it."""
    return keyed_digest("change", f"{round_.public_id}|{voter}|{change_code}|{turn}")


def put_in_place_of(round_: Round, found: Ballot, picks: Sequence[Any], handle: str) -> None:
    """Add a ballot that takes another's place. The old one stays as it is; the count leaves it out.

    Its key is no random one but a keyed digest of what it replaces and says, so that nobody who can only write to
    the database can put a ballot in another's place unseen.
    """
    old, new = found.handle or "", list(picks)
    values = {
        "round_id": round_.id,
        "picks": new,
        "chamber": found.chamber,
        "handle": handle,
        "replaces": old,
    }
    db.session.execute(sa.insert(Ballot).values(key=_proof(old, handle, new), **values))


def standing(round_id: int) -> Sequence[Ballot]:
    """The ballots that count, in the order of their random keys: all but those another has replaced.

    Raises Refusal when one that replaces another was not put there by its voter.
    """
    later = aliased(Ballot)
    query = (
        sa.select(Ballot, sa.exists().where(later.replaces == Ballot.handle))
        .where(Ballot.round_id == round_id)
        .order_by(Ballot.key)
    )
    rows = db.session.execute(query.execution_options(populate_existing=True)).all()
    for ballot, _ in rows:
        if ballot.replaces and ballot.key != _proof(ballot.replaces, ballot.handle or "", ballot.picks):
            raise Refusal(
                "A ballot in this box stands in another’s place and was not put there by its voter. It was not "
                "counted. Tell the auditor."
            )
    return [ballot for ballot, replaced in rows if not replaced]


def changes_in(round_id: int) -> int:
    """How many times a vote in the box has been changed."""
    query = sa.select(sa.func.count()).where(Ballot.round_id == round_id, Ballot.replaces.is_not(None))
    return db.session.scalar(query) or 0


def _proof(old: str, new: str, picks: list[Any]) -> str:
    return keyed_digest("replacement", f"{old}|{new}|{json.dumps(picks)}")[:32]
