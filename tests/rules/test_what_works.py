"""Evidence cards: no sum of money is shown without its note, and no draft begins with somebody else's figure."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import Content, CostLine, check_ready, missing
from commissioning.rules.what_works import (
    Figure,
    Money,
    NoteMissing,
    Shown,
    cards_from,
    first_gap,
    matching,
    shown,
)
from commissioning.services.what_works import library
from participation.rules.refusals import Refusal

NOTE = (
    "This is cost avoidance, not cash.", "It rests on the report’s assumptions.", "The investment is not taken off.",
)  # fmt: skip


def test_case_27_a_saving_is_refused_unless_it_says_avoidance_assumptions_and_investment():
    saving = Figure("It saved £1.2m a year.", "A report", money=Money.SAVING, money_note=NOTE)
    assert shown(saving) == Shown("It saved £1.2m a year.", "A report", NOTE, is_saving=True)
    for left_out in range(3):
        told = tuple(line for place, line in enumerate(NOTE) if place != left_out)
        with pytest.raises(NoteMissing):
            shown(replace(saving, money_note=told))
    with pytest.raises(NoteMissing):
        shown(replace(saving, money_note=()))


def test_money_must_say_what_sort_it_is():
    with pytest.raises(NoteMissing):
        shown(Figure("It cost £25.", "A report"))
    with pytest.raises(NoteMissing):
        shown(Figure("It cost £25.", "A report", money=Money.PRICE))
    assert shown(Figure("It fell by 38%.", "A report")).notes == ()


def test_one_faulty_card_stops_the_whole_library_from_loading():
    card = {
        "slug": "x", "title": "X", "place": "Y", "what": "Z", "kind": "told", "themes": ["play"], "parts": ["safe"],
        "sources": ["1"], "starts": False, "figure": [{"says": "Saved £5", "source": "1", "money": "saving"}],
    }  # fmt: skip
    whole = {
        "sources": {"1": "A report"},
        "notes": {"saving": dict(zip("abc", NOTE, strict=True))},
        "card": [card],
    }
    assert cards_from(whole)["x"].figures[0].notes == NOTE
    with pytest.raises(NoteMissing):
        cards_from({**whole, "notes": {"saving": {"a": NOTE[0]}}})


def test_every_card_of_ours_has_a_source_and_its_money_its_note():
    assert len(library()) >= 20
    for card in library().values():
        assert card.sources, card.slug
        assert card.parts, card.slug
        for figure in card.figures:
            assert figure.source
            if "£" in figure.says and figure.is_saving:
                assert all(
                    any(word in note for note in figure.notes) for word in ("avoidance", "assumptions")
                ), card.slug


def test_figures_that_do_not_add_up_say_so():
    told = {
        card.slug: " ".join(note for figure in card.figures for note in figure.notes)
        for card in library().values()
    }
    assert "£4.74bn" in told["prevention-for-the-nation"]
    assert "18.6%" in told["prevention-spend"]
    assert "how many there were at first" in told["money-in-seven-areas"]


def test_no_draft_begins_with_a_figure():
    for card in library().values():
        if card.starter:
            words = " ".join(vars(card.starter).values())
            assert not re.search(r"[0-9£%]", words), card.slug
            assert first_gap(card.starter.need)


def test_a_gap_nobody_filled_is_still_to_do():
    whole = Content(
        "Baby bank", "In Millfield, families go short.", "Parents", 40, ("Millfield",), "We have [say a room].",
        (CostLine("Cots", Pence(5_000)),), "Lend.", "Sort.", "Mums", True,
    )  # fmt: skip
    assert [gap.say for gap in missing(whole)] == ["Put your own words in place of [say a room]"]
    with pytest.raises(Refusal, match=r"\[say a room\]"):
        check_ready(whole, None)
    check_ready(replace(whole, builds_on="We have a room."), None)


def test_browsing_by_theme_and_part():
    cards = library().values()
    assert "baby-bank" in {card.slug for card in matching(cards, theme="basics", part="included")}
    assert matching(cards, theme="no such", part="no such") == list(cards)
    assert all(card.starter for card in matching(cards, can_start=True))
