"""Who may write what in a Deal: a young advisor her own part, our side who answers, and a class only together."""

from __future__ import annotations

from datetime import date

import pytest

from app.unit_of_work import unit_of_work
from participation.rules.refusals import NotFound
from participation.services import deals, deals_class
from participation.services.deals import PairWords
from tests.deals_made import a_class_agreed, a_schools, the
from tests.sweep_place.found import team_row
from tests.views.test_deals import PAIR

WORDS = {"our_text": "Open the hall", "your_text": "Bring a friend"}
PASSED = {"our_by-day": "1", "our_by-month": "2", "our_by-year": "2020"}


@pytest.fixture
def started(app, cast) -> str:
    with unit_of_work():
        deal = deals.start(cast("Pia"), "The Friday Deal", "For the south", team_row("Alderbrook South team"))
        deals.write_pair(cast("Pia"), deal, PairWords("Open the hall", "Help"))
        deals.offer(cast("Pia"), deal)
    return deal.public_id


def test_a_young_advisor_writes_her_part_without_saying_who_answers_for_ours(started, cast, sign_in):
    asha, path = sign_in("Asha"), f"/deals/{started}"
    asha.get(path).never_says("Say who answers for our part")
    carol = sign_in("Carol")
    carol.get(path).says("Say who answers for our part, and by when")
    pair = the(cast, started, "Asha").pairs[0].public_id
    asha.get(f"{path}/pair/{pair}").says("Who answers for it, if you know")
    asha.post(f"{path}/pair/{pair}", WORDS)
    assert the(cast, started, "Asha").pairs[0].your_text == "Bring a friend"
    asha.post(f"{path}/pair", WORDS)
    carol.post(f"{path}/pair", WORDS, status=200).says("Say who answers for our part", "Say by when")


def test_who_answers_for_our_part_and_by_when_stay_where_a_young_advisor_leaves_them_empty(
    started, cast, sign_in
):
    asha, path = sign_in("Asha"), f"/deals/{started}/pair"
    at = f"{path}/{the(cast, started).pairs[0].public_id}"
    sign_in("Carol").post(at, PAIR)
    page = asha.post(at, WORDS, status=200)
    page.says("Somebody has changed this pair", "Head of parks", "Bring a friend")
    asha.post(page.one("form:has(textarea)")["action"], WORDS)
    (pair,) = the(cast, started, "Asha").pairs
    assert (pair.our_owner, pair.our_by, pair.your_text) == (
        "Head of parks", date(2027, 2, 1), "Bring a friend",
    )  # fmt: skip


def test_a_day_that_has_passed_is_promised_by_nobody_but_one_that_stood_may_stay(started, cast, sign_in):
    carol, path = sign_in("Carol"), f"/deals/{started}/pair"
    carol.post(path, PAIR | PASSED, status=200).says("That day has passed. Choose today or a later day.")
    yours = {"your_by-day": "1", "your_by-month": "2", "your_by-year": "2020"}
    carol.post(path, PAIR | yours, status=200).says("That day has passed.")
    with unit_of_work():
        deal = the(cast, started)
        words = PairWords("Open the hall", "Help", "Head of parks", "", date(2020, 2, 1))
        pair = deals.write_pair(cast("Carol"), deal, words, instead_of=deal.pairs[0].public_id)
    at, passed = f"{path}/{pair.public_id}", PAIR | PASSED
    carol.post(at, passed, status=200).says(
        "it was promised for the words before. Choose a day for the new words"
    )
    asha = sign_in("Asha")
    asha.post(at, passed, status=200).says("Choose a day for the new words, or leave it empty")
    for nobody in ("-", "TBC", "Nobody", " . "):
        carol.post(at, passed | {"our_owner": nobody}, status=200).says("Say which post answers for it")
    carol.post(at, passed | {"our_text": "Open  the hall"})
    (stood,) = the(cast, started).pairs
    assert (stood.your_text, stood.our_by) == (PAIR["your_text"], date(2020, 2, 1))
    asha.post(f"{path}/{stood.public_id}", {"our_text": "Open it later", "your_text": "Help"})
    (new,) = the(cast, started).pairs
    assert (new.our_text, new.our_owner, new.our_by) == ("Open it later", stood.our_owner, None)


def test_only_its_own_school_and_its_worker_count_the_hands_of_a_schools_class(app, cast, sign_in, work):
    with work():
        key = a_schools(cast).public_id
    for name in ("Erin", "Grace"):
        with pytest.raises(NotFound):
            deals_class.get_deal_to_hold(cast(name), key)
        for page in ("agree", "end", "choose"):
            sign_in(name).get(f"/deals/{key}/class/{page}", 404)
        sign_in(name).get(f"/deals/{key}").never_says("The class agreed by hands up")
    for name in ("Pia", "Bethan"):
        assert deals_class.get_deal_to_hold(cast(name), key).public_id == key


def test_one_person_finds_no_form_to_speak_alone_for_a_class(app, cast, sign_in, work):
    with work():
        deal = a_class_agreed(cast)
        key, pair = deal.public_id, deal.pairs[0].public_id
    for name in ("Asha", "Grace"):
        somebody = sign_in(name)
        for page in ("check-in", "kept"):
            somebody.get(f"/deals/{key}/pair/{pair}/{page}", 404)
        somebody.get(f"/deals/{key}/choose", 404)
    sign_in("Bethan").get(f"/deals/{key}/pair/{pair}/check-in").says("How is our part going?")
