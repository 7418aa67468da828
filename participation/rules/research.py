"""Young people who ask their own questions: when somebody may, and what a question and a finding must carry.

Source: the design's research notes on child researchers: trained first, supported, and their findings acted on.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from participation.rules.refusals import Refusal

SHORTEST = 10  # letters
TRAINING_LASTS = timedelta(days=365)  # then it is talked through again with a worker


class ResearchState(StrEnum):
    """Where a question has got to."""

    BEING_READ = "being_read"
    KEPT = "kept"
    WITH_WORKER = "with_worker"
    NOT_YET = "not_yet"
    ASKED = "asked"


STATE_WORDS: dict[ResearchState, str] = {
    ResearchState.BEING_READ: "It is being read first, like everything somebody writes here.",
    ResearchState.KEPT: "Somebody whose job is to keep people safe will talk with you about it.",
    ResearchState.WITH_WORKER: "A worker sets it up with you next.",
    ResearchState.NOT_YET: "It cannot be asked like this. Change it, and ask again.",
    ResearchState.ASKED: "It is being asked, or has been.",
}


def state_of(*, decided: bool, released: bool, answered: bool, asked: bool) -> ResearchState:
    """The state from what has happened so far."""
    if asked:
        return ResearchState.ASKED
    if answered:
        return ResearchState.NOT_YET
    if released:
        return ResearchState.WITH_WORKER
    return ResearchState.KEPT if decided else ResearchState.BEING_READ


def is_trained(trained_on: date | None, today: date) -> bool:
    """Whether a training still counts."""
    return trained_on is not None and trained_on <= today <= trained_on + TRAINING_LASTS


def check_trained(trained_on: date | None, today: date) -> None:
    """Raise Refusal for somebody who was not trained, or long ago."""
    if trained_on is None:
        raise Refusal("Training comes first. Ask the worker of your panel when the next one is.")
    if not is_trained(trained_on, today):
        raise Refusal("Your training was over a year ago. Talk it through with your worker, then go on.")


def check_training(trained_on: date, today: date, *, own: bool) -> None:
    """Raise Refusal for a day to come, one too long ago to count, or for training oneself."""
    if own:
        raise Refusal("Somebody else writes down that you were trained.")
    if trained_on > today:
        raise Refusal("That day is still to come. Come back when it has been.", field="trained_on")
    if not is_trained(trained_on, today):
        raise Refusal("That is over a year ago. Talk it through again first.", field="trained_on")


def check_question(question: str) -> None:
    """Raise Refusal for something nobody could answer. A forgotten question mark is forgiven."""
    if len(question) < SHORTEST:
        raise Refusal("Write it as a question, such as “How is the bus for you?”", field="question")


def check_finding(words: str, *, released: int) -> None:
    """Raise Refusal before there is anything to find, or when nothing is said."""
    if not released:
        raise Refusal(
            "Nothing has been let through yet. Come back when there are answers to read.", field="words"
        )
    if len(words) < SHORTEST:
        raise Refusal("Say what you found, in a sentence or more.", field="words")
