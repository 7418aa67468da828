"""What a meeting's minutes must say when it decides on money, and how its votes must add up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from commissioning.rules.decisions import Outcome
from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal


@dataclass(frozen=True)
class Tally:
    """Hands counted for one question. It need not come to everybody in the room: some take no part or say nothing."""

    votes_for: int
    against: int
    abstained: int = 0

    @property
    def counted(self) -> int:
        """Everybody who was counted either way."""
        return self.votes_for + self.against + self.abstained

    @property
    def carried(self) -> bool:
        """More for than against; a tie does not carry."""
        return self.votes_for > self.against

    def __str__(self) -> str:
        """As minutes say it."""
        return f"{self.votes_for} for, {self.against} against, {self.abstained} abstained"


@dataclass(frozen=True)
class Amendment:
    """A change moved in the meeting: what the amount would become (pence), in whose words, and the votes on it."""

    pence: Pence
    words: str
    tally: Tally


@dataclass(frozen=True)
class Minutes:
    """One item of one meeting, as minuted."""

    body_name: str
    met_on: date
    minute: str
    present: int
    tally: Tally
    amendment: Amendment | None = None
    dissented: tuple[str, ...] = field(default=())
    abstained: tuple[str, ...] = field(default=())
    no_part: tuple[str, ...] = field(default=())


def check_minutes(minutes: Minutes | None, *, needed_because: str, today: date, quorum: int) -> None:
    """Refuse a decision that a meeting has to make and no minute says it made, or one whose numbers cannot be."""
    if minutes is None:
        if needed_because:
            raise Refusal(needed_because, field="minute")
        return
    if not minutes.minute.strip():
        raise Refusal("Write the number of the minute, so that it can be found", field="minute")
    if minutes.met_on > today:
        raise Refusal("The meeting has not been yet", field="met_on")
    if minutes.present < quorum:
        raise Refusal(
            f"{minutes.present} were there and the quorum is {quorum}, so this meeting could decide nothing",
            field="present",
        )
    left = minutes.present - len(minutes.no_part)
    if left < quorum:
        raise Refusal(
            f"{minutes.present} were there, but {len(minutes.no_part)} took no part in this, and the {left} left are "
            f"fewer than the quorum of {quorum}. The meeting could not decide it: put it off to the next one.",
            field="no_part",
        )
    _check_tally(minutes.tally, minutes, "votes_for")
    if minutes.amendment is not None:
        _check_tally(minutes.amendment.tally, minutes, "amendment_for")
    _check_names(minutes)


def _check_tally(tally: Tally, minutes: Minutes, field_name: str) -> None:
    if min(tally.votes_for, tally.against, tally.abstained) < 0:
        raise Refusal("A number of votes cannot be below nothing", field=field_name)
    able = minutes.present - len(minutes.no_part)
    if tally.counted > able:
        who = " who could vote" if minutes.no_part else ""
        raise Refusal(
            f"{tally.counted} votes and abstentions are more than the {able} people there{who}",
            field=field_name,
        )


def _check_names(minutes: Minutes) -> None:
    if len(minutes.dissented) > minutes.tally.against:
        raise Refusal(
            "More people dissented by name than voted against. Somebody who abstained is named there instead.",
            field="dissented",
        )
    if len(minutes.abstained) > minutes.tally.abstained:
        raise Refusal("More people abstained by name than were counted", field="abstained")
    named = [*minutes.dissented, *minutes.abstained, *minutes.no_part]
    if len(set(named)) != len(named):
        raise Refusal("Somebody is named twice. Each person did one thing.", field="dissented")


def check_outcome(minutes: Minutes | None, outcome: Outcome, decided: int) -> None:
    """Refuse an outcome that is not what the meeting voted for (field "outcome" or "amount"). Pence."""
    if minutes is None:
        return
    if outcome is not Outcome.REJECTED and not minutes.tally.carried:
        raise Refusal("The vote did not carry, so nothing can be awarded by it", field="outcome")
    change = minutes.amendment
    if change is None or not change.tally.carried or outcome is Outcome.REJECTED:
        return
    if decided != change.pence:
        raise Refusal(
            f"The amendment that carried makes it {change.pence}, and this awards {Pence(decided)}",
            field="amount",
        )


def names_in(text: str) -> tuple[str, ...]:
    """Names typed one a line or with commas between, without blanks."""
    return tuple(name.strip() for line in text.splitlines() for name in line.split(",") if name.strip())
