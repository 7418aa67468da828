"""Who speaks for which side of a Deal, what each has to hear of, and that one person's words take nobody's place."""

from __future__ import annotations

from datetime import date

import pytest

from governance.services import home
from participation.rules.deals import Kept, Progress
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import (
    deals,
    deals_check_ins,
    deals_choices,
    deals_facts,
    deals_lasting,
    deals_partners,
    deals_reminders,
    deals_shown,
    deals_thanks,
)
from participation.services.deals import PairWords
from tests.deals_lived_made import ever
from tests.deals_made import academy, let_through, lived, the
from tests.deals_needs_made import needs, told

OURS = ("Rhona", "Carol")
COUNCILLOR = "A councillor is part of the council"


def test_each_check_in_stands_and_not_now_is_nobody_elses_to_see(app, cast, work):
    with work():
        key = lived(cast)
        deal = the(cast, key)
        pair = deal.pairs[0].public_id
        deals_check_ins.check_in(cast("Grace"), deal, pair, Progress.KEPT, "Five of us run the tuck shop.")
        deals_check_ins.check_in(cast("Asha"), deal, pair, Progress.IN_PROGRESS, "")
    before = [deals_shown.pairs_of(the(cast, key), Actor.nobody()), deals_facts.summary_facts(None, *ever())]
    yours = before[0][0].yours
    assert (yours.progress, yours.said_by) == (Progress.IN_PROGRESS, "Young people say")
    (earlier,) = yours.earlier
    assert (earlier.by, earlier.words, earlier.said) == (
        "The team says", "Kept.", "Five of us run the tuck shop.",
    )  # fmt: skip
    with work():
        made = deals_check_ins.check_in(cast("Tomos"), the(cast, key), pair, Progress.NOT_NOW, "Mum is ill")
        let_through(cast, made.public_id)
    for name in ("Grace", "Asha", "Rhona", "Pia"):
        shown = deals_shown.pairs_of(the(cast, key, name), cast(name))
        assert shown == before[0], name
    assert deals_facts.summary_facts(None, *ever()) == before[1]
    assert not deals_check_ins.may_see_photos(cast("Grace"), made.public_id)
    assert deals_check_ins.may_see_photos(cast("Tomos"), made.public_id)
    mine = deals_shown.pairs_of(the(cast, key, "Tomos"), cast("Tomos"))[0].yours
    assert mine.my_not_now
    assert mine.progress is Progress.IN_PROGRESS, "what another said stands, also on one's own page"


def test_grown_ups_of_a_team_are_never_called_young_people(app, cast, work):
    with work():
        key = lived(cast)
        deal = the(cast, key)
        pair = deal.pairs[0].public_id
        deals_check_ins.say_kept(cast("Grace"), deal, pair, Kept.PARTLY, "It closed at eight.")
    shown = deals_shown.pairs_of(the(cast, key), Actor.nobody())[0].ours
    assert shown.view.by == "The team says"
    fact = next(f for f in deals_facts.summary_facts(None, *ever()) if f.key == f"deal-ours:{pair}")
    assert "Grown-ups of the team say it was kept in part" in fact.officer
    assert "Grown-ups of the team say: partly" in fact.child
    with work():
        deals_check_ins.say_kept(cast("Asha"), the(cast, key), pair, Kept.NO, "")
    shown = deals_shown.pairs_of(the(cast, key), Actor.nobody())[0].ours
    assert shown.view.by == "Young people say"
    assert [(one.by, one.words, one.said) for one in shown.earlier] == [
        ("The team says", "Partly.", "It closed at eight.")
    ], "the other answer stands too"


def test_a_councillor_acts_for_your_part_in_nothing(app, cast, work):
    idris = cast("Cllr Idris")
    with work():
        key = lived(cast)
        deal = the(cast, key)
        pair = deal.pairs[0].public_id
        for act in (
            lambda: deals.agree(idris, deal),
            lambda: deals_check_ins.check_in(idris, deal, pair, Progress.KEPT, "We all did it."),
            lambda: deals_check_ins.say_kept(idris, deal, pair, Kept.YES, ""),
            lambda: deals_lasting.retire(idris, deal, "It is time to end it"),
            lambda: deals_lasting.go_on(idris, deal),
        ):
            with pytest.raises(Refusal, match=COUNCILLOR):
                act()
        with pytest.raises(Refusal, match="choose their own part"):
            deals_choices.choose(idris, deal, pair)
    assert the(cast, key).end_asked_by is None
    with work():
        thanks = deals_thanks.thank(idris, the(cast, key), "The tuck shop crew", "For being there.")
    assert thanks.from_side is None


