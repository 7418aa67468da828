"""Key decisions and call-in: above a set amount notice comes first, and the decision is held while it can be called in.

Councils set these in their own constitution (the Local Authorities (Executive Arrangements) Regulations 2012 ask for
notice of key decisions; the days and numbers are local). Nothing is held until a council sets its rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from commissioning.rules.decisions import Outcome
from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal
from participation.rules.working_days import LONDON, day_after

MOST_DAYS, MOST_CALLERS, SHORTEST_REASON = 60, 20, 20


@dataclass(frozen=True)
class KeyRule:
    """What makes a decision a key one (pence), and how long it waits: notice before it, and call-in after it."""

    starts_on: date
    threshold: Pence
    notice_days: int
    call_in_days: int
    callers: int


@dataclass(frozen=True)
class NewTerms:
    """What a decision is changed to: pence by area id (None: the whole team's money), and the conditions now."""

    shares: Mapping[int | None, Pence]
    conditions: str = ""

    @property
    def amount(self) -> Pence:
        """What is awarded now."""
        return Pence(sum(self.shares.values()))


class Answer(StrEnum):
    """What came of a decision that was called in."""

    UPHELD = "upheld"
    NEW_TERMS = "new_terms"
    CHANGED = "changed"


class Hold(StrEnum):
    """Whether a key decision can be carried out yet."""

    FREE = "free"
    WAITS = "waits"  # it can still be called in
    CALLED_IN = "called_in"
    CHANGED = "changed"


HOLD_WORDS: dict[Hold, str] = {
    Hold.FREE: "Yes: it can be carried out",
    Hold.WAITS: "Yes: it can still be called in",
    Hold.CALLED_IN: "Yes: called in, and being looked at again",
    Hold.CHANGED: "Yes: called in and changed, so it is not carried out",
}
ANSWER_NAMES: dict[Answer, str] = {
    Answer.UPHELD: "It stands as it was decided",
    Answer.NEW_TERMS: "It goes ahead, but with less money or with other conditions",
    Answer.CHANGED: "It is changed: nothing is carried out, and the money goes back to the pot",
}
ANSWER_WORDS: dict[Answer, str] = {
    Answer.UPHELD: "It was looked at again and stands.",
    Answer.NEW_TERMS: "It was looked at again and changed: it goes ahead on other terms.",
    Answer.CHANGED: "It was looked at again and changed: it is not carried out.",
}


def check_rule(rule: KeyRule, today: date) -> None:
    """Refuse a rule that begins in the past or that nobody could keep."""
    if rule.starts_on < today:
        raise Refusal(
            "It begins today or later, so that no past decision changes its rule", field="starts_on"
        )
    if rule.threshold <= 0:
        raise Refusal("Write the amount from which a decision is a key one", field="threshold")
    for name, days in (("notice_days", rule.notice_days), ("call_in_days", rule.call_in_days)):
        if not 0 <= days <= MOST_DAYS:
            raise Refusal(f"Write a number of working days up to {MOST_DAYS}", field=name)
    if not 1 <= rule.callers <= MOST_CALLERS:
        raise Refusal(f"Write how many members it takes, 1 to {MOST_CALLERS}", field="callers")


def is_key(rule: KeyRule | None, awarded: int) -> bool:
    """Whether so many pence make it a key decision."""
    return rule is not None and awarded >= rule.threshold


def notice_over(rule: KeyRule, given_on: date) -> date:
    """The first day a decision of which notice was given may be made: so many clear working days lie between."""
    return day_after(given_on, rule.notice_days + 1) if rule.notice_days else given_on


def check_notice(rule: KeyRule | None, awarded: int, given_on: date | None, today: date) -> None:
    """Refuse (field "amount") a key decision before notice of it was given for long enough."""
    if rule is None or not is_key(rule, awarded) or not rule.notice_days:
        return
    if given_on is None:
        raise Refusal(
            f"From {rule.threshold} this is a key decision. Publish notice of it first: {rule.notice_days} clear "
            "working days before it is made.", field="amount",
        )  # fmt: skip
    first = notice_over(rule, given_on)
    if today < first:
        raise Refusal(
            f"Notice of this key decision was published on {_said(given_on)}. It may be made from {_said(first)}.",
            field="amount",
        )


def window_ends(rule: KeyRule, decided: datetime) -> datetime:
    """The moment call-in ends: the end of the last of so many working days after the day of the decision (London)."""
    if not rule.call_in_days:
        return decided
    last = day_after(decided.astimezone(LONDON).date(), rule.call_in_days)
    return datetime.combine(last, time(23, 59, 59), tzinfo=LONDON)


def hold_of(ends: datetime, callers: int, needed: int, answer: Answer | None, now: datetime) -> Hold:
    """Where a key decision is."""
    if answer is not None:
        return Hold.CHANGED if answer is Answer.CHANGED else Hold.FREE
    if callers >= needed:
        return Hold.CALLED_IN
    return Hold.WAITS if now <= ends else Hold.FREE


@dataclass(frozen=True)
class Standing:
    """What holds now of a decision: its outcome, how that is told, the pence awarded now, and on which conditions."""

    outcome: Outcome
    words: str
    awarded: Pence
    conditions: str = ""


# The outcome of a decision once it was looked at again; upheld, it is the one first decided.
OUTCOME_AFTER: dict[Answer, Outcome] = {
    Answer.CHANGED: Outcome.REJECTED,
    Answer.NEW_TERMS: Outcome.VARIED,
}


def standing(first: Standing, answer: Answer | None, now: Standing | None = None) -> Standing:
    """A decision changed after call-in is not told as adopted: the register keeps what was decided beside it.

    `now` holds what a decision on other terms awards since, and on which conditions.
    """
    if answer is Answer.CHANGED:
        return Standing(OUTCOME_AFTER[answer], "Changed after call-in: not carried out", Pence(0))
    if answer is Answer.NEW_TERMS:
        terms = now or first
        return Standing(
            OUTCOME_AFTER[answer], "Adopted, and changed after call-in", terms.awarded, terms.conditions
        )
    return first


def check_free(hold: Hold, ends: datetime) -> None:
    """Refuse to carry out a decision that is held."""
    if hold is Hold.WAITS:
        raise Refusal(
            f"This is a key decision. Members can call it in until the end of {_said(ends.astimezone(LONDON).date())}, "
            "so no offer can be made before then."
        )
    if hold is Hold.CALLED_IN:
        raise Refusal("This decision was called in. It has to be looked at again before anything is offered.")
    if hold is Hold.CHANGED:
        raise Refusal("This decision was changed after it was called in, so it is not carried out.")


def check_call(hold: Hold, is_member: bool, has_interest: bool, already: bool, reasons: str) -> None:
    """Refuse a call-in out of time, by somebody else, twice, or without a reason (field "reasons")."""
    if not is_member:
        raise Refusal("Only the ward members of this team call its decisions in.")
    if has_interest:
        raise Refusal("You have declared an interest in this proposal, so you take no part in it.")
    if already:
        raise Refusal("You have called this decision in already.")
    if hold is not Hold.WAITS:
        raise Refusal("This decision can no longer be called in.")
    check_why(reasons, "Say why it should be looked at again, in a sentence or two: it will be public")


def check_new_terms(terms: NewTerms, were: NewTerms) -> None:
    """Refuse (field "amount" or "conditions") terms that give more than was decided, nothing at all, or change nothing.

    More money is a decision of its own: it was never called in, and nobody had notice of it.
    """
    for area, pence in terms.shares.items():
        if pence > (was := were.shares.get(area, Pence(0))):
            raise Refusal(
                f"{pence} is more than the {was} that was decided. Looking again can only lower it.",
                field="amount",
            )
    if terms.amount <= 0:
        raise Refusal("Write how much is awarded now. For nothing at all, choose that it is not carried out.",
                      field="amount")  # fmt: skip
    if terms.amount == were.amount and " ".join(terms.conditions.split()) == " ".join(
        were.conditions.split()
    ):
        raise Refusal("Nothing is changed here. Lower the amount, change the conditions, or say that it stands.",
                      field="amount")  # fmt: skip


def check_not_caller(called: bool) -> None:
    """Refuse somebody who called it in: they asked the question, so another answers it."""
    if called:
        raise Refusal("You called this decision in, so another decision-maker must look at it again.")


def check_why(reasons: str, asked: str) -> None:
    """Refuse (field "reasons") a reason too short to be one."""
    if len(" ".join(reasons.split())) < SHORTEST_REASON:
        raise Refusal(asked, field="reasons")


def _said(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B}"
