"""Telling children what was answered, on the way that suits them: not only to those who come back and look."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from participation.rules.refusals import Refusal


class Way(StrEnum):
    """How they were told. The come-back page tells everybody who has their words, and is never recorded."""

    GROUP = "group"
    POSTER = "poster"
    IN_PERSON = "in_person"
    CHOSEN = "chosen"  # by the worker somebody named for it; recorded from that worker's own task


WAY_WORDS: dict[Way, str] = {
    Way.GROUP: "A worker told the group",
    Way.POSTER: "A poster where they are",
    Way.IN_PERSON: "A worker told a child or family they know",
    Way.CHOSEN: "The worker they chose told them",
}
BY_HAND = (Way.GROUP, Way.POSTER, Way.IN_PERSON)


def check_told(told_on: date, answered_on: date, today: date) -> None:
    """Raise Refusal unless the day lies between the answer and today."""
    if told_on > today:
        raise Refusal("That day is still to come. Come back when they have been told.", field="told_on")
    if told_on < answered_on:
        raise Refusal("That is before there was an answer to tell.", field="told_on")
