"""Themes and answers: only released words, only the right people, and no answer that says nothing."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback
from models.themes import ThemeItem
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import AnswerKind, Draft, Influence
from participation.rules.themes import ThemeState
from participation.services import comeback, coming_back, responses, responses_told, themes
from participation.services.released import ReleasedFeedback
from tests.voice_made import a_listening, a_theme, decide, somebody_says

DID = Draft(AnswerKind.WE_DID, "Six new lamps were put up.", "There are six new lamps.", "Go and look")


@pytest.fixture
def said(work, cast):
    with work():
        here = a_listening(cast)
        made = [somebody_says(here, f"It is dark by gate number {n}")[0] for n in range(3)]
        decide(cast, made[0])
    return made


def test_only_released_words_can_be_put_in_a_theme(work, cast, said):
    with work():
        theme = a_theme(cast, *said)
    assert [one.words for one in ReleasedFeedback().in_theme(theme.id).page()] == [
        "It is dark by gate number 0"
    ]
    with pytest.raises(Refusal, match="Tick at least one"), work():
        themes.add(cast("Pia"), theme, [said[1].public_id])


def test_even_a_row_slipped_into_a_theme_is_not_shown_before_release(work, cast, said):
    from app.clock import now
    from app.db import db

    with work():
        theme = a_theme(cast, said[0])
        db.session.add(
            ThemeItem(
                theme_id=theme.id, feedback_id=said[1].id, added_at=now(), added_by_id=cast("Pia").user_id
            )
        )
    assert ReleasedFeedback().in_theme(theme.id).count() == 1


def test_an_empty_theme_cannot_be_sent(work, cast, said):
    with work():
        theme = a_theme(cast, said[0])
        themes.take_out(cast("Pia"), theme, said[0].public_id)
    with pytest.raises(Refusal, match="Add what people said"), work():
        themes.send(cast("Pia"), theme, cast("Rhona").public_id)


def test_a_theme_goes_to_somebody_who_can_answer_with_twenty_working_days(work, cast, said, at):
    with at("2026-12-01 10:00"), work():
        theme = a_theme(cast, said[0], send=True)
    assert theme.due_on == date(2026, 12, 31)
    assert theme.acknowledge_by == date(2026, 12, 8)
    with pytest.raises(Refusal, match="Choose who can act"), work():
        themes.send(cast("Pia"), a_theme(cast, said[0], title="Another"), cast("Carol").public_id)


def test_only_the_responder_it_was_sent_to_finds_a_pack(work, cast, said):
    with work():
        theme = a_theme(cast, said[0])
    with pytest.raises(NotFound):
        responses.get_pack_for(cast("Rhona"), theme.public_id)
    with work():
        themes.send(cast("Pia"), theme, cast("Rhona").public_id)
    assert responses.get_pack_for(cast("Rhona"), theme.public_id)
    for name in ("Carol", "Sam", "Ada", "Ben"):
        with pytest.raises(NotFound):
            responses.get_pack_for(cast(name), theme.public_id)


def test_an_answer_reaches_everyone_who_spoke_and_the_public(work, cast, said):
    with work():
        theme = a_theme(cast, said[0], send=True)
        responses.acknowledge(cast("Rhona"), theme)
        responses.answer(cast("Rhona"), theme, DID)
    assert theme.state is ThemeState.ANSWERED
    assert [one.child_words for one in comeback.where_is(said[0].public_id).answers] == [
        "There are six new lamps."
    ]
    [told] = responses_told.latest_answers(3)
    assert (told.words, told.people) == (
        "Six new lamps were put up.",
        None,
    )  # one person spoke: the number is hidden


def test_a_broken_promise_is_counted_as_late_until_it_is_kept(work, cast, said, at):
    with at("2026-11-02 10:00"), work():
        theme = a_theme(cast, said[0], send=True)
        responses.answer(
            cast("Rhona"), theme,
            Draft(AnswerKind.WE_WILL_BY, "Lamps will be put up.", "We will put up lamps.", by_when=date(2026, 11, 6)),
        )  # fmt: skip
    with at("2026-11-06 17:00"):
        assert responses_told.owed_now().overdue == 0
    with at("2026-11-07 09:00"):
        assert responses_told.owed_now().overdue == 1
        with work():
            responses.answer(cast("Rhona"), theme, DID)
        assert responses_told.owed_now().overdue == 0
        assert len(responses.answers_to(theme)) == 2


def test_no_answer_after_its_day_is_late(work, cast, said, at):
    with at("2026-11-02 10:00"), work():
        a_theme(cast, said[0], send=True)
    with at("2026-11-30 12:00"):
        assert responses_told.owed_now().overdue == 0
    with at("2026-12-01 09:00"):
        assert responses_told.owed_now() == responses_told.Owed(owed=1, overdue=1, given=0)


def test_what_is_in_no_theme_is_counted_by_the_database_through_every_change(work, cast, said):
    def loose() -> int:
        return ReleasedFeedback().not_in_a_theme().count()

    assert loose() == 1
    with work():
        one, two = a_theme(cast, said[0]), a_theme(cast, said[0], title="Another")
    assert loose() == 0
    with work():
        themes.take_out(cast("Pia"), one, said[0].public_id)
    assert loose() == 0, "it is in the other still"
    with work():
        themes.take_out(cast("Pia"), two, said[0].public_id)
    assert loose() == 1


def test_the_count_of_themes_is_all_that_may_change_of_what_was_said(work, said):
    with pytest.raises(sa.exc.DBAPIError, match="What was said is never changed"), work():
        db.session.execute(sa.update(Feedback).values(face=5))
    with work():
        db.session.execute(sa.update(Feedback).values(in_themes=0))


def test_a_child_who_spoke_alone_is_not_told_that_others_said_it_too(work, cast):
    with work():
        here = a_listening(cast)
        alone, first, second = (somebody_says(here, f"It is dark by the gate {n}")[0] for n in range(3))
        more = coming_back.add(alone.public_id, "And by the pond, where I walk", "a-key-of-this-form")
        for one in (alone, first, second, more):
            decide(cast, one)
        for some in ((alone, more), (first, second)):
            theme = a_theme(cast, *some, send=True)
            responses.acknowledge(cast("Rhona"), theme)
            responses.answer(cast("Rhona"), theme, Draft(
                AnswerKind.WE_COULD_NOT, "The path is not ours.", "The path is not ours.", influence=Influence.NOT
            ))  # fmt: skip
    assert comeback.where_is(alone.public_id).shared == frozenset()
    assert len(comeback.where_is(first.public_id).shared) == 1
