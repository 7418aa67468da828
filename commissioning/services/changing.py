"""Changing a vote until voting closes, with the change code its voter was shown (docs/decisions/0007).

Nothing is changed in the box: another ballot is added that takes the first one's place. The old choice is never shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.times import moment
from commissioning.rules import ballots as rules
from commissioning.rules.ballots import tidy_receipt
from commissioning.services import box
from commissioning.services.ballots import Paper
from commissioning.services.rounds import phase_of
from models.ballots import Ballot
from models.rounds import Round


def change(paper: Paper, voter: str, change_code: str, sent: Iterable[str | tuple[str, int]]) -> None:
    """Put a new ballot in the place of the one this voter's change code finds.

    `paper` is theirs, so that an interest declared since counts. Raises Refusal when voting is not open, when the
    code finds nothing of this voter's, and for a choice that does not hold.
    """
    round_ = paper.round
    rules.refuse_unless_open(phase_of(round_), moment(round_.opens_at), moment(round_.closes_at))
    code = tidy_receipt(change_code)
    found, turn = _newest(round_, voter, code)
    picks = rules.check_choice(list(sent), paper.titles, paper.interests, paper.limits)
    if turn >= box.MOST_CHANGES:
        raise rules.changed_too_often(box.MOST_CHANGES)
    if list(found.picks) != list(picks):
        box.put_in_place_of(round_, found, picks, box.handle_of(round_, voter, code, turn + 1))


def refuse_unless_found(round_: Round, voter: str, change_code: str) -> None:
    """Raise Refusal unless this code finds a vote of this voter's."""
    _newest(round_, voter, tidy_receipt(change_code))


def _newest(round_: Round, voter: str, code: str) -> tuple[Ballot, int]:
    found = box.newest(round_, voter, code)
    if found is None:
        raise rules.no_such_change_code()
    return found
