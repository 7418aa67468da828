"""Living a Deal: partners, classes, choices, both sides' answers, new versions, the clock, and what is learned."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.clock import now
from app.config import ROOT
from app.db import db
from governance.services import bodies
from models.deals import Deal
from models.jobs import OutboxMessage
from participation.rules.deals import Kept, Progress
from participation.rules.deals_life import DealState, Side
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import (
    deals,
    deals_check_ins,
    deals_choices,
    deals_class,
    deals_facts,
    deals_heard,
    deals_lasting,
    deals_partners,
    deals_reading,
    deals_reminders,
    deals_shown,
    deals_thanks,
    deals_versions,
    gate,
)
from participation.services.deals import PairWords
from tests.attachments_made import picture
from tests.deals_made import (
    PAIRS,
    YEAR_SIX,
    a_class_agreed,
    a_schools,
    academy,
    agreed_again,
    let_through,
    lived,
    the,
)
from tests.voice_made import a_listening, a_theme, decide, somebody_says

SENTENCE = "Open every Friday since May."


def wall(cast, key, name="Grace"):
    return deals_shown.pairs_of(the(cast, key, name), cast(name))


def test_a_partner_takes_a_part_in_its_own_words_and_says_itself_how_it_goes(app, cast, work, at):
    with at("2026-09-01 10:00"), work():
        key = lived(cast)
        deal = the(cast, key, "Carol")
        with pytest.raises(Refusal, match="Our side asks partners"):
            deals_partners.ask(cast("Asha"), deal, deal.pairs[1], academy().public_id, "")
        asked = deals_partners.ask(cast("Carol"), deal, deal.pairs[1], academy().public_id, "")
        again = deals_partners.ask(cast("Carol"), deal, deal.pairs[1], academy().public_id, "")
        assert asked is again
        with pytest.raises(Refusal, match="in your own words"):
            deals_partners.answer(cast("Bethan"), asked, takes=True, words="Yes", by=None)
        with pytest.raises(NotFound):
            deals_partners.get_asked_for(cast("Una"), deal, asked.public_id)
        mine = deals_partners.get_asked_for(cast("Bethan"), deal, asked.public_id)
        deals_partners.answer(
            cast("Bethan"), mine, takes=True, words="We walk with you to the bus", by=date(2026, 10, 1)
        )
        pair = deal.pairs[1].public_id
        with pytest.raises(NotFound):
            deals_check_ins.get_deal_to_check_in(cast("Bethan"), key, deal.pairs[0].public_id)
        found, _ = deals_check_ins.get_deal_to_check_in(cast("Bethan"), key, pair)
        deals_check_ins.check_in(cast("Bethan"), found, pair, Progress.IN_PROGRESS, "On Tuesdays so far.")
    shown = next(one for one in wall(cast, key) if one.public_id == pair)
    (partner,) = shown.ours.partners
    assert (partner.name, partner.words, partner.said) == (
        "Harbour Academy", "We walk with you to the bus", "On Tuesdays so far.",
    )  # fmt: skip
    assert shown.ours.progress is None, "what a partner says is not said for the council"
    with at("2026-10-20 10:00"):
        assert wall(cast, key)[0].ours.late
        facts = deals_facts.summary_facts(None, *(datetime(2026, month, 1, tzinfo=UTC) for month in (9, 11)))
    told = next(fact for fact in facts if fact.key == f"deal-partner:{asked.public_id}")
    assert told.not_done
    assert "Harbour Academy" in told.officer
    assert "late" in told.for_a_child()


def test_new_words_ask_the_partner_again_and_the_old_words_stand_until_both_agree(app, cast, work, at):
    with at("2026-09-01 10:00"), work():
        key = lived(cast)
        deal = the(cast, key, "Carol")
        asked = deals_partners.ask(cast("Carol"), deal, deal.pairs[0], academy().public_id, "")
        deals_partners.answer(cast("Bethan"), asked, takes=False, words="", by=None)
    with at("2026-11-01 10:00"):
        with work():
            deal = the(cast, key, "Carol")
            later = PairWords(
                "Open the hall some day", "Help run the tuck shop", "Head of parks", "", date(2028, 1, 1)
            )
            deals.write_pair(cast("Carol"), deal, later, instead_of=deal.pairs[0].public_id)
        first = wall(cast, key)[0].ours
        assert (first.text, first.late) == ("Open the hall on Fridays", True), (
            "a late promise is not talked away"
        )
        assert (
            next(one.ours.text for one in deals_shown.drafts_of(the(cast, key), cast("Grace")))
            == later.our_text
        )
        ours = deals_facts.summary_facts(None, *(datetime(2026, month, 1, tzinfo=UTC) for month in (9, 12)))[
            0
        ]
        assert "Open the hall on Fridays" in ours.officer
        assert ours.not_done
        with pytest.raises(Refusal, match="ends it for neither"), work():
            deals_lasting.retire(cast("Pia"), the(cast, key, "Pia"))
        assert {one.organisation_id for one in deals_partners.asked_of(cast("Bethan"))} == {academy().id}
        with work():
            agreed_again(cast, the(cast, key, "Carol"))
        assert not wall(cast, key)[0].ours.late
        newest, oldest = deals_versions.of(the(cast, key), Actor.nobody())
    assert newest.agreed_at
    assert [(c.before.our_text, c.after.our_text) for c in newest.changes] == [
        ("Open the hall on Fridays", "Open the hall some day")
    ]
    assert oldest.changes == ()


def test_did_they_keep_it_is_answered_by_the_other_side_and_both_answers_stand(app, cast, work):
    with work():
        key = lived(cast)
        deal = the(cast, key, "Carol")
        pair = deal.pairs[1].public_id
        deals_check_ins.check_in(cast("Rhona"), deal, pair, Progress.KEPT, SENTENCE)
        view = deals_check_ins.say_kept(cast("Asha"), deal, pair, Kept.NO, "It was shut on Friday")
        deals_check_ins.say_kept(cast("Carol"), deal, pair, Kept.YES, "They rang each time.")
        with pytest.raises(Refusal, match="answers for neither"):
            deals_check_ins.say_kept(cast("Pia"), deal, pair, Kept.YES, "")
        with pytest.raises(Refusal, match="A councillor is part of the council"):
            deals_check_ins.say_kept(cast("Cllr Idris"), deal, pair, Kept.YES, "They did")
    shown = next(one for one in wall(cast, key) if one.public_id == pair)
    assert (shown.ours.progress, shown.ours.said) == (Progress.KEPT, SENTENCE)
    assert shown.ours.view.words == "No, they did not.", "her words wait at the desk, her answer does not"
    assert shown.yours.view.words == "Yes, they kept it. They rang each time."
    with work():
        let_through(cast, view.public_id)
    shown = next(one for one in wall(cast, key) if one.public_id == pair)
    assert shown.ours.view.words == "No, they did not. It was shut on Friday"
    (fact, *_) = (f for f in deals_facts.summary_facts(None, *_ever()) if f.key == f"deal-ours:{pair}")
    assert "kept" in fact.officer
    assert "Young people say it was not kept" in fact.officer
    assert "not kept" in fact.for_a_child()


def test_a_class_agrees_by_hands_chooses_one_part_and_shows_faces_and_nobody_is_named(app, cast, work):
    with work():
        deal = a_schools(cast)
        key = deal.public_id
        with pytest.raises(Refusal, match="more than half"):
            deals_class.agree_by_hands(cast("Pia"), deal, YEAR_SIX, 11, 22)
        deals.agree(cast("Bethan"), deal)
        with pytest.raises(Refusal, match="Somebody else has to speak"):
            deals_class.agree_by_hands(cast("Bethan"), deal, YEAR_SIX, 22, 22)
        assert deals_class.agree_by_hands(cast("Pia"), deal, YEAR_SIX, 20, 22) is True
        with pytest.raises(Refusal, match="not being lived"):
            deals_class.count_faces(
                cast("Pia"), deal, deal.pairs[0].public_id, Side.OURS, YEAR_SIX, (0, 0, 0, 0, 9)
            )
        deals_lasting.begin(cast("Bethan"), deal, date(2027, 6, 1))
        first, second = (pair.public_id for pair in deal.pairs[:2])
        deals_choices.choose_for_group(cast("Bethan"), deal, YEAR_SIX, first)
        deals_choices.choose_for_group(cast("Pia"), deal, YEAR_SIX, second)
        deals_class.count_faces(cast("Bethan"), deal, first, Side.OURS, YEAR_SIX, (1, 0, 2, 9, 8))
        deals_class.count_faces(cast("Bethan"), deal, first, Side.OURS, "Year 5", (1, 0, 0, 2, 0))
        with pytest.raises(Refusal, match="a phone number"):
            deals_class.count_faces(cast("Pia"), deal, first, Side.OURS, "07700 900123", (0, 0, 0, 0, 9))
        with pytest.raises(NotFound):
            deals_class.get_deal_to_hold(cast("Asha"), key)
    pairs = {one.public_id: one for one in deals_shown.pairs_of(the(cast, key), Actor.nobody())}
    assert pairs[second].yours.groups == (YEAR_SIX,), "one part, and the newest counts"
    assert not pairs[first].yours.groups
    told = {one.group: (one.total, one.counts) for one in pairs[first].ours.faces}
    assert told == {YEAR_SIX: (20, (1, 0, 2, 9, 8)), "Year 5": (0, ())}, "fewer than five are not told apart"
    with pytest.raises(Refusal, match="school’s or a group’s"), work():
        deals_class.agree_by_hands(cast("Pia"), the(cast, lived(cast)), YEAR_SIX, 9, 9)


def test_nothing_is_ranked_scored_or_withheld_for_what_young_people_choose(app, cast, work):
    """The order of Deals and promises, and all that is told of our part, is the same whatever yours says."""
    with work():
        one, other = lived(cast, title="A"), lived(cast, title="B")
    before = [told(cast, key) for key in (one, other)]
    order = [deal.title for deal in deals_reading.list_for(Actor.nobody())]
    for name, progress, part in (("Asha", Progress.NOT_NOW, "not_now"), ("Tomos", Progress.BROKEN, None)):
        with work():
            deal = the(cast, other, name)
            deals_check_ins.check_in(cast(name), deal, deal.pairs[0].public_id, progress, "")
            made = deals_choices.choose(cast(name), deal, part or deal.pairs[1].public_id)
            assert deals_choices.mine(cast(name), deal).id == made.id
    assert [told(cast, key) for key in (one, other)] == before
    assert [deal.title for deal in deals_reading.list_for(Actor.nobody())] == order
    for name in ("Rhona", "Grace", "Pia"):
        assert deals_choices.mine(cast(name), the(cast, other, name)) is None
        assert not any(pair.yours.groups for pair in wall(cast, other, name))
    with pytest.raises(Refusal, match="choose their own part"), work():
        deals_choices.choose(cast("Rhona"), the(cast, other, "Rhona"), "not_now")
    yours = [f for f in deals_facts.summary_facts(None, *_ever()) if f.key.startswith("deal-yours:")]
    assert yours
    assert not any(fact.not_done for fact in yours), "your part is never an account that is owed"


def told(cast, key):
    """All that is said of our part, in order."""
    return [one.ours for one in wall(cast, key)]


def readers_of(name: str) -> set[str]:
    """Modules that read what young people chose, by the table's name."""
    rooms = ("app", "commissioning", "governance", "participation", "forms", "models")
    files = (file for room in rooms for file in Path(ROOT, room).rglob("*.py"))
    return {file.stem for file in files if name in file.read_text(encoding="utf-8")}


