"""A young researcher's way on the pages: training, question, answers, finding, idea; and who is turned away."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from commissioning.services import proposals_choices
from commissioning.services import proposals_drafts as drafts
from models.listening import Listening
from models.research import Finding, Research
from participation.services import panels
from tests import co_design_made
from tests.guards.sent import day
from tests.proposals_made import everything
from tests.voice_made import decide, somebody_says


def test_from_training_to_an_idea_with_its_origin(sign_in, work, cast):
    asha, pia = sign_in("Asha"), sign_in("Pia")
    team = panels.panels_for(cast("Asha"))[0].public_id
    asha.get(f"/panel/{team}").says("Ask your own question")
    asha.get(f"/panel/{team}/research").says("Training comes first")
    sent = {"question": "How is the bus for you?", "why": "It is always full."}
    asha.post(f"/panel/{team}/research", sent, status=200).says("Training comes first")
    there = f"/panel/{team}/people/{cast('Asha').public_id}"
    pia.get(there).says("Asking others")
    pia.get(f"{there}/trained").says("Not trained yet")
    pia.post(f"{there}/trained", day("trained_on", "1 11 2099"), status=200).says("still to come")
    pia.post(f"{there}/trained", day("trained_on", "2 11 2026"))
    asha.post(f"/panel/{team}/research", sent)
    made = db.session.scalars(sa.select(Research.public_id)).one()
    with work():
        co_design_made.release(made)
    pia.get(f"/research/{made}/set-up").says("How is the bus for you?", "Why they want to know")
    pia.post(f"/research/{made}/set-up", {}, status=200).says("Say what it is about")
    dates = {**day("opens_on", "1 11 2026"), **day("closes_on", "28 2 2027")}
    pia.post(f"/research/{made}/set-up", {"title": "The bus", **dates})
    asha.get(f"/panel/{team}/research").says("It is being asked")
    asha.get(f"/research/{made}").says("Nothing to read yet")
    with work():
        here = db.session.scalars(sa.select(Listening)).one()
        for number in range(5):
            decide(cast, somebody_says(here, f"I stand up each day, {number}")[0])
        somebody_says(here, "This one waits to be read")
    page = asha.get(f"/research/{made}")
    page.says("What they said (5)", "I stand up each day, 3")
    page.never_says("This one waits to be read", "aged 10-12")
    asha.post(f"/research/{made}", {"words": "All five stand up."})
    asha.get(f"/research/{made}").says("is being read first")
    found = db.session.scalars(sa.select(Finding.public_id)).one()
    south = proposals_choices.teams_open_to(cast("Asha"))[0].public_id
    asha.post(f"/research/{made}/idea", {"finding": found, "team": south}, status=200).says(
        "being read first"
    )
    with work():
        co_design_made.release(found)
    asha.get(f"/research/{made}").says("Make an idea of it")
    asha.post(f"/research/{made}/idea", {"finding": found, "team": south})
    asha.get(asha.location).says("From our question")
    asha.get(f"/research/{made}").says("It became your idea")
    sign_in("Tomos").get(f"/research/{made}", status=404)
    sign_in("Mei").get(f"/research/{made}", status=403)
    idea = db.session.scalars(sa.select(Finding)).one().proposal
    assert idea.need == "All five stand up."
    origin = ("Began with what young researchers found", "How is the bus for you?", "5 people answered")
    with work():
        drafts.save(cast("Asha"), idea.public_id, everything(need=idea.need))
        drafts.submit(cast("Asha"), idea.public_id)
        co_design_made.release(idea.public_id)
    for who in ("Asha", "Mei", "Carol"):
        sign_in(who).get(f"/proposals/{idea.public_id}").says(*origin)
