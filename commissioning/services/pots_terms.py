"""A pot's rules: reading them, setting them, and asking whether a proposal or an award keeps to them."""

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
from commissioning.rules import match as match_rules
from commissioning.rules import pots as pot_rules
from commissioning.rules import pots_life
from commissioning.rules import pots_terms as rules
from commissioning.rules.match import Promise
from commissioning.rules.pence import Pence
from commissioning.rules.pots_terms import Applicants, Asked, CarryRule, Terms
from commissioning.rules.proposals_advice import Advice, ages_wanted
from commissioning.rules.proposals_content import Content
from commissioning.services import match
from commissioning.services.pots_access import check_finance
from models.places import Area
from models.pots import Pot
from models.pots_terms import PotTerms
from models.proposals import Proposal
from models.results import RoundResult
from models.rounds import Round
from participation.rules.people import Actor
from participation.rules.refusals import Refusal, refuse_all


@dataclass(frozen=True)
class NewTerms:
    """What a pot's rules are set to. `closes_on` moves its closing day; money in pence."""

    closes_on: date | None = None
    ring_fence: str = ""
    least: Pence | None = None
    most: Pence | None = None
    ages_from: int | None = None
    ages_to: int | None = None
    area_ids: Sequence[int] = ()
    applicants: Applicants = Applicants.ANY
    match_percent: int = 0
    hour: Pence | None = None
    hour_source: str = ""
    carry: CarryRule = CarryRule.ASK
    pledged: Pence | None = None
    pledged_by: str = ""


def row_of(pot: Pot) -> PotTerms | None:
    """The pot's row of rules, with its areas, if they were ever set."""
    query = sa.select(PotTerms).where(PotTerms.pot_id == pot.id).options(selectinload(PotTerms.areas))
    return db.session.scalars(query).first()


def terms_of(pot: Pot) -> Terms:
    """The pot's rules as one value. Two queries."""
    return _terms(pot, row_of(pot))


def terms_of_each(pots: Sequence[Pot]) -> dict[int, Terms]:
    """The same for several pots, by pot id. Two queries."""
    query = sa.select(PotTerms).where(PotTerms.pot_id.in_([pot.id for pot in pots]))
    rows = {row.pot_id: row for row in db.session.scalars(query.options(selectinload(PotTerms.areas)))}
    return {pot.id: _terms(pot, rows.get(pot.id)) for pot in pots}


def _terms(pot: Pot, row: PotTerms | None) -> Terms:
    if row is None:
        return Terms(most=pot.max_award_pence)
    return Terms(
        row.least_award_pence, pot.max_award_pence, row.ages_from, row.ages_to,
        tuple((area.id, area.name) for area in row.areas), row.applicants, row.match_percent, row.carry,
    )  # fmt: skip


def set_terms(actor: Actor, pot: Pot, new: NewTerms, *, reason: str = "") -> None:
    """Set the pot's rules. Once it is open that needs a reason, and waits while people vote on its money.

    Raises Refusal beside the field that is wrong.
    """
    check_finance(actor, pot.team_id)
    if pot.state not in pots_life.STARTS_BEFORE_MONEY:
        if not reason.strip():
            raise Refusal("Say why the rules change: it is kept with the pot’s history", field="reason")
        votes = votes_on(pot)
        if votes:
            raise Refusal(
                f"People are voting on this money in “{votes[0]}”, so its rules stay as they are until then"
            )
    if pot.state in {pot_rules.PotState.CARRIED_FORWARD, pot_rules.PotState.RETURNED}:
        raise Refusal("This pot’s life is over, so its rules stay as they are.")
    before = terms_of(pot)
    row = row_of(pot) or PotTerms(pot_id=pot.id)
    closes_on = new.closes_on or pot.closes_on
    if closes_on is not None:
        pot_rules.check_days(pot.opens_on, closes_on)
        pots_life.check_days_of_year(pot.opens_on, closes_on, pot.financial_year)
    pot.closes_on, pot.ring_fence, pot.max_award_pence = closes_on, new.ring_fence, new.most
    row.least_award_pence, row.ages_from, row.ages_to = new.least, new.ages_from, new.ages_to
    row.applicants, row.carry, row.match_percent = new.applicants, new.carry, new.match_percent
    row.hour_pence, row.hour_source = new.hour, new.hour_source
    row.pledged_pence, row.pledged_by = new.pledged or None, new.pledged_by
    row.areas = list(db.session.scalars(sa.select(Area).where(Area.id.in_(new.area_ids))))
    for limit, field in ((new.least, "least_award"), (new.most, "most_award"), (new.hour, "hour")):
        pot_rules.check_limit(limit, field)
    after = _terms(pot, row)
    rules.check_terms(after)
    _check_hour(new)
    db.session.add(row)
    db.session.flush()
    audit.record(
        "pot.rules_set", pot, actor=actor, reason=reason, before=before.sentences(), after=after.sentences()
    )


