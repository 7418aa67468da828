"""Decisions, one of them called in, and the awards they led to."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.advice import Followed, Sense, View
from commissioning.rules.pence import Pence
from commissioning.services import (
    advice,
    advice_answers,
    awards,
    call_in,
    organisations,
    payments,
)
from models.awards import Award
from models.call_in import KeyDecision, KeyDecisionRule
from models.decisions import Decision
from models.triage import TriageItem
from tests import (
    attachments_made,
    awards_made,
    co_design_made,
    decisions_made,
    organisations_made,
)
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def make_decided() -> Ids:
    """Bike library's award is accepted, Quiet garden's is offered, Film club waits for Noor."""
    said = advice.give(
        actor("Asha"), decisions_made.proposal("Quiet garden"), View.SUPPORT, "It is quiet there."
    )
    co_design_made.release(said.public_id)
    answer = {"reply": "You said it is quiet there. It stays so.", "followed": Followed.ADOPTED}
    decision, offered = (
        decisions_made.adopted("Bike library"),
        decisions_made.adopted("Quiet garden", **answer),
    )
    advice_answers.say(actor("Asha"), advice_answers.get_for(actor("Asha"), offered.number), Sense.NO)
    award, offer = (
        db.session.scalars(sa.select(Award).where(Award.decision_id == one.id)).one()
        for one in (decision, offered)
    )
    awards.accept(actor("Mei"), award, signed_by="Mei, Quay Wheels")
    return {
        "decision": decision.number, "advised": offered.number, "award": award.public_id, "offer": offer.public_id,
        "undecided": decisions_made.proposal("Film club").public_id, **_files(award.public_id), **_asked(award),
        **awards_made.stages(),
    }  # fmt: skip


def make_held() -> Ids:
    """A rule of key decisions; one decision that can be called in, and one that was."""
    waits, called = (
        db.session.scalars(sa.select(Decision).where(Decision.proposal_title == title)).one()
        for title in ("Bike library", "Quiet garden")
    )
    later = now() + timedelta(days=10)
    clerk = {"set_by": "Kwame", "set_at": now()}
    rule = KeyDecisionRule(
        starts_on=local_date(now()),
        threshold_pence=Pence(5_000),
        notice_days=0,
        call_in_days=5,
        callers=2,
        **clerk,
    )
    keys = [
        KeyDecision(decision_id=one.id, threshold_pence=Pence(5_000), call_in_ends_at=later, callers=1)
        for one in (waits, called)
    ]
    db.session.add_all([rule, *keys])
    db.session.flush()
    call_in.call(actor("Cllr Idris"), called, "The garden next door was promised this money.")
    return {"can_be_called_in": waits.number, "called_in": called.number}


def _asked(award: Award) -> Ids:
    """A payment asked for, one approved, and a report: all Mei's, and Dev acts for the organisation too."""
    wheels = organisations_made.a_ready_organisation()
    organisations.add_person(actor("Carol"), wheels, "dev@alderbrook.example")
    asked, approved = awards_made.asked(award, 50_00), awards_made.asked(award, 50_00)
    payments.approve(actor("Carol"), approved)
    report = awards_made.reported(award, 10_00)
    return {"payment": asked.public_id, "approved": approved.public_id, "report": report.public_id}


def _files(award_id: str) -> Ids:
    """An award's evidence: a picture from the officer, and a document from the provider that waits at the desk."""
    shown = attachments_made.keep("Carol", award_id, attachments_made.picture())
    held = attachments_made.keep("Dev", award_id, attachments_made.document())
    waiting = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == held.public_id)).one()
    return {"file": shown.public_id, "held_file": held.public_id, "item_with_file": waiting.public_id}