def test_no_other_part_of_the_place_can_read_what_was_chosen():
    assert readers_of("DealChoice") == {"deals_lived", "deals_choices", "deals_beside"}
    assert "deals_facts" in readers_of("DealView"), "the control: what the other side says is accounted for"


def test_the_clock_asks_both_sides_once_then_only_ours_until_we_speak(app, cast, work, at):
    with at("2026-09-01 10:00"), work():
        key = lived(cast, owner="Rhona")
    assert run(work, at, "2026-11-30 09:00") == "0 asked, 1 told of a late part."
    assert run(work, at, "2026-12-01 09:00") == "1 asked, 0 told of a late part."
    assert run(work, at, "2026-12-01 10:00") == "0 asked, 0 told of a late part."
    assert the(cast, key).state is DealState.CHECK_IN
    assert letters(key, "asked") == ["A Deal is due for a check-in", "How is your Deal going?"]
    with pytest.raises(Refusal, match="Our side has not said"), work():
        deals_check_ins.settle(cast("Pia"), the(cast, key, "Pia"))
    run(work, at, "2027-03-10 09:00")
    assert letters(key, "asked") == ["A Deal is due for a check-in"] * 2 + ["How is your Deal going?"]
    with at("2027-03-11 10:00"):
        for pair in the(cast, key).pairs:
            with work():
                deals_check_ins.check_in(
                    cast("Rhona"), the(cast, key, "Rhona"), pair.public_id, Progress.KEPT, SENTENCE
                )
        with work():
            deals_check_ins.settle(cast("Grace"), the(cast, key))
    assert the(cast, key).state is DealState.ACTIVE
    assert run(work, at, "2027-07-01 09:00") == "1 asked, 0 told of a late part."
    for letter in db.session.scalars(sa.select(OutboxMessage)):
        text = f"{letter.subject} {letter.body}"
        assert not [word for word in ("Friday", "hall", "Asha", "Rhona", "lights") if word in text], text


