"""The library's pages, starting from a card, versions side by side, and ideas like one's own."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import render_template_string

from app.db import db
from commissioning.rules.reviews import Outcome
from commissioning.rules.what_works import Figure, Money, NoteMissing, shown
from commissioning.services import proposals_drafts as drafts
from models.proposals import Proposal
from tests import proposals_made as made


def test_anybody_browses_and_a_saving_always_carries_its_note(client):
    client.get("/what-works").says("A baby bank run by mothers", "Show these")
    client.get("/what-works?theme=basics&part=included").says("A baby bank run by mothers", "of 24 cards")
    assert not client.get("/what-works?theme=care&part=active").select(".op-card")
    page = client.get("/what-works/valuing-care")
    page.says(
        "saved £1.2m a year", "cost avoidance", "assumptions", "the investment, is not taken off", "NLGN"
    )
    assert not page.select('a[href*="/proposals/new"]'), "nobody signed in is offered to start"
    client.get("/what-works/no-such-card", 404)


def test_a_template_cannot_be_given_a_saving_without_its_note(app):
    with pytest.raises(NoteMissing), app.test_request_context():
        render_template_string(
            '{% from "commissioning/what_works/_figures.html" import figures %}{{ figures([shown(bare)]) }}',
            shown=shown, bare=Figure("Saves £2m", "A report", money=Money.SAVING),
        )  # fmt: skip


def test_a_draft_begins_with_sentences_to_finish_and_no_figure(sign_in, work):
    mei = sign_in("Mei")
    mei.get("/what-works/holiday-clubs").says("Start an idea from this")
    mei.get("/proposals/new?from=holiday-clubs").says("You are starting from", "Its figures are not copied")
    mei.post("/proposals/new?from=holiday-clubs", {"title": "Summer lunches", "team": made.team_id()})
    proposal = db.session.scalars(sa.select(Proposal)).one()
    assert (proposal.started_from, [str(part) for part in proposal.outcomes]) == (
        "holiday-clubs", ["healthy", "active", "included"],
    )  # fmt: skip
    assert "[say where]" in proposal.need
    assert "£" not in proposal.need + proposal.builds_on + proposal.our_part + proposal.your_part
    mei.get(f"/proposals/{proposal.public_id}/check").says("Put your own words in place of [say where]")
    mei.get("/proposals/new?from=no-such").says("Not sure where to begin")


def test_two_versions_side_by_side_say_in_words_what_changed(sign_in, work):
    with work():
        proposal = made.submitted()
        made.reviewed(proposal, Outcome.RETURN, "Say who checks them.")
        changed = {"your_part": "We mend the bikes and Ray checks each one.", "outcomes": ["safe", "active"]}
        drafts.save(made.actor("Mei"), proposal.public_id, changed)
        drafts.submit(made.actor("Mei"), proposal.public_id)
        path = f"/proposals/{proposal.public_id}"
    grace = sign_in("Grace")
    page = grace.get(f"{path}/compare")
    page.says(
        "Your part",
        "Taken out: keep the list.",
        "Put in: Ray checks each one.",
        "What it helps with",
        "Put in: safe, active",
    )
    assert {tag.name for tag in page.select("del, ins")} == {"del", "ins"}
    page.says("The same in both:", "the name")
    for odd in ("?from=2&to=2", "?from=9&to=2", "?from=²&to=x", "?from=2&to=1"):
        grace.get(f"{path}/compare{odd}")
    grace.get(f"{path}/compare?from=2&to=2").says("Nothing is different between version 2 and version 2.")
    grace.get(path).says("See what changed, side by side")
    grace.get(f"{path}/versions/2").says("See versions 1 and 2 side by side")


def test_with_one_version_there_is_nothing_to_compare(sign_in, work):
    with work():
        path = f"/proposals/{made.shortlisted().public_id}"
    ben = sign_in("Ben")
    ben.get(f"{path}/compare", 302)
    assert ben.location == path


def test_ideas_like_ones_own_are_shown_after_the_name_and_before_sending(sign_in, work):
    with work():
        made.shortlisted(title="Bike kitchen")
        made.submitted("Asha", title="Bike bus")  # still at the gate: nobody else may hear of it
        draft = made.drafted("Mei", title="Bike library at the quay").public_id
    mei = sign_in("Mei")
    for page in ("edit/idea", "check"):
        seen = mei.get(f"/proposals/{draft}/{page}")
        seen.says("Ideas a little like this one", "Bike kitchen")
        assert "Bike bus" not in seen.text
