"""Paper: numbered sheets to print, each with its own come-back words on a slip, and entering what comes back.

A sheet is entered once. Its number is what tells that the same child's words came online too (through the code on the
sheet), so both are kept and one is counted; no name is needed for that.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.keyed import keyed_digest
from app.times import local_date
from models.listening import Listening
from models.saying import PaperSheet
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services.tokens import words_of

MOST_AT_ONCE = 60


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is printed."""

    sheet: PaperSheet
    words: list[str]


def make_sheets(actor: Actor, listening: Listening, how_many: int) -> list[PaperSheet]:
    """Number so many new sheets; raises Refusal for none or too many."""
    if not 1 <= how_many <= MOST_AT_ONCE:
        raise Refusal(f"Print between 1 and {MOST_AT_ONCE} sheets at a time.", field="how_many")
    last = db.session.scalar(
        sa.select(sa.func.max(PaperSheet.number)).where(PaperSheet.listening_id == listening.id)
    )
    made = [
        PaperSheet(listening_id=listening.id, number=number, printed_on=local_date(now()))
        for number in range((last or 0) + 1, (last or 0) + 1 + how_many)
    ]
    db.session.add_all(made)
    db.session.flush()
    audit.record("listening.sheets_made", listening, actor=actor, first=made[0].number, last=made[-1].number)
    return made


def sheets_of(listening: Listening, first: int, last: int) -> list[Sheet]:
    """Sheets by number, with the words for their slips; raises NotFound when there are none.

    A sheet that has been typed in is not printed again: from then on its words are the child's alone.
    """
    query = sa.select(PaperSheet).where(
        PaperSheet.listening_id == listening.id, PaperSheet.entered_at.is_(None),
        PaperSheet.number.between(first, min(last, first + MOST_AT_ONCE - 1)),
    )  # fmt: skip
    found = [
        Sheet(sheet, words_of(token_of(sheet)).split())
        for sheet in db.session.scalars(query.order_by(PaperSheet.number))
    ]
    if not found:
        raise NotFound
    return found


def counts(listening: Listening) -> tuple[int, int]:
    """(sheets printed, sheets entered)."""
    row = db.session.execute(
        sa.select(sa.func.count(), sa.func.count(PaperSheet.entered_at)).where(
            PaperSheet.listening_id == listening.id
        )
    ).one()
    return int(row[0]), int(row[1])


def numbered(listening: Listening, number: int) -> PaperSheet:
    """The sheet with this number; raises Refusal (field "sheet") when none was printed."""
    found = db.session.scalar(
        sa.select(PaperSheet).where(PaperSheet.listening_id == listening.id, PaperSheet.number == number)
    )
    if found is None:
        raise Refusal(
            "There is no sheet with this number. Look at the top corner of the sheet.", field="sheet"
        )
    return found


def enter(sheet: PaperSheet) -> None:
    """Note that a sheet has been typed in; raises Refusal when it was before."""
    if sheet.entered_at is not None:
        raise Refusal(
            f"Sheet {sheet.number} has been typed in already, so it counts already. Nothing was added.",
            field="sheet",
        )
    sheet.entered_at = now()


def sheet_key(public_id: str | None) -> int | None:
    """The key of the sheet whose code was scanned in this browser, if any."""
    if not public_id:
        return None
    return db.session.scalar(sa.select(PaperSheet.id).where(PaperSheet.public_id == public_id))


def is_of(listening: Listening, public_id: str) -> bool:
    """Whether there is such a sheet of this listening."""
    query = sa.select(PaperSheet.id).where(
        PaperSheet.listening_id == listening.id, PaperSheet.public_id == public_id
    )
    return db.session.scalar(query) is not None


def token_of(sheet: PaperSheet) -> str:
    """The token a sheet's words come from: never stored, and the same when its slip is printed again."""
    return keyed_digest("paper sheet", sheet.public_id)
