"""The pages of a pack show the words that were let through, and never what its proposer is writing now."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.advice import View
from commissioning.rules.packs import NewPack
from commissioning.rules.proposals import State
from commissioning.services import advice, pack_questions, packs
from models.proposals import Proposal
from tests.co_design_made import release
from tests.proposals_made import actor, shortlisted

NEW = "Zebedeequux locks me in"


@pytest.fixture
def changed_since(work):
    """(an idea young advisors are asked about, a question about it) whose own row holds newer words, not read yet."""
    with work():
        idea = shortlisted(title="Bike library")
        advice.ask(actor("Carol"), idea)
        asked = pack_questions.ask(actor("Asha"), idea, "Who keeps the keys?")
        release(asked.public_id)
        _change(idea)
        return idea.public_id, asked.public_id


def _change(idea: Proposal) -> None:
    """What its proposer writes while it is returned; and then it stands where young advisors are asked again."""
    before, idea.state = idea.state, State.RETURNED
    db.session.flush()
    idea.title = idea.need = idea.who_benefits = NEW
    idea.lines[0].what = NEW
    db.session.flush()
    idea.state = before


@pytest.mark.parametrize(
    ("who", "path"),
    [("Asha", "/proposals/{0}/pack"), ("Carol", "/proposals/{0}/pack"), ("Carol", "/proposals/{0}/pack/write"),
     ("Asha", "/proposals/{0}/together"), ("Carol", "/pack-questions/{1}")],
)  # fmt: skip
def test_only_the_words_let_through_are_shown(changed_since, sign_in, who, path):
    page = sign_in(who).get(path.format(*changed_since))
    page.says("Bike library")
    page.never_says(NEW)


def test_control_the_row_itself_holds_the_newer_words(changed_since, app):
    found = db.session.scalars(sa.select(Proposal).where(Proposal.public_id == changed_since[0])).one()
    assert found.title == found.lines[0].what == NEW


def test_while_newer_words_wait_at_the_desk_a_question_is_answered_without_the_name(
    changed_since, sign_in, work
):
    with work():
        idea = db.session.scalars(sa.select(Proposal).where(Proposal.public_id == changed_since[0])).one()
        idea.let_through = False
    page = sign_in("Carol").get(f"/pack-questions/{changed_since[1]}")
    page.says(packs.BEING_READ, "Who keeps the keys?")
    page.never_says(NEW)


def test_a_pack_written_again_says_so_and_nobody_advises_on_the_one_before(sign_in, work):
    with work():
        idea = shortlisted(title="Bike library")
        carol, asked_by = actor("Carol"), local_date(now()) + timedelta(days=14)
        first = NewPack("Should we lend bikes to families?", "It costs four hundred pounds.", "", asked_by)
        packs.write(carol, idea, first)
        advice.give(actor("Asha"), idea, View.SUPPORT, "It helps people who have no bike.")
        at = f"/proposals/{idea.public_id}"
    asha, tomos = sign_in("Asha"), sign_in("Tomos")
    asha.get(f"{at}/pack").never_says("This pack was written again")
    seen = tomos.get(f"{at}/advice").one("input[name=seen]")["value"]
    with work():
        again = NewPack("Say no to it, please, all of you.", "It is far too dear.", "", asked_by)
        packs.write(carol, db.session.scalars(sa.select(Proposal)).one(), again)
    sent = {"view": "oppose", "reasons": "I read that it is for families.", "seen": seen}
    page = tomos.post(f"{at}/advice", sent, status=200)
    page.says("The pack changed after you opened this page")
    assert "it is for families" in page.one("textarea[name=reasons]").get_text()
    tomos.get(f"{at}/advice?seen={seen}", status=302)
    tomos.post(f"{at}/advice", {**sent, "seen": page.one("input[name=seen]")["value"]})
    page = asha.get(f"{at}/pack")
    page.says(
        "This pack was written again", "Should we lend bikes to families?", "before that. You can think again"
    )
    sign_in("Carol").get(f"{at}/pack/write").says("Young advisors have a pack about this")


def test_a_young_advisors_own_idea_asks_them_for_no_view_in_its_pack(sign_in, work):
    with work():
        idea = shortlisted("Asha", title="Bike library")
        reply_on = local_date(now()) + timedelta(days=14)
        pack = NewPack("Should we lend bikes?", "It costs four hundred pounds.", "", reply_on)
        packs.write(actor("Carol"), idea, pack)
        at = f"/proposals/{idea.public_id}"
    page = sign_in("Asha").get(f"{at}/pack")
    page.says("This is your own idea, so other young advisors advise on it.")
    assert not page.select(f'a[href^="{at}/advice"], form[action$="/leave-out"]')
    tomos = sign_in("Tomos")
    page = tomos.get(f"{at}/pack")
    assert page.select(f'a[href^="{at}/advice"]')
    assert page.select('form[action$="/leave-out"]')
    sent = {"view": "support", "reasons": "It helps people who have no bike."}
    sent["seen"] = tomos.get(f"{at}/advice").one("input[name=seen]")["value"]
    tomos.post(f"{at}/advice", sent, follow=True).says(
        "Somebody reads it first, and then it is part of the decision"
    )