def run(work, at, moment: str) -> str:
    from app.clock import now

    with at(moment), work():
        return deals_reminders.ask_due(now())


def letters(key: str, about: str) -> list[str]:
    query = sa.select(OutboxMessage.subject).where(
        OutboxMessage.dedupe_key.startswith(f"deal-{about}:{key}:")
    )
    return sorted(db.session.scalars(query))


def test_renewing_and_ending_keep_what_was_learned_and_everything_said(app, cast, work):
    with work():
        key = lived(cast)
        deal = the(cast, key, "Rhona")
        deals_check_ins.check_in(cast("Rhona"), deal, deal.pairs[0].public_id, Progress.KEPT, SENTENCE)
        with pytest.raises(Refusal, match="what our side learned"):
            deals_lasting.renew(cast("Rhona"), deal, date(2027, 9, 1), "")
        deals_lasting.renew(cast("Rhona"), deal, date(2027, 9, 1), "Ask the caretaker first.")
    assert the(cast, key).state is DealState.RENEWED
    with work():
        deals_lasting.retire(cast("Asha"), the(cast, key, "Asha"))
        deals_lasting.retire(cast("Rhona"), the(cast, key, "Rhona"), "Two keys are better than one.")
    deal = the(cast, key)
    assert deal.state is DealState.RETIRED
    assert [one.words for one in deals_thanks.lessons_of(deal)] == [
        "Ask the caretaker first.", "Two keys are better than one.",
    ]  # fmt: skip
    assert SENTENCE in {one.ours.said for one in wall(cast, key)}
    with pytest.raises(DBAPIError, match="kept as it was"), work():
        db.session.execute(sa.text("UPDATE deal_reviews SET learned = ''"))


