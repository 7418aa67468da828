"""How the register tells a decision in a line: a row of its file, and an entry of its feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.clock import now
from commissioning.services import call_in
from models.decisions import Decision
from models.minutes import DecisionMinutes

HEADS = ("Number", "Date", "Team", "Proposal", "Outcome", "Asked", "Awarded", "Decided by", "Reasons", "Alternatives",
         "Conditions", "Recommendation", "Route", "Decided by (name)", "Interests", "Vote at the meeting",
         "Dissent and abstentions", "Young advisors said", "Answer to young advisors", "Key decision",
         "Changed after call-in to", "Decided first", "Awarded first", "Conditions first", "Reasons first",
         "Address")  # fmt: skip


def changed(held: call_in.Held | None) -> str:
    """What is awarded now, in pounds, where looking again lowered it or changed its conditions."""
    pence = held.answer.awarded_pence if held and held.answer else None
    return "" if pence is None else plain(pence)


def reasons(decision: Decision, held: call_in.Held | None) -> str:
    """Why it stands as it does: the reasons of whoever looked at it again, where somebody did."""
    return held.answer.reasons if held and held.answer else decision.reasons


def newest_at(decisions: Sequence[Decision], held: Mapping[int, call_in.Held]) -> datetime:
    """When the newest of these was decided or looked at again; now, when there are none."""
    again = [one.answer.at for one in held.values() if one.answer]
    return max([*(decision.at for decision in decisions), *again], default=now())


def in_a_line(decision: Decision, held: call_in.Held | None) -> str:
    """A decision as a feed tells it: what came of looking at it again comes first."""
    stands, again = call_in.standing(decision, held), held.answer if held else None
    sum_ = f"{stands.awarded} of the " if stands.awarded else ""
    why = f"Looked at again: {again.reasons} First decided: " if again else ""
    return (
        f"{stands.words}, by {decision.decided_by}. {sum_}{decision.asked_pence} asked for. "
        f"{why}{decision.reasons}"
    )


def interest_line(one: dict[str, str]) -> str:
    """An interest as a row of the file tells it: who, what, and what of an earlier vote."""
    return f"{one['name']} {one['what']}" + (f", and {one['part']}" if "part" in one else "")


def met_words(kept: DecisionMinutes | None) -> tuple[str, str]:
    """The vote at a meeting, and who dissented or abstained; both empty without minutes."""
    if kept is None:
        return "", ""
    votes = f"{kept.votes_for} for, {kept.against} against, {kept.abstained} abstained"
    return votes, "; ".join(f"{one['name']} {one['what']}" for one in kept.named)


def plain(pence: int) -> str:
    """Pence as pounds without a sign, for a spreadsheet."""
    return f"{int(pence) // 100}.{int(pence) % 100:02d}"
