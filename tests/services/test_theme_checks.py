"""Suggestions that explain themselves, and young advisors before anybody is sent a theme."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app.db import db
from models.themes import ThemeItem
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import AnswerKind, Draft, Influence
from participation.rules.theme_checks import CheckView
from participation.rules.themes import Placed, Shanarri
from participation.services import (
    comeback,
    responses,
    responses_told,
    theme_checks,
    theme_suggestions,
    themes,
    themes_needs,
)
from tests.themes_made import said_fixture  # noqa: F401 - a fixture
from tests.voice_made import a_theme, check, decide, item_of


def test_a_suggestion_says_which_words_and_a_person_decides(work, cast, said):
    with work():
        lamps = a_theme(cast, said[0], title="Dark by the gate")
        themes.make(cast("Pia"), themes.NewTheme("Late buses", Shanarri.ACTIVE))
    found = {one.said.public_id: one for one in theme_suggestions.suggested(cast("Pia"))}
    assert found[said[1].public_id].theme.id == lamps.id
    assert {"dark", "gate", "lamps"} <= set(found[said[1].public_id].words)
    assert found[said[3].public_id].theme.title == "Late buses"
    assert "Zebedeequux" not in str(found)
    pairs = {(said[1].public_id, lamps.public_id): "yes", (said[2].public_id, lamps.public_id): "no"}
    with work():
        assert theme_suggestions.settle(cast("Pia"), pairs) == (1, 1)
        twice = {(said[4].public_id, lamps.public_id): "no", (said[2].public_id, lamps.public_id): "no"}
        assert theme_suggestions.settle(cast("Pia"), twice) == (0, 0), "nothing unreleased, and nothing twice"
    rows = {row.feedback_id: row for row in db.session.scalars(sa.select(ThemeItem))}
    assert (rows[said[1].id].placed, rows[said[1].id].added_by_id) == (Placed.SUGGESTED, cast("Pia").user_id)
    assert rows[said[0].id].placed is Placed.BY_HAND
    assert {one.said.public_id for one in theme_suggestions.suggested(cast("Pia"))} == {said[3].public_id}
    with pytest.raises(Refusal, match="at least one"), work():
        theme_suggestions.settle(cast("Pia"), {(said[3].public_id, lamps.public_id): "later"})


def test_a_theme_waits_for_young_advisors_or_for_the_day_to_pass(work, cast, said, at):
    with at("2026-11-02 10:00"), work():
        theme = themes.make(cast("Pia"), themes.NewTheme("Dark by the gate", Shanarri.SAFE))
        themes.add(cast("Pia"), theme, [said[0].public_id])
        rhona = cast("Rhona").public_id
        with pytest.raises(Refusal, match="Ask young advisors first"):
            themes.send(cast("Pia"), theme, rhona)
        asked = theme_checks.ask(cast("Pia"), theme)
        assert asked.reply_by == date(2026, 11, 9)
    with at("2026-11-09 17:00"), pytest.raises(Refusal, match="have not looked at it yet"), work():
        themes.send(cast("Pia"), theme, rhona)
    with at("2026-11-10 09:00"), work():
        themes.send(cast("Pia"), theme, rhona)
    assert theme.sent_checked == "none_given"


def test_not_quite_needs_other_words_or_a_reason_and_its_why_waits_at_the_gate(work, cast, said):
    with work():
        theme = themes.make(cast("Pia"), themes.NewTheme("Vandals", Shanarri.SAFE))
        themes.add(cast("Pia"), theme, [said[0].public_id])
        with pytest.raises(Refusal, match="not quite right"):
            check(cast, theme, CheckView.NOT_QUITE)
    with work():
        asked = theme_checks.get_to_check(cast("Asha"), theme.public_id)
        made = theme_checks.give(cast("Asha"), asked, CheckView.NOT_QUITE, "Nobody broke them. They are old.")
    [seen] = theme_checks.said_of(theme)
    assert (seen.view, seen.reason, seen.waits) == (CheckView.NOT_QUITE, "", True)
    with work():
        decide(cast, made)
    assert theme_checks.said_of(theme)[0].reason == "Nobody broke them. They are old."
    asked_of(cast, f"A young advisor says “not quite” to “{theme.title}”")
    with pytest.raises(Refusal, match="said “not quite”") as refused, work():
        themes.send(cast("Pia"), theme, cast("Rhona").public_id)
    assert refused.value.field == "why_anyway"
    with work():
        themes.change(cast("Pia"), theme, themes.NewTheme("Old lamps", Shanarri.SAFE))
    assert theme_checks.check_of(theme).reply_by is None, "another title is another question"
    assert [one.is_before for one in theme_checks.said_of(theme)] == [True], (
        "and that was said of the one before"
    )
    with work():
        check(cast, theme)
        assert [one.is_before for one in theme_checks.said_of(theme)] == [False, True]
        asked_of(cast, "Send “Old lamps” to someone who can act")
        themes.send(cast("Pia"), theme, cast("Rhona").public_id)
    asked_of(cast)
    assert theme.sent_checked == "meant"


@pytest.mark.parametrize("view", [CheckView.MEANT, CheckView.NOT_QUITE])
def test_other_pieces_than_they_looked_at_are_asked_about_again(work, cast, said, view):
    with work():
        theme = a_theme(cast, said[0], said[1])
        if view is CheckView.NOT_QUITE:
            asked = theme_checks.get_to_check(cast("Asha"), theme.public_id)
            theme_checks.give(cast("Asha"), asked, view, "It is about the path.")
        themes.take_out(cast("Pia"), theme, said[1].public_id)
        assert theme_checks.check_of(theme).reply_by is None
        check(cast, theme)
        themes.add(cast("Pia"), theme, [said[2].public_id])
    with pytest.raises(Refusal, match="Ask young advisors first"), work():
        themes.send(cast("Pia"), theme, cast("Rhona").public_id)


def test_pieces_added_while_they_are_asked_are_seen_by_them(work, cast, said):
    with work():
        theme = themes.make(cast("Pia"), themes.NewTheme("Dark", Shanarri.SAFE))
        themes.add(cast("Pia"), theme, [said[0].public_id])
        asked = theme_checks.ask(cast("Pia"), theme)
        themes.add(cast("Pia"), theme, [said[1].public_id])
        assert theme_checks.check_of(theme).reply_by == asked.reply_by
        assert len(theme_checks.quotes(theme)) == 2


def asked_of(cast, *titles: str) -> None:
    """What the worker's home asks of these themes: only what its page can do now."""
    needs = [need.title for need in themes_needs.needs_for(cast("Pia"))]
    assert [title for title in needs if "in no theme yet" not in title] == list(titles)


