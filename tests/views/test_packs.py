"""The pages of a pack show the words that were let through, and never what its proposer is writing now."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
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
