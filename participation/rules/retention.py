"""How long each kind of record is kept, why, and what then happens: one table, which the job and the page both read.

The periods are the product's suggestion. Each council agrees them with its data protection officer before real
people's words come in (docs/retention.md). UK GDPR art. 5(1)(e) is the duty behind all of them; other sources stand
beside each. A hold stops every one that erases.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from participation.rules.corresponding import begun_before, ends_at
from participation.rules.refusals import Refusal


class Kept(StrEnum):
    """The kinds of record with a period that the job keeps to."""

    TAKEN_BACK = "taken_back"
    ORDINARY = "ordinary_words"
    ADVICE = "advice_words"
    CONCERN = "concern_words"
    AGREEMENT = "agreement"
    HIDDEN_PHOTO = "hidden_photo"
    FILE_OFF = "file_taken_off"
    ACCOUNT = "account"
    CLOSING = "closing_account"
    SESSION = "session"
    TALK = "panel_talk"
    REQUEST = "data_request"
    INVITATION = "invitation"


class Basis(StrEnum):
    """Why it may be kept at all (UK GDPR art. 6)."""

    TASK = "Public task (art. 6(1)(e))"
    DUTY = "Legal duty (art. 6(1)(c))"
    CONSENT = "Agreement (art. 6(1)(a))"


@dataclass(frozen=True)
class Rule:
    """One line of the schedule. Without months or days it goes at once when nothing stops it."""

    what: str
    basis: Basis
    since: str
    then: str
    source: str
    months: int = 0
    days: int = 0

    @property
    def period(self) -> str:
        """ "2 years", "1 month", "30 days", "At once"."""
        if self.months and self.months % 12 == 0:
            return _many(self.months // 12, "year")
        if self.months:
            return _many(self.months, "month")
        return _many(self.days, "day") if self.days else "At once"

    def over_at(self, begun: datetime) -> datetime:
        """When the period is over for a record that began then."""
        return begun if self._at_once else ends_at(begun, months=self.months, days=self.days)

    def begun_before(self, now: datetime) -> datetime | None:
        """Records begun before this are due now; None when all are."""
        return None if self._at_once else begun_before(now, months=self.months, days=self.days)

    @property
    def _at_once(self) -> bool:
        return not (self.months or self.days)


SCHEDULE: dict[Kept, Rule] = {
    Kept.TAKEN_BACK: Rule(
        "What somebody said and took back", Basis.TASK, "the safeguarding decision", "Everything of it is erased",
        "UK GDPR art. 17(1) and 21. A referral is kept as one (below)",
    ),
    Kept.ORDINARY: Rule(
        "Words with no safeguarding concern", Basis.TASK, "when they were said",
        "The words are erased; a face, an age band and an area stay, which name nobody",
        "UK GDPR art. 5(1)(e): two yearly reviews of each answer", months=24,
    ),
    Kept.ADVICE: Rule(
        "Words about which advice was taken", Basis.DUTY, "the decision", "The words and the reasons are erased",
        "Children Act 2004 s. 11; the limitation period for most claims is six years (Limitation Act 1980)", months=72,
    ),
    Kept.CONCERN: Rule(
        "Words that were referred, or an emergency", Basis.DUTY, "the decision", "The words and the reasons are erased",
        "IRMS toolkit: child protection files until 25. No birthday is kept, so 25 years is never too short. Known or "
        "alleged sexual abuse is kept 75 years (Independent Inquiry into Child Sexual Abuse, recommendation 17): "
        "place a hold.", months=300,
    ),
    Kept.AGREEMENT: Rule(
        "A record of agreement", Basis.DUTY, "when it ended or was taken back", "The record is erased",
        "UK GDPR art. 7(1): a council must be able to show it; Limitation Act 1980 s. 5", months=72,
    ),
    Kept.HIDDEN_PHOTO: Rule(
        "A photo somebody no longer agrees to", Basis.CONSENT, "when it was hidden", "The photo is erased",
        "UK GDPR art. 17(1)(b). It is hidden at once", days=30,
    ),
    Kept.FILE_OFF: Rule(
        "A file taken off its record", Basis.TASK, "when it was taken off", "The file is erased",
        "UK GDPR art. 5(1)(e); auditors look back over one year", months=12,
    ),
    Kept.ACCOUNT: Rule(
        "An account that holds no role", Basis.TASK, "when the last role ended", "Name and way to sign in are erased",
        "UK GDPR art. 5(1)(e). What was done in a role stands, without the name", months=24,
    ),
    Kept.CLOSING: Rule(
        "An account somebody closed", Basis.TASK, "when they closed it", "Name and way to sign in are erased",
        "UK GDPR art. 17(1). Waits while the safeguarding desk needs to know who wrote something",
    ),
    Kept.SESSION: Rule(
        "When somebody signed in", Basis.TASK, "when the session ended", "Deleted", "UK GDPR art. 5(1)(e), 32", days=30,
    ),
    Kept.TALK: Rule(
        "A panel’s talk, agendas and notes, with no safeguarding concern", Basis.TASK, "when they were written",
        "The words are erased; that somebody wrote stays, without the name once the account is closed",
        "UK GDPR art. 5(1)(e): as long as other words", months=24,
    ),
    Kept.REQUEST: Rule(
        "A request about data, a complaint, and the answer", Basis.DUTY, "the answer", "All of it is erased",
        "UK GDPR art. 5(2): to show how it was answered; a complaint to the Information Commissioner or a court may "
        "follow", months=36,
    ),
    Kept.INVITATION: Rule(
        "An invitation to a panel", Basis.TASK, "when it was answered or ran out", "Deleted, with the name on it",
        "UK GDPR art. 5(1)(e)", days=30,
    ),
}  # fmt: skip

# What no job and no person deletes, and what another job clears within days: shown on the same page.
STAYS: tuple[tuple[str, str, str], ...] = (
    ("Money: ledger, awards, payments", "Kept", "Six years at least (Limitation Act 1980), and open to audit"),
    ("Votes, without anybody’s name", "Kept", "So that any result can be counted again"),
    ("Decisions, minutes and published summaries", "Kept", "Local Government Act 1972 s. 100C"),
    ("The audit trail", "Kept", "It holds no words of a child and no vote"),
    ("Who holds a role, checks seen, interests declared", "Kept",
     "Keeping Children Safe and Localism Act 2011 s. 29; the name goes when an account closes"),
    ("What a person at work did: themes, answers, holds, the desk’s decisions", "Kept",
     "To account for it; the name goes when an account closes"),
    ("Who was heard and services’ figures, as counts", "Kept", "No person is in them, and small numbers are hidden"),
    ("Proposals, comments and Deals", "Kept", "With the decision they led to; the name goes when an account closes"),
    ("Answers not sent", "1 day", "Cleared by the job “tidy up”"),
    ("Wrong tries at come-back words", "1 hour", "Cleared by the job “tidy up”"),
    ("Notes on forms sent twice", "7 days", "Cleared by the job “tidy up”"),
)  # fmt: skip


class HoldKind(StrEnum):
    """Who may stop an erasure: the safeguarding desk, or the data protection officer for a claim or an inquiry."""

    SAFEGUARDING = "safeguarding"
    LEGAL = "legal"


HOLD_WORDS: dict[HoldKind, tuple[str, str]] = {
    HoldKind.SAFEGUARDING: ("Safeguarding", "A child may be at risk, or a review needs the words."),
    HoldKind.LEGAL: ("Legal", "A claim, an inquiry or a complaint needs them."),
}


class HeldThing(StrEnum):
    """What can be held."""

    FEEDBACK = "feedback"
    PERSON = "person"
    FILE = "file"


class Why(StrEnum):
    """Why something was erased."""

    SCHEDULE = "schedule"
    ASKED = "asked"
    RESTORED = "restored"


def check_hold(reason: str) -> None:
    """Raise Refusal when a hold says no reason."""
    if len(reason) < 10:
        raise Refusal("Write why this must be kept, in a sentence.", field="reason")


def _many(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"
