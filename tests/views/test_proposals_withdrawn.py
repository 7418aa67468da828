"""Withdrawing an idea in its pages: asked about, kept, offered to whoever may, and refused when it is too late."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from commissioning.rules.proposals import State
from commissioning.services import merging
from models.proposals import Proposal
from tests import proposals_made as made
from tests.co_design_made import join, two
from tests.proposals_made import actor


def test_withdrawing_is_asked_about_and_kept(sign_in, work):
    with work():
        public_id = made.submitted().public_id
    mei = sign_in("Mei")
    mei.get(f"/proposals/{public_id}/withdraw").says("Withdraw this idea?")
    mei.post(f"/proposals/{public_id}/withdraw", {"reason": "We moved."}, follow=True).says(
        "The record of it is kept", "Withdrawn", "We moved."
    )
    sign_in("Grace").get(f"/proposals/{public_id}").says("Withdrawn by those who wrote it")


def test_one_who_joined_is_not_offered_a_withdrawal_they_cannot_make(sign_in, work):
    with work():
        idea = made.drafted()
        join(idea, "Mei", "Grace")
        public_id = idea.public_id
    grace = sign_in("Grace")
    assert not grace.get(f"/proposals/{public_id}/edit").select('a[href$="/withdraw"]')
    for answer in (
        grace.get(f"/proposals/{public_id}/withdraw", 409),
        grace.post(f"/proposals/{public_id}/withdraw", {"reason": "I want to."}, 200),
    ):
        answer.says("Only the person who began this idea can withdraw it", "leave it")
        assert answer.one(f'main a[href="/proposals/{public_id}/authors"]').text == "Who writes this"
    assert db.session.scalar(sa.select(Proposal.state).where(Proposal.public_id == public_id)) is State.DRAFT
    sign_in("Mei").get(f"/proposals/{public_id}/edit").one('a[href$="/withdraw"]')


def test_a_withdrawal_too_late_is_refused_before_anything_is_typed(sign_in, work):
    with work():
        idea = made.shortlisted()
        db.session.execute(sa.update(Proposal).values(state=State.APPROVED))
        public_id = idea.public_id
    sign_in("Mei").get(f"/proposals/{public_id}/withdraw", 409).says("so it cannot be withdrawn now")


def test_an_idea_joined_from_two_leads_to_leaving_it_and_not_to_taking_it_back(sign_in, work):
    with work():
        one, other = two()
        asked = merging.ask(actor("Mei"), one, other.public_id)
        for name in ("Grace", "Cllr Idris"):
            merging.answer(actor(name), asked, yes=True)
        public_id = asked.merged.public_id
    mei = sign_in("Mei")
    assert not mei.get(f"/proposals/{public_id}/edit").select('a[href$="/withdraw"]')
    refused = mei.get(f"/proposals/{public_id}/withdraw", 409)
    refused.says("one person cannot withdraw it")
    refused.one(f'main a[href="/proposals/{public_id}/authors"]')
    for state in (State.CO_DESIGN, State.RECOMMENDED):
        with work():
            db.session.execute(sa.update(Proposal).where(Proposal.public_id == public_id).values(state=state))
        page = mei.get(f"/proposals/{public_id}")
        assert not page.select('a[href$="/withdraw"]')
        page.one(f'a[href="/proposals/{public_id}/authors"]')
    mei.get(f"/proposals/{public_id}/authors").says("Stop writing this")