def _check_hour(new: NewTerms) -> None:
    if new.hour and not new.hour_source.strip():
        raise Refusal("Say where the value of an hour comes from, and of which year", field="hour_source")


def copy_terms(pot: Pot, to_pot: Pot) -> None:
    """Give another pot the same rules (not the pledge, which was this year's)."""
    row = row_of(pot)
    if row is None:
        return
    same = {
        name: getattr(row, name)
        for name in (
            "least_award_pence", "ages_from", "ages_to", "applicants", "match_percent", "hour_pence",
            "hour_source", "carry",
        )
    }  # fmt: skip
    db.session.add(PotTerms(pot_id=to_pot.id, areas=list(row.areas), pledged_by="", **same))
    db.session.flush()


def votes_on(pot: Pot) -> list[str]:
    """The titles of rounds on this pot's money that were opened and are not counted."""
    query = sa.select(Round.title).where(
        Round.pot_id == pot.id,
        Round.opened_at.is_not(None),
        ~sa.exists().where(RoundResult.round_id == Round.id),
    )
    return list(db.session.scalars(query.order_by(Round.closes_at)))


def asked_by(proposal: Proposal) -> Asked:
    """What is known of a proposal, as the rules of a pot ask it."""
    return Asked(
        proposal.title, proposal.ask_pence, tuple((area.id, area.name) for area in proposal.areas),
        proposal.is_constituted, proposal.ages_from, proposal.ages_to,
    )  # fmt: skip


def check_chosen(pot: Pot, proposals: Sequence[Proposal], field: str) -> None:
    """Refuse (beside `field`), every one at once, proposals that this pot's rules keep from being awarded."""
    terms = terms_of(pot)
    reasons = [rules.why_not_all_of_it(terms, asked_by(proposal)) for proposal in proposals]
    refuse_all([Refusal(reason, field=field) for reason in reasons if reason])


def check_asks(pot: Pot, proposal: Proposal) -> None:
    """Refuse (field "pot") to send in a proposal that this pot could never award."""
    rules.check_can_award(terms_of(pot), asked_by(proposal), "pot")


def ages_wanted_by(pot: Pot | None, content: Content) -> list[Advice]:
    """What an idea could still say of ages, when it asks a pot that is for some ages only."""
    return ages_wanted(pot.name, terms_of(pot), content) if pot else []


def check_award(pot: Pot, proposal: Proposal, amount: Pence) -> None:
    """Refuse (field "amount") an award that the pot's rules do not allow: ring-fence, least, most and match."""
    terms = terms_of(pot)
    rules.check_fits(terms, asked_by(proposal), "amount")
    rules.check_least(amount, terms.least)
    pot_rules.check_award_limit(amount, terms.most)
    if terms.match_percent:
        standing = match.standing_of(pot, terms.match_percent)
        match_rules.check_match(standing, Promise(amount, match.offered_for(pot, proposal.public_id)))


def today() -> date:
    """Today in London, by which a pot is open or closed."""
    return local_date(now())
