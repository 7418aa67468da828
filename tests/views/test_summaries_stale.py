"""A summary that changed while somebody had its page open: no check, sign-off or approval of words nobody read."""

from __future__ import annotations

import pytest

from app.unit_of_work import unit_of_work
from governance.rules.summaries import SummaryState
from governance.services import summaries, summaries_signing
from governance.services import summaries_life as life
from tests import summaries_made as made
from tests.summaries_pages_made import seen

S = SummaryState
CHANGED, SECRET = "changed after you opened this page", "Maya told us of it."


@pytest.fixture
def at(app, cast):
    return f"/summaries/{made.drafted(cast).public_id}"


def summary_at(at: str):
    return summaries.get_draft(at.rpartition("/")[2])


def brought(cast, at: str, state: SummaryState) -> None:
    made.brought_to(cast, summary_at(at), state)


def sent_back_and_changed(cast, at: str) -> None:
    """Back to the clerk, who writes something else."""
    with unit_of_work():
        summary = summary_at(at)
        life.send_back(cast("Pia"), summary, "Say more of the path.")
        summaries.introduce(cast("Kwame"), summary, SECRET, SECRET)


@pytest.mark.parametrize(
    ("state", "who", "step", "done"),
    [
        (S.DISCLOSURE_CHECK, "Sam", "check", "Young advisors see the version for children now"),
        (S.AWAITING_APPROVAL, "Noor", "approve", "Approved."),
    ],
)
def test_a_yes_to_words_that_changed_since_is_refused_and_they_are_shown(
    cast, sign_in, at, state, who, step, done
):
    brought(cast, at, state)
    somebody = sign_in(who)
    read = seen(somebody, at)
    sent_back_and_changed(cast, at)
    brought(cast, at, state)
    for old in (read, {}):
        somebody.post(f"{at}/{step}", old, follow=True).says(CHANGED, SECRET)
    assert summary_at(at).state is state
    somebody.post(f"{at}/{step}", seen(somebody, at), follow=True).says(done)


def test_a_clerk_sends_what_they_read(cast, sign_in, at):
    kwame = sign_in("Kwame")
    read = seen(kwame, at)
    with unit_of_work():
        summaries.introduce(cast("Kwame"), summary_at(at), SECRET, SECRET)
    kwame.post(f"{at}/send", read, follow=True).says(CHANGED, SECRET)
    assert summary_at(at).state is S.DRAFTED


def test_a_young_advisors_words_outlast_a_summary_that_went_back(cast, sign_in, at):
    brought(cast, at, S.ADVISORS_EDIT)
    tomos, page = sign_in("Tomos"), f"{at}/sign-off"
    read = seen(tomos, at, "sign-off")
    wish = {"view": "change", "words": "Say which path you mean.", **read}
    sent_back_and_changed(cast, at)
    away = tomos.post(page, wish, status=200)
    away.says("looking at it again", "Nothing of yours was sent", wish["words"])
    away.never_says(SECRET)
    tomos.get(page).never_says(SECRET)
    brought(cast, at, S.ADVISORS_EDIT)
    again = tomos.post(page, wish, status=200)
    again.says(CHANGED, SECRET, wish["words"])
    assert summaries_signing.standing(summary_at(at)).said == []
    tomos.post(page, {**wish, "seen": again.one("input[name=seen]")["value"]}, follow=True).says(
        "That is kept."
    )
