"""Pages of a panel: joining by card, views kept apart, what a check that ran out stops, and the leader's answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.advice import View
from commissioning.services import advice
from models.panels import Vetting
from participation.rules.people import AgeBand, Role
from participation.services import panels, panels_joining, raised
from participation.services.panels_joining import Invited
from tests.co_design_made import desk_reads
from tests.conftest import person
from tests.decisions_made import proposal
from tests.proposals_made import actor, shortlisted

ANSWER = {"kind": "we_could_not", "words": "The bus is not ours. We asked the company and they said no."}


@pytest.fixture
def panel(app) -> str:
    return panels.panels_for(actor("Pia"))[0].public_id


def test_a_card_is_read_and_a_no_is_fine(client, work, panel):
    with work():
        pia = actor("Pia")
        turns_on = local_date(now()) + timedelta(days=99)
        leah = person("Leah").public_id
        who = Invited("Jade", Role.YOUNG_ADVISOR, AgeBand.THIRTEEN_TO_FIFTEEN, turns_on, leah)
        _, words = panels_joining.invite(pia, panels.get_panel_for(pia, panel), who)
    client.post("/join", {"words": "not the right words"}, status=200).says("We do not know those four words")
    client.post("/join", {"words": words, "answer": "perhaps"}, status=200).says(
        "Hello Jade", "Choose from the list"
    )
    client.post("/join", {"words": words}, status=200).says(
        "Hello Jade", "No adult can write to you alone here."
    )
    client.post("/join", {"words": words, "answer": "no"}, status=200).says("That is fine")
    client.post("/join", {"words": words, "answer": "yes"}, status=200).says(
        "We do not know those four words"
    )


def test_an_invitation_names_what_it_lacks_beside_it(sign_in, panel):
    pia, path = sign_in("Pia"), f"/panel/{panel}/invite"
    asked = {"role": "young_advisor", "name": "Jade", "band": "13-15"}
    pia.post(path, asked, status=200).says("Write the day they reach the next age band.")
    sign_in("Asha").get(path, 403)


def test_somebody_with_one_panel_is_led_to_it_and_somebody_with_two_chooses(sign_in, work, panel):
    pia = sign_in("Pia")
    pia.get("/panel", 302)
    assert pia.location == f"/panel/{panel}"
    with work():
        other = panels.make(actor("Pia"), "Riverside young advisors").public_id
    page = pia.get("/panel")
    page.says("Young advisors’ panels", "Riverside young advisors", "Begin a panel")
    assert {link["href"] for link in page.select(".op-card a")} >= {f"/panel/{panel}", f"/panel/{other}"}


def test_a_worker_whose_check_ran_out_reads_why_and_can_still_sign_out(sign_in, app, panel):
    last = db.session.scalars(
        sa.select(Vetting.expires_on).where(Vetting.user_id == person("Pia").id)
    ).first()
    with clock.at(now() + (last - local_date(now())) + timedelta(days=1)):
        pia = sign_in("Pia")
        pia.get(f"/panel/{panel}", 403).says("This is paused until a check is renewed", "ran out on")
        page = pia.get("/checks/mine")
        page.says(
            "Part of your work is paused", "Book the next safeguarding training", "Show the new certificate"
        )
        shown_to = " ".join(one.get_text(" ") for one in page.select("main li strong"))
        assert "Ada" in shown_to
        assert "Pia" not in shown_to, "nobody shows a check to themselves"
        pia.get("/").says("Part of your work is paused")
        pia.post("/sign-out")


def test_views_are_kept_apart_until_ones_own_is_given_and_never_shown_to_a_supporter(sign_in, work):
    with work():
        shortlisted(title="Bike library")
        advice.give(actor("Asha"), proposal(), View.OPPOSE, "It is too far for most of us.")
        desk_reads()
        path = f"/proposals/{proposal().public_id}"
    tomos = sign_in("Tomos")
    tomos.get(f"{path}/pack").never_says("It is too far for most of us.")
    tomos.post(f"{path}/pack/leave-out")
    tomos.get(f"{path}/pack").says("It is too far for most of us.")
    sign_in("Leah").get(f"{path}/pack").never_says("It is too far for most of us.")
    sign_in("Pia").get(f"{path}/pack").says("It is too far for most of us.")
    sign_in("Grace").get(f"{path}/pack", 403)


def test_who_wrote_an_idea_is_told_before_they_type_that_others_advise_on_it(sign_in, work):
    with work():
        found = shortlisted("Asha", title="Bike library").public_id
    page = sign_in("Asha").get(f"/proposals/{found}/advice")
    page.says("You give no advice on this one", "This is your own idea")
    assert not page.select("main form textarea")
    assert sign_in("Tomos").get(f"/proposals/{found}/advice").select("main form textarea")


def test_a_pack_too_soon_names_the_earliest_day_and_keeps_what_was_typed(sign_in, work):
    with work():
        path = f"/proposals/{shortlisted(title='Bike library').public_id}/pack/write"
    soon = local_date(now()) + timedelta(days=2)
    sent = {"asked": "Bikes to borrow.", "money": "It asks for £400.", "reply_on": soon.isoformat()}
    page = sign_in("Carol").post(path, sent, status=200)
    page.says("Young advisors have seven days to read a pack. The earliest day is", "Bikes to borrow.")


def test_what_is_raised_is_answered_and_counted_in_public(sign_in, client, work, panel):
    asha = sign_in("Asha")
    asha.post(
        f"/panel/{panel}/raise", {"to": person("Noor").public_id, "words": "The bus is too dear for us."}
    )
    asha.get(f"/panel/{panel}").says("1 thing you raised is being read first")
    sign_in("Tomos").get(f"/panel/{panel}").never_says("being read first")
    client.get("/young-advisors").says("0 raised")
    with work():
        desk_reads()
        item = raised.owed_by(actor("Noor"))[0].item.public_id
    client.get("/young-advisors").never_says("bus")
    noor = sign_in("Noor")
    noor.post(f"/raised/{item}", {**ANSWER, "words": "Noted"}, status=200).says("is not an answer")
    noor.post(f"/raised/{item}", ANSWER)
    asha.get(f"/panel/{panel}").says("We could not.", "We asked the company and they said no.")