def test_what_was_heard_is_only_what_was_let_through(app, cast, work):
    with work():
        here = a_listening(cast)
        free, _ = somebody_says(here, "The hall is cold.")
        decide(cast, free)
        dark, cold = a_theme(cast, free, title="Dark"), a_theme(cast, free, title="Cold", send=True)
        key = lived(cast)
        deals_heard.choose(cast("Pia"), the(cast, key, "Pia"), [dark.public_id, cold.public_id])
    assert [theme.title for theme in deals_heard.themes()] == ["Cold"]
    assert [theme.title for theme in deals_heard.of(the(cast, key))] == ["Cold"]
    with work():
        voice = gate.hold(WordsKind.FEEDBACK, free.public_id, "Other words, held again", by=Actor.nobody())
    assert voice.released_at is None
    assert deals_heard.of(the(cast, key)) == [], "words taken back take the theme off the Deal"


def _ever() -> tuple[datetime, datetime]:
    return datetime(2026, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def test_a_young_persons_photo_and_face_in_a_check_in(app, cast, work):
    """The face is shown at once; the photo waits at the desk, and then is everybody's who may read the Deal."""
    with work():
        key = lived(cast)
        deal = the(cast, key, "Asha")
        pair = deal.pairs[0].public_id
        made = deals_check_ins.check_in(
            cast("Asha"), deal, pair, Progress.KEPT, "", face=4, photo=picture(words="The tuck shop")
        )
        record = made.public_id
    assert wall(cast, key)[0].yours.face == 4
    assert wall(cast, key)[0].yours.photos == ()
    (own,) = wall(cast, key, "Asha")[0].yours.photos
    assert own.waits
    with work():
        let_through(cast, own.attachment.public_id)
    (shown,) = deals_shown.pairs_of(the(cast, key), Actor.nobody())[0].yours.photos
    assert not shown.waits
    assert deals_check_ins.may_see_photos(Actor.nobody(), record)
    assert not deals_check_ins.may_see_photos(Actor.nobody(), "no-such-one")


def test_a_school_s_lead_changes_no_other_deal(app, cast, work):
    with work():
        key, own = lived(cast), a_class_agreed(cast).public_id
    with pytest.raises(NotFound):
        deals_reading.get_deal_to_change(cast("Bethan"), key)
    assert deals_reading.get_deal_to_change(cast("Bethan"), own)
    assert len(PAIRS) == len(db.session.scalars(sa.select(Deal).where(Deal.public_id == key)).one().pairs)


def test_once_a_term_the_check_in_falls_in_each_term_the_clerk_writes_down(app, cast, work, at):
    with at("2026-09-07 10:00"), work():
        key = lived(cast)
        assert the(cast, key).check_in_on == date(2026, 12, 1)  # nothing is written down yet
        for name, first, last in (
            ("Autumn", (2026, 9, 2), (2026, 12, 18)),
            ("Spring", (2027, 1, 4), (2027, 3, 25)),
        ):
            bodies.add_term(cast("Kwame"), name, date(*first), date(*last))
        assert the(cast, key).check_in_on == date(2026, 12, 4)
    with at("2026-12-04 10:00"), work():
        assert deals_reminders.ask_due(now()).startswith("1 asked")
        assert the(cast, key).check_in_on == date(2027, 3, 11)
        bodies.add_term(cast("Kwame"), "Summer", date(2027, 4, 12), date(2027, 7, 21))
        assert the(cast, key).check_in_on == date(2027, 3, 11), "once asked this term, it waits for the next"
