"""The demo's awards after the decision: offered to checked groups, asked for, paid by two people, reported on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.people import email_of
from app.times import local_date
from commissioning.rules.awards import AwardState
from commissioning.rules.organisations import OrganisationKind
from commissioning.rules.pence import Pence
from commissioning.rules.recipients import AboutThis, Found, needed_of
from commissioning.services import offers, offers_changes, organisations, payments, recipients, returns
from commissioning.services.awards_reading import row_of
from commissioning.services.offers import Instalment, Terms
from commissioning.services.organisations import Details
from commissioning.services.returns import Told
from models.awards import Award
from models.organisations import Organisation
from models.payments import PaymentRequest
from models.people import User
from models.returns import AwardReturn
from models.triage import TriageItem
from participation.rules.gate import Decision, Letting, Outcome
from participation.rules.people import Actor
from participation.services import triage

HOW = "The treasurer brought a statement, and was rung on the number the council already had"
# Who of the cast may sign in and act for a group; the others' people are not in the story.
ACTS_FOR = {"Quayside Youth Boats": "Dev", "Harbour Voices": "Dev"}
DONE = cycle((
    "The kit is bought and in the cupboard; the receipts are with the treasurer.",
    "The first four sessions have run, and the hall is paid until the end of term.",
    "Two helpers are trained and checked, and the sign-up sheet is full.",
))  # fmt: skip
SAID = cycle((
    "“Can we do it on Saturdays too?” Two said the room is cold. Most said: again, please.",
    "“I came on my own and now I have two friends.” Some wanted more for the older ones.",
    "“The best bit was being asked what we wanted.” Parents liked that there was something to eat.",
))  # fmt: skip
LEARNED = cycle((
    "Fewer came when it rained, so next time we plan for inside as well. Letting the older ones run a table worked.",
    "A text the day before doubled who came. We would spend less on leaflets and more on snacks.",
    "The quiet corner was needed more than we thought. We would have it from the first day.",
))  # fmt: skip


def offer(carol: Actor, award: Award) -> None:
    """A grant for a year in two parts, to the group the idea named."""
    today, half = local_date(now()), Pence(award.amount_pence // 2 // 10_00 * 10_00)
    parts = [
        Instalment("When it starts", half, today + timedelta(days=30)),
        Instalment("After the first report", Pence(award.amount_pence - half), today + timedelta(days=120)),
    ]
    end = today + timedelta(days=300)
    terms = Terms(
        today, end, end + timedelta(days=30), conditions=award.conditions, instalments=parts if half else []
    )
    offers.offer(carol, award, _group(award.recipient), terms, checked=list(AboutThis))


def pay(award: Award, amount: Pence, reason: str) -> None:
    """Asked for by the officer on their behalf, approved by the decision-maker, released by the finance lead."""
    request = _asked(award, amount, reason)
    payments.approve(_actor("Noor"), request)
    payments.release(_actor("Farid"), request)


def ask(award: Award, amount: Pence, *, approve: bool) -> None:
    """Asked for, and perhaps approved; the finance lead has it in front of him."""
    request = _asked(award, amount, "After the first report")
    if approve:
        payments.approve(_actor("Noor"), request)


def report(award: Award, dice: random.Random) -> None:
    """What came of it so far; the last one when all of it is paid."""
    today = local_date(now())
    sender = _adult(award)
    before = returns.returns_of(award)
    if any(one.is_last for one in before):
        return
    not_told = row_of(award).paid - sum(one.spent_pence for one in before)
    spent = Pence(not_told - (dice.randint(0, 3) * 10_00 if not_told > 100_00 else 0))
    told = Told(
        today - timedelta(days=60), today, dice.randint(9, 48), dice.randint(2, 14), dice.randint(1, 6), spent,
        next(LEARNED), next(SAID), award.state is AwardState.PAID,
    )  # fmt: skip
    made = returns.send(sender, award, told)
    if not sender.speaks_officially:
        _read_at_the_desk(made.public_id)
    if sender.name != "Carol":
        returns.read(_actor("Carol"), made)


def reported_on() -> Sequence[Award]:
    """Awards paid in full whose last report is read, oldest first."""
    read = sa.select(AwardReturn.award_id).where(AwardReturn.is_last, AwardReturn.read_at.is_not(None))
    query = sa.select(Award).where(Award.state == AwardState.PAID, Award.id.in_(read)).order_by(Award.id)
    return db.session.scalars(query).all()


def more_time(award: Award) -> None:
    """The people who do it ask for three more months."""
    known = offers.in_force(offers.versions_of(award))
    sender = _adult(award)
    if known is None or sender.name == "Carol":
        return
    parts = [Instalment(what, pence, due_on) for what, pence, due_on in known.parts]
    later = timedelta(days=91)
    terms = Terms(known.starts_on, known.ends_on + later, known.report_by + later, instalments=parts)
    offers_changes.propose_change(sender, award, award.amount_pence, terms, "It needs more time")


def _asked(award: Award, amount: Pence, what: str) -> PaymentRequest:
    return payments.ask(_actor("Carol"), award, amount, what=what, words=next(DONE))


def _group(name: str) -> Organisation:
    """The group of that name: on the list, checked, and its bank account looked at."""
    carol = _actor("Carol")
    found = db.session.scalars(sa.select(Organisation).where(Organisation.name == name)).first()
    if found is None:
        kind = OrganisationKind.SCHOOL if "School" in name else OrganisationKind.CLUB
        found = organisations.add(carol, Details(name, kind))
        organisations.check_bank(_actor("Farid"), found, HOW)
        recipients.record(carol, found, dict.fromkeys(needed_of(found.kind), (Found.YES, "")))
        if name in ACTS_FOR:
            organisations.add_person(carol, found, email_of(ACTS_FOR[name]))
    return found


def _adult(award: Award) -> Actor:
    """Whoever proposed it, if they are grown up; else the officer writes it down for them."""
    user = db.session.get_one(User, award.recipient_id)
    proposer = actor_from(user)
    return _actor("Carol") if proposer.is_child else proposer


def _read_at_the_desk(words_of: str) -> None:
    """Sam has read these words and lets them through."""
    query = sa.select(TriageItem).where(TriageItem.words_of == words_of, TriageItem.is_latest)
    item = db.session.scalars(query).one()
    if item.released_at is None:
        why = "An ordinary report on how a project went."
        decided = Decision(
            Outcome.NO_CONCERN, why, "", Letting.RELEASE, {}, stays=frozenset(triage.marks_of(item))
        )
        triage.decide(_actor("Sam"), item.public_id, decided, after=0)


def _actor(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())
