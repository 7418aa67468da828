"""The demo's key decisions: a rule, notice, and one that is called in, looked at again and stands."""

from __future__ import annotations

import random
from datetime import datetime

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.money import at_work
from app.demo.story import Moment
from app.times import local_date
from commissioning.rules.call_in import Answer, KeyRule, is_key
from commissioning.rules.pence import Pence
from commissioning.services import call_in, decisions_cases, delegated, interests, key_decisions
from commissioning.services.call_in_answers import reconsider
from models.call_in import KeyDecision
from models.decisions import Decision
from models.people import User
from participation.rules.people import Actor

FROM = Pence(1_500_00)
CALLED = (
    "Two groups in my ward run something like this already and were not asked how it would fit with theirs. I would "
    "like that looked at before an offer is made."
)
STANDS = (
    "I met both groups with the people who asked. Theirs are on weekday mornings, and fathers who work cannot come; "
    "this is on Saturdays, in another hall. The three will share one leaflet. So the decision stands."
)


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Before the newest decision (12 days ago) and after it: on different days, whichever weekday it is today."""
    return [
        Moment(_at(today, 27, dice), _rule),
        Moment(_at(today, 24, dice), _notice),
        Moment(_at(today, 9, dice), _call),
        Moment(_at(today, 6, dice), _answer),
    ]


def _rule() -> None:
    key_decisions.set_rule(_named("Kwame"), KeyRule(local_date(now()), FROM, 5, 5, 1))


def _notice() -> None:
    rule = key_decisions.rule_now()
    for case in decisions_cases.waiting_for(_named("Noor")):
        if case.is_recommended and is_key(rule, case.proposal.ask_pence):
            key_decisions.give_notice(_named("Noor"), case)


def _call() -> None:
    for decision in _keys():
        for member in delegated.members_of(decision.team_id)[:1]:
            if not interests.has_interest(member.id, decision.proposal_id):
                call_in.call(actor_from(member), decision, CALLED)


def _answer() -> None:
    noor = _named("Noor")
    for decision in _keys():
        if call_in.may_answer(noor, decision, call_in.held_of(decision.id)):
            reconsider(noor, decision, Answer.UPHELD, STANDS)


def _keys() -> list[Decision]:
    query = sa.select(Decision).where(Decision.id.in_(sa.select(KeyDecision.decision_id)))
    return list(db.session.scalars(query.order_by(Decision.id)))


def _named(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())


def _at(today: datetime, days: int, dice: random.Random) -> datetime:
    return at_work(today, days, dice.randint(0, 7 * 60))
