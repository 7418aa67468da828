"""The ballot box while voting is open: what is put in, and the slip that whoever put it in is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from app.db import db
from app.keyed import keyed_bytes, keyed_digest
from commissioning.rules import ballots as rules
from commissioning.rules.ballot_kinds import Sent, pairs_of
from commissioning.rules.chambers import Chamber
from commissioning.rules.counting.values import BallotKind
from models.ballots import Ballot, Receipt
from models.rounds import Round, RoundProject
from participation.rules.refusals import Refusal

if TYPE_CHECKING:
    from commissioning.services.ballots import Paper

SHORTEST_FORM_KEY = 16


@dataclass(frozen=True)
class Slip:
    """What a voter takes away. The receipt is listed in public and says nothing of the choice.

    The change code is for the voter alone, is listed and kept nowhere, and finds the ballot again until closing.
    """

    receipt: str
    change_code: str


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
    return Slip(
        rules.receipt_code(keyed_bytes("receipt", known)),
        rules.receipt_code(keyed_bytes("change-code", known)),
    )


def has_receipt(round_: Round, receipt: str) -> bool:
    """Whether this receipt was given already: the same form, sent again."""
    return db.session.get(Receipt, (round_.id, receipt)) is not None


def named(paper: Paper, sent: Sent) -> list[Named]:
    """The lines of a ballot in the order they are read back, checked as casting would; raises Refusal."""
    paper.refuse()
    rules.check_choice(sent, paper.titles, paper.interests, paper.limits)
    numbers = {one: number for one, number in pairs_of(sent) if number}
    kind = paper.limits.kind
    lines = [
        Named(project, numbers[project.proposal_public_id] if kind.has_points else 0)
        for project in paper.projects
        if project.proposal_public_id in numbers
    ]
    if kind is BallotKind.ORDINAL:
        return sorted(lines, key=lambda line: line.number)
    return sorted(lines, key=lambda line: -line.number)


def put_in(round_: Round, picks: Sequence[Any], chamber: Chamber, slip: Slip) -> None:
    """Put a checked ballot in the box with its receipt; whoever cast it has been marked in the same transaction."""
    db.session.execute(
        sa.insert(Ballot).values(
            round_id=round_.id,
            picks=list(picks),
            chamber=chamber,
            handle=handle_of(round_, slip.change_code, 0),
        )
    )
    db.session.execute(sa.insert(Receipt).values(round_id=round_.id, code=slip.receipt))


def handle_of(round_: Round, change_code: str, turn: int) -> str:
    """The digest by which a ballot is found with its change code: `turn` 0 is the first, 1 what replaced it."""
    return keyed_digest("change", f"{round_.public_id}|{change_code}|{turn}")


def standing(round_id: int) -> Sequence[sa.Row[Any]]:
    """The ballots that count, in the order of their random keys: all but those another has replaced."""
    later = sa.orm.aliased(Ballot)
    replaced = sa.exists().where(later.replaces == Ballot.handle)
    query = sa.select(Ballot.key, Ballot.picks, Ballot.chamber).where(Ballot.round_id == round_id, ~replaced)
    return db.session.execute(query.order_by(Ballot.key)).all()
