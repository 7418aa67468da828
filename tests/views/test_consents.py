"""Agreements: a worker writes them down; the young person sees their own and takes one back within two taps."""

from __future__ import annotations

import pytest

from participation.rules.consents import ConsentKind
from participation.services import attachments, consents_photos
from tests.attachments_made import picture
from tests.consents_made import a_young_person, agreed
from tests.proposals_made import drafted
from tests.views.test_feedback import words_on

RECORD = {
    "kind": "photo", "purpose": "The skate park day", "agreed": "yes", "given_by": "themselves",
    "until-day": "1", "until-month": "3", "until-year": "2027",
}  # fmt: skip


@pytest.fixture
def pia(sign_in, at):
    with at("2026-11-25 10:00"):
        yield sign_in("Pia")


def test_a_worker_adds_somebody_and_writes_a_yes_down(pia, client):
    page = pia.post("/young-people/new", {"called": "Robin", "band": "13-15", "username": ""}, status=200)
    words = " ".join(words_on(page))
    page = pia.get(page.one(".govuk-button[href]")["href"])
    page.says(
        "Taking part",
        "Use of data",
        "A note of understanding",
        "Photo or recording",
        "Nothing is written down.",
    )
    address = page.one(".govuk-button[href]")["href"]
    pia.post(address, {**RECORD, "until-year": "2031"}, status=200).says("Two years is the longest.")
    pia.post(address, RECORD, follow=True).says("Written down.", "The skate park day", "Pia wrote it down")
    client.post("/about-me", {"words": words})
    client.get("/about-me").says("The skate park day", "You said it", "Take it back", "0800 1111")


def test_taking_back_is_two_taps_for_somebody_signed_in(work, sign_in, at):
    with at("2026-11-25 10:00"), work():
        person, _ = a_young_person("Asha", "asha")
        record = agreed(person)
    with at("2026-11-25 11:00"):
        asha = sign_in("Asha")
        first = asha.get("/").select('a[href="/about-me"]')[0]["href"]  # one tap
        page = asha.get(first)
        page.says("The skate park day", "Yes")
        page = asha.post("/about-me/take-back", {"record": record.public_id}, follow=True)  # two taps
        page.says("You took it back. It stopped at once.", "Taken back")
        assert not page.select('form[action="/about-me/take-back"]')


def test_somebody_elses_record_cannot_be_taken_back(work, sign_in, cast):
    with work():
        a_young_person("Asha", "asha")
        other, _ = a_young_person("Robin")
        record = agreed(other, ConsentKind.TAKING_PART)
    sign_in("Asha").post("/about-me/take-back", {"record": record.public_id}, status=404)


def test_wrong_words_are_met_kindly_and_leaving_forgets(work, client):
    client.post("/about-me", {"words": "apple kite moon otter"}, status=200).says(
        "We did not find those words"
    )
    with work():
        person, words = a_young_person()
        agreed(person)
    client.post("/about-me", {"words": words})
    client.get("/about-me").says("The skate park day")
    client.post("/about-me/finish")
    client.get("/about-me").never_says("The skate park day")


def test_somebody_nobody_asked_sees_that(sign_in):
    sign_in("Ben").get("/about-me").says("Nobody has asked you for an agreement")


def test_a_yes_is_asked_for_one_photo_which_is_looked_at_together(work, pia, cast, at):
    with at("2026-11-25 10:00"):
        with work():
            robin, _ = a_young_person("Robin")
            file = attachments.keep(
                cast("Carol"), "proposal", drafted("Mei").public_id, picture(words="The shed")
            )
            consents_photos.put_in_photo(cast("Pia"), robin, file.public_id)
        here = f"/young-people/{robin.public_id}"
        page = pia.get(here)
        page.says("Does not show", "The shed", "Ask")
        page = pia.get(page.one("a[href*='photo=']")["href"])
        page.says("The photo to look at together", "Which photos did they see?")
        assert page.one("img.op-held-picture")["src"].startswith("data:image/jpeg;base64,")
        assert page.one("input[name=photos]").has_attr("checked")
        pia.post(f"{here}/record", RECORD)
        pia.get(here).says("To no photo here, so it shows none.", "Does not show")
        pia.post(f"{here}/record", RECORD | {"photos": file.public_id})
        pia.get(here).says("To one photo: “The shed”.", "Shows", "Ask again")


def test_their_own_no_stands_on_the_form_and_against_a_parents_yes(work, pia, at):
    with at("2026-11-25 10:00"):
        with work():
            zed, _ = a_young_person("Zed")
        where = f"/young-people/{zed.public_id}/record"
        pia.get(where).never_says("said no themselves")
        part = RECORD | {"kind": "taking_part", "purpose": "Thursday panel"}
        pia.post(where, part | {"agreed": "no"})
        pia.get(where).says("Zed said no themselves", "Taking part: “Thursday panel”")
        page = pia.post(where, part | {"purpose": "the Thursday panel", "given_by": "parent"}, status=200)
        page.says("They said no to this themselves: “Thursday panel”.", "Ask them")
        pia.post(where, part | {"purpose": "the Thursday panel"})
        pia.get(where).never_says("said no themselves")
