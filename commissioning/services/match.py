"""Match: what was offered beside a pot's money, what has been shown, and how the pot's match rule stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import match as rules
from commissioning.rules.ledger import AccountKind
from commissioning.rules.match import MatchKind, MatchStanding, Promise
from commissioning.rules.pence import Pence
from commissioning.services.pots_standing import standing_of as money_of
from commissioning.services.proposals_reading import is_let_through
from commissioning.services.proposals_shown import SHOWN
from models.awards import Award
from models.ledger import Account
from models.pots import Pot
from models.pots_terms import MatchOffer, MatchShown, PotTerms
from models.proposals import Proposal, ProposalVersion
from models.rounds import Round, RoundProject
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal


@dataclass(frozen=True)
class Brought:
    """One piece of match as an officer writes it down. `minutes` for hours; `value` in pence for rooms and goods."""

    kind: MatchKind
    what: str
    minutes: int | None = None
    value: Pence | None = None


@dataclass(frozen=True)
class Project:
    """A proposal on this pot with its match. In pence; `awarded` is 0 while nothing is promised."""

    proposal_id: str
    title: str
    awarded: Pence
    offers: tuple[MatchOffer, ...]

    @property
    def offered(self) -> Pence:
        """What its people said they bring."""
        return rules.total([offer.value_pence for offer in self.offers])

    @property
    def shown(self) -> Pence:
        """What has come, with evidence."""
        return rules.total([one.value_pence for offer in self.offers for one in offer.shown])


def runs_match(actor: Actor, pot: Pot) -> bool:
    """Whether the actor writes match down: the finance lead or the commissioning officer of that team."""
    return actor == Actor.system() or actor.has(
        Role.FINANCE_LEAD, Role.COMMISSIONING_OFFICER, scope=ScopeKind.TEAM, scope_id=pot.team_id
    )


def standing_of(pot: Pot, percent: int) -> MatchStanding:
    """How the pot's match rule stands; three queries however many awards."""
    found = projects_of(pot)
    awarded = [one for one in found if one.awarded]
    return MatchStanding(
        percent, money_of(pot.id).in_, tuple(Promise(one.awarded, one.offered) for one in awarded),
        rules.total([Pence(min(one.offered, one.awarded)) for one in awarded]),
        rules.total([Pence(min(one.shown, one.offered, one.awarded)) for one in awarded]),
    )  # fmt: skip


def projects_of(pot: Pot) -> list[Project]:
    """Everything asked of this pot that has match or an award, by title."""
    offers: dict[str, list[MatchOffer]] = {}
    for offer in _offers(pot):
        offers.setdefault(offer.proposal_id, []).append(offer)
    awarded = _awarded(pot)
    titles = dict(
        db.session.execute(
            sa.select(Proposal.public_id, ProposalVersion.title)
            .join(ProposalVersion, SHOWN)
            .where(Proposal.public_id.in_(offers.keys() | awarded.keys()))
        ).all()
    )  # fmt: skip
    return [
        Project(public_id, title, awarded.get(public_id, Pence(0)), tuple(offers.get(public_id, ())))
        for public_id, title in sorted(titles.items(), key=lambda one: (one[1], one[0]))
    ]


def _offers(pot: Pot) -> Sequence[MatchOffer]:
    query = sa.select(MatchOffer).where(MatchOffer.pot_id == pot.id, MatchOffer.withdrawn_at.is_(None))
    return db.session.scalars(query.options(selectinload(MatchOffer.shown)).order_by(MatchOffer.id)).all()


def _awarded(pot: Pot) -> dict[str, Pence]:
    """What is promised or paid now, by proposal: an award that lapsed or was declined holds nothing."""
    query = (
        sa.select(Award.proposal_id, sa.func.sum(Account.balance_pence))
        .join(Account, Account.award_id == Award.public_id)
        .where(Account.pot_id == pot.id, Account.kind.in_((AccountKind.PROMISED, AccountKind.PAID)))
        .group_by(Award.proposal_id)
    )
    return {proposal_id: Pence(pence) for proposal_id, pence in db.session.execute(query) if pence}


def offered_for(pot: Pot, proposal_id: str) -> Pence:
    """What is offered beside this proposal's ask of this pot, in pence."""
    query = sa.select(sa.func.sum(MatchOffer.value_pence)).where(
        MatchOffer.pot_id == pot.id, MatchOffer.proposal_id == proposal_id, MatchOffer.withdrawn_at.is_(None)
    )
    return Pence(db.session.scalar(query) or 0)


