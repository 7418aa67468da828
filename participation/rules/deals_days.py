"""A Deal's days: the one both sides look at it again by, when they are asked, and the last one it holds.

It goes on after its last day only when both sides have said yes: nobody's silence renews it.
"""

from __future__ import annotations

from datetime import date, timedelta

from participation.rules.refusals import Refusal

FURTHEST_REVIEW = 2 * 366  # days
NOTICE = timedelta(days=28)  # how long before the day both sides are asked whether it goes on
TIME_TO_ANSWER = timedelta(days=14)  # what both sides have at least, however late they are asked


def refuse_day(review_on: date | None, today: date) -> None:
    """Raise Refusal for no day, a day that has come, or one so far ahead that nobody would look at the Deal again."""
    if review_on is None or review_on <= today:
        raise Refusal("Choose a day to come, to look at it together again", field="review_on")
    if review_on > today + timedelta(days=FURTHEST_REVIEW):
        raise Refusal("Choose a day in the next two years, to look at it together again", field="review_on")


def refuse_too_near(review_on: date | None, today: date) -> None:
    """Raise Refusal for a day before which both sides would not have the time they are promised to answer."""
    if review_on is not None and today < review_on < today + TIME_TO_ANSWER:
        raise Refusal(
            "Choose a day at least two weeks from today, so that both sides have time to say whether it goes on",
            field="review_on",
        )


def refuse_sooner(review_on: date | None, last: date | None) -> None:
    """Raise Refusal for a renewal that would not reach past the last day the Deal has already."""
    if review_on is not None and last is not None and review_on <= last:
        raise Refusal(
            f"It holds until {last.day} {last:%B %Y} already. Choose a later day.", field="review_on"
        )


def is_asked(review_on: date | None, today: date) -> bool:
    """Whether it is time to ask both sides whether it goes on."""
    return review_on is not None and review_on - NOTICE <= today


def last_day(review_on: date, asked_on: date) -> date:
    """The last day it holds unless both sides renew it: nobody is left with less than two weeks to answer."""
    return max(review_on, asked_on + TIME_TO_ANSWER)


def refuse_renewal_while_ending(*, end_asked: bool) -> None:
    """Raise Refusal for a renewal that would brush aside a side's wish to end it."""
    if end_asked:
        raise Refusal("One side asks to end this Deal. Answer that before it is renewed.")