def test_a_wish_to_end_a_deal_waits_on_the_other_sides_homes_until_they_answer(app, cast, work):
    with work():
        key = lived(cast)
        deals_lasting.retire(cast("Asha"), the(cast, key), "We moved on")
    for name in OURS:
        assert "Say whether “The Friday Deal” ends" in needs(cast, name), name
    for name in ("Asha", "Grace", "Cllr Idris", "Pia", "Erin"):
        assert not any("ends" in need for need in needs(cast, name)), name
    assert told(cast, "Rhona")[-1] == "The other side asks to end a Deal"
    with pytest.raises(Refusal, match="why our side wants"), work():
        deals_lasting.go_on(cast("Rhona"), the(cast, key), "No")
    with work():
        deals_lasting.go_on(cast("Rhona"), the(cast, key), "The hall is only just open.")
    assert not any("ends" in need for need in needs(cast, "Rhona"))
    assert told(cast, "Asha")[-1] == "A Deal goes on"
    assert [one.words for one in deals_thanks.lessons_of(the(cast, key)) if one.words] == [
        "The hall is only just open."
    ]
    with work():
        deals_lasting.retire(cast("Carol"), the(cast, key), "The hall is being sold.")
    assert deals_thanks.asking_of(the(cast, key)).words == "The hall is being sold."
    for name in ("Asha", "Tomos", "Grace", "Mei"):
        assert "Say whether “The Friday Deal” ends" in needs(cast, name), name
        assert "The other side asks to end a Deal" in told(cast, name), name
    with work():
        assert deals_lasting.retire(cast("Tomos"), the(cast, key)) is True
    assert told(cast, "Rhona")[-1] == "A Deal has ended"
    with pytest.raises(Refusal, match="is ended"), work():
        deals_lasting.go_on(cast("Asha"), the(cast, key))


def test_new_words_wait_on_both_sides_homes_once_the_desk_has_let_them_through(app, cast, work, at):
    with at("2026-11-01 10:00"), work():
        key = lived(cast)
    with at("2026-11-02 10:00"):
        with work():
            deal = the(cast, key)
            later = PairWords("Open on Saturdays", "Help", "Head of parks", "", date(2027, 1, 1))
            made = deals.write_pair(cast("Asha"), deal, later, instead_of=deal.pairs[0].public_id)
        again = "A Deal has words for your side to agree"
        for name in ("Rhona", "Grace"):
            assert not any("Agree “" in need for need in needs(cast, name)), (
                "nobody is asked to agree unread words"
            )
        before = told(cast, "Rhona").count(again)
        with work():
            let_through(cast, made.public_id)
            deals_reminders.ask_due(_now())
        for _ in range(2):
            with work():
                deals_reminders.ask_due(_now())
        assert told(cast, "Rhona").count(again) == before + 1, "told once"
        assert "Agree “The Friday Deal”, or change it" in needs(cast, "Rhona")
        assert "Agree “The Friday Deal”, or change it" in needs(cast, "Grace")


def test_a_partner_hears_of_its_part_from_being_asked_to_the_end(app, cast, work, at):
    with at("2026-09-01 10:00"), work():
        key = lived(cast)
        deal = the(cast, key, "Carol")
        asked = deals_partners.ask(cast("Carol"), deal, deal.pairs[1], academy().public_id, "")
        assert needs(cast, "Bethan") == ["Say whether you take a part: “Mend the lights”"]
        words = "We walk with you"
        deals_partners.answer(cast("Bethan"), asked, takes=True, words=words, by=date(2026, 10, 1))
        assert told(cast, "Carol")[-1] == "A partner has answered about a Deal"
        assert needs(cast, "Bethan") == []
    with at("2026-10-20 10:00"):
        (late,) = home.needs_for(cast("Bethan"))
        assert (late.title, late.late) == (f"Say how your part goes: “{words}”", True)
        with work():
            pair = the(cast, key).pairs[1].public_id
            deals_check_ins.check_in(
                cast("Bethan"), the(cast, key), pair, Progress.KEPT, "Every Tuesday so far."
            )
        assert needs(cast, "Bethan") == []
    with at("2026-10-21 10:00"), work():
        deals_check_ins.open_check_in(cast("Grace"), the(cast, key))
        assert needs(cast, "Bethan") == [f"Say how your part goes: “{words}”"]
        deal = the(cast, key)
        new = PairWords("Mend nine lights", "Say which", "Head of highways", "", date(2027, 2, 1))
        deals.write_pair(cast("Carol"), deal, new, instead_of=deal.pairs[1].public_id)
        asks = "Your organisation is asked to take a part in a Deal"
        assert told(cast, "Bethan").count(asks) == 2, "new words are asked about anew"
        deals_lasting.retire(cast("Asha"), the(cast, key))
        deals_lasting.retire(cast("Carol"), the(cast, key), "The hall is being sold.")
        assert told(cast, "Bethan")[-1] == "A Deal has ended"
        assert needs(cast, "Bethan") == []


def _now():
    from app.clock import now

    return now()