def test_young_advisors_see_released_words_and_others_see_no_check(work, cast, said):
    with work():
        theme = themes.make(cast("Pia"), themes.NewTheme("Nights", Shanarri.SAFE))
        themes.add(cast("Pia"), theme, [said[0].public_id])
        db.session.add(ThemeItem(theme_id=theme.id, feedback_id=said[4].id, added_at=said[4].said_at,
                                 added_by_id=cast("Pia").user_id))  # fmt: skip
        asked_of(cast, f"Ask young advisors about “{theme.title}”")
        theme_checks.ask(cast("Pia"), theme)
        asked_of(cast)  # it is the young advisors' turn
    assert theme_checks.quotes(theme) == ["The lamps by the gate are dark"]
    assert [need.title for need in themes_needs.needs_for(cast("Tomos"))] == [
        "Is this what children mean? “Nights”"
    ]
    for name in ("Pia", "Rhona", "Ben", "Sam"):
        with pytest.raises(NotFound):
            theme_checks.get_to_check(cast(name), theme.public_id)
    with work():
        themes.mark_differs(cast("Pia"), theme, said[0].public_id, differs=True)
    assert themes.pieces(theme, [said[0].public_id])[said[0].public_id].differs


def test_hard_case_20_could_not_is_an_answer_and_blank_or_noted_is_not(work, cast, said):
    """ "We could not" reply is allowed, but blank/"noted" is not."""
    with work():
        theme = a_theme(cast, said[0], send=True)
    for words in ("", "   ", "Noted", "noted.", "Noted, thank you", "N/A", "Thanks for your feedback."):
        for kind in AnswerKind:
            with pytest.raises(Refusal) as refused, work():
                responses.answer(
                    cast("Rhona"), theme, Draft(kind, words, "We heard you.", "Go and look", date(2099, 1, 1))
                )
            assert refused.value.field == "words"
    assert responses.answers_to(theme) == []
    with work():
        responses.answer(cast("Rhona"), theme, Draft(
            AnswerKind.WE_COULD_NOT, "The path is not the council’s to light.",
            "The path is not ours, so we could not.", influence=Influence.NOT,
        ))  # fmt: skip
    assert comeback.where_is(said[0].public_id).answers[0].kind is AnswerKind.WE_COULD_NOT


def test_words_too_hard_for_a_child_are_refused_with_the_words_to_change(work, cast, said):
    hard = (
        "Infrastructure requirements necessitate considerable prioritisation of municipal illumination now."
    )
    with work():
        theme = a_theme(cast, said[0], send=True)
    with pytest.raises(Refusal, match="prioritisation") as refused, work():
        responses.answer(
            cast("Rhona"), theme, Draft(AnswerKind.WE_DID, "Six lamps were put up.", hard, "Go and look")
        )
    assert refused.value.field == "child_words"


def test_hard_case_24_due_on_the_working_calendar_over_holidays_and_the_clock_change(work, cast, said, at):
    """Response due on bank holiday / clock change: working-day calendar, Europe/London."""
    with at("2026-12-01 10:00"), work():
        assert a_theme(cast, said[0], send=True).due_on == date(2026, 12, 31), (
            "25 and 28 December do not count"
        )
    with at("2027-03-01 23:30"), work():  # the clocks go forward on 28 March, and Easter is 26 and 29 March
        theme = a_theme(cast, said[1], title="Evening", send=True)
    assert theme.due_on == date(2027, 3, 31), "Good Friday and Easter Monday do not count"
    with at("2027-03-31 23:59"):  # British Summer Time: 22:59 in UTC
        assert responses_told.owed_now().overdue == 1, "only the one of December is late"
        assert [len(late) for late in responses_told.late_now()] == [1, 0]
    with at("2027-04-01 00:01"):  # still 31 March in UTC
        assert responses_told.owed_now().overdue == 2


def test_what_stays_at_the_desk_is_in_no_suggestion(work, cast, said):
    assert item_of(said[4]).decided_at is None
    with work():
        themes.make(cast("Pia"), themes.NewTheme("Zebedeequux cries", Shanarri.SAFE))
    assert theme_suggestions.suggested(cast("Pia")) == []