def check_last_payment(pot: Pot, award: Award) -> None:
    """Refuse the payment that ends an award while match it rests on has not been shown."""
    found = next((one for one in projects_of(pot) if one.proposal_id == award.proposal_id), None)
    if found is not None and found.offers:
        rules.check_shown(found.offered, found.shown, award.amount_pence)


def may_bring(pot: Pot) -> list[tuple[str, str]]:
    """The ideas match can be written down for, as (public id, published name), by name.

    The team's that were let through and ask this pot or none yet, or are voted on for it.
    """
    voted = sa.select(RoundProject.proposal_id).join(Round).where(Round.pot_id == pot.id)
    query = sa.select(Proposal.public_id, ProposalVersion.title).join(ProposalVersion, SHOWN).where(
        Proposal.team_id == pot.team_id, is_let_through(),
        sa.or_(Proposal.pot_id == pot.id, Proposal.pot_id.is_(None), Proposal.id.in_(voted)),
    )  # fmt: skip
    return [(key, title) for key, title in db.session.execute(query.order_by(ProposalVersion.title))]


def offer(actor: Actor, pot: Pot, proposal_id: str, brought: Brought) -> MatchOffer:
    """Write down what a proposal's people bring. Raises Refusal beside the field that is wrong."""
    _check_may(actor, pot)
    if proposal_id not in {key for key, _ in may_bring(pot)}:
        raise Refusal("Choose one of the ideas listed", field="proposal")
    made = MatchOffer(
        pot_id=pot.id, proposal_id=proposal_id, kind=brought.kind, what=brought.what, minutes=brought.minutes,
        value_pence=_value(pot, brought.kind, brought.minutes, brought.value), at=now(), by_name=actor.name,
        withdrawn_why="",
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("match.offered", pot, actor=actor, proposal=proposal_id, pence=int(made.value_pence))
    return made


def show(
    actor: Actor, pot: Pot, offer_id: str, *, came_on: date, evidence: str, minutes: int | None = None,
    value: Pence | None = None,
) -> MatchShown:  # fmt: skip
    """Record evidence that match came: so many hours, or goods and rooms worth so much."""
    _check_may(actor, pot)
    found = get_offer(pot, offer_id)
    if came_on > local_date(now()):
        raise Refusal("This day is still to come. Record it when it has happened", field="came_on")
    worth = _value(pot, found.kind, minutes, value)
    made = MatchShown(
        offer_id=found.id, minutes=minutes, value_pence=worth, evidence=evidence, came_on=came_on, at=now(),
        by_name=actor.name,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    db.session.expire(found, ["shown"])
    audit.record("match.shown", pot, actor=actor, offer=found.public_id, pence=int(worth))
    return made


def withdraw(actor: Actor, pot: Pot, offer_id: str, *, reason: str) -> None:
    """Take back an offer written down wrongly; refused once something rests on it."""
    _check_may(actor, pot)
    found = get_offer(pot, offer_id)
    if found.shown:
        raise Refusal("Some of this has come already, so it stays.")
    if found.proposal_id in _awarded(pot):
        raise Refusal("An award rests on this match, so it stays. Change the award first.")
    if not reason.strip():
        raise Refusal("Say why it is taken back", field="reason")
    found.withdrawn_at, found.withdrawn_why = now(), reason
    db.session.flush()
    audit.record("match.withdrawn", pot, actor=actor, offer=found.public_id, reason=reason)


def get_offer(pot: Pot, offer_id: str) -> MatchOffer:
    """An offer on this pot that stands; NotFound otherwise."""
    query = sa.select(MatchOffer).where(
        MatchOffer.public_id == offer_id, MatchOffer.pot_id == pot.id, MatchOffer.withdrawn_at.is_(None)
    )
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


def hour_of(pot: Pot) -> Pence | None:
    """What an hour counts for in this pot, in pence."""
    return db.session.scalar(sa.select(PotTerms.hour_pence).where(PotTerms.pot_id == pot.id))


def _value(pot: Pot, kind: MatchKind, minutes: int | None, value: Pence | None) -> Pence:
    if kind is MatchKind.HOURS:
        if not minutes:
            raise Refusal(rules.HOURS_FORM, field="hours")
        return rules.value_of(minutes, hour_of(pot))
    if not value:
        raise Refusal("Write what it is worth", field="value")
    return value


def _check_may(actor: Actor, pot: Pot) -> None:
    if not runs_match(actor, pot):
        raise Refusal("Only the finance lead or the commissioning officer can do that.")
