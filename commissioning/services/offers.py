"""Offers: what is offered to whom on which terms, the versions of them, and the recipient's first signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import awards as award_rules
from commissioning.rules import offers as rules
from commissioning.rules import public_money as money_rules
from commissioning.rules import recipients as recipient_rules
from commissioning.rules.awards import AwardAction
from commissioning.rules.pence import Pence
from commissioning.rules.public_money import Caution, Instrument, MoneyRule
from commissioning.rules.recipients import AboutThis
from commissioning.services import awards_who as who
from commissioning.services import call_in, public_money, recipients
from commissioning.services.awards_steps import step
from models.awards import Award
from models.offers import Agreement, AwardTerms
from models.organisations import Organisation
from models.proposals import Proposal
from models.recipients import AwardCheck
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal

BOTH = {True, False}  # sides that agreed


@dataclass(frozen=True)
class Instalment:
    """Part of the money, against something done, by a day. Pence."""

    what: str
    pence: Pence
    due_on: date | None = None


@dataclass(frozen=True)
class Terms:
    """What is offered. `value` is a contract's, including VAT (the award itself when not said)."""

    starts_on: date
    ends_on: date
    report_by: date
    instrument: Instrument = Instrument.GRANT
    category: MoneyRule | None = None
    purpose: str = ""
    value: Pence | None = None
    conditions: str = ""
    instalments: Sequence[Instalment] = field(default=())

    @property
    def days(self) -> tuple[date, date, date]:
        """When it starts and ends, and when the last report is due."""
        return self.starts_on, self.ends_on, self.report_by


def warnings_for(award: Award, organisation: Organisation, terms: Terms) -> list[Caution]:
    """What the rules of public money say about offering this, each with its sum."""
    if terms.instrument is Instrument.CONTRACT:
        category = terms.category or MoneyRule.GOODS_SERVICES
        value = terms.value or award.amount_pence
        return public_money.contract_warnings(
            organisation, terms.purpose, category, value, terms.starts_on, award
        )
    return public_money.grant_warnings(organisation, award.amount_pence, local_date(now()), award)


def offer(
    actor: Actor, award: Award, organisation: Organisation, terms: Terms, *, checked: Sequence[AboutThis],
    why_anyway: str = "", why_other: str = "",
) -> AwardTerms:  # fmt: skip
    """Offer an award that was decided, to an organisation that is ready for it.

    Raises Refusal beside the field that is wrong; (field "why_anyway") while a warning stands without a reason, and
    (field "why_other") when the decision names somebody else and nobody says why.
    """
    if not who.is_officer(actor, award):
        raise Refusal("Only the commissioning officer for this team can make the offer.")
    call_in.check_free(award.decision_id)
    answers = recipients.answers_for(organisation)
    award_rules.check_not_own(who.acts_for(actor, organisation))
    recipient_rules.check_ready(recipients.lacking(organisation), answers.name)
    rules.check_about(checked)
    rules.check_terms(
        terms.instrument, terms.purpose, terms.category, terms.starts_on, terms.ends_on, terms.report_by
    )
    rules.check_within_pot(award.pot.life, award.pot.financial_year, terms.days)
    award_rules.check_instalments([one.pence for one in terms.instalments], award.amount_pence)
    meant = is_named(award, organisation)
    rules.check_named(meant, award.recipient, why_other)
    public_money.keep(actor, award, warnings_for(award, organisation, terms), why_anyway)
    for one in checked:
        db.session.add(AwardCheck(award_id=award.id, what=one, by_id=actor.user_id, at=now()))
    if not meant:
        audit.record(
            "award.other_recipient", award, actor=actor, organisation=organisation.public_id,
            why=why_other.strip(),
        )  # fmt: skip
    made = write(actor, award, organisation, terms, award.amount_pence, why="", by_recipient=False)
    step(
        actor, award, AwardAction.OFFER, offered_at=now(), accept_by=award_rules.accept_by(now()),
        organisation_id=organisation.id, recipient=name_of(organisation), conditions=terms.conditions,
    )  # fmt: skip
    return made


def named_by(award: Award) -> list[str]:
    """Whom the decision names, before the offer is made: whoever is accountable, and the group that asked."""
    query = sa.select(Proposal.group_name).where(Proposal.public_id == award.proposal_id)
    return [name for name in (award.recipient, db.session.scalar(query)) if name]


def is_named(award: Award, organisation: Organisation) -> bool:
    """Whether this is whom the decision names, before the offer is made."""
    chosen = (organisation.name, name_of(organisation))
    return any(rules.same_name(one, other) for one in named_by(award) for other in chosen)


def name_of(organisation: Organisation) -> str:
    """Whom an award is made out to, in words: a group through the organisation that answers for it."""
    answers = organisation.accountable
    return f"{answers.name}, for {organisation.name}" if answers else organisation.name


def versions_of(award: Award) -> list[AwardTerms]:
    """Every version of an award's terms, newest first."""
    query = sa.select(AwardTerms).where(AwardTerms.award_id == award.id).order_by(AwardTerms.version.desc())
    loaded = query.options(joinedload(AwardTerms.organisation), selectinload(AwardTerms.agreements))
    return list(db.session.scalars(loaded.execution_options(populate_existing=True)))


def version_of(award: Award, terms_id: str) -> int:
    """The number of a version by its public id; NotFound when this award has none such."""
    query = sa.select(AwardTerms.version).where(
        AwardTerms.award_id == award.id, AwardTerms.public_id == terms_id
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def in_force(versions: Sequence[AwardTerms]) -> AwardTerms | None:
    """The newest version both sides agreed to; before the first signature, the newest that is offered."""
    return next((one for one in versions if one.sides == BOTH), versions[0] if versions else None)


def waiting(versions: Sequence[AwardTerms]) -> AwardTerms | None:
    """A variation that one side has still to answer: only the newest version can be one."""
    newest = versions[0] if versions else None
    is_signed = any(one.sides == BOTH for one in versions)
    return newest if newest and is_signed and newest.sides != BOTH else None


def sign_first(actor: Actor, award: Award, signed_by: str, declared: Pence | None) -> None:
    """The recipient's signature under what was offered; an enterprise's declaration with it."""
    versions = versions_of(award)
    if not versions:  # offered before Our Part kept terms
        return
    terms = versions[0]
    if terms.organisation.is_enterprise and terms.instrument is Instrument.GRANT:
        if declared is None:
            raise Refusal("Write what you had from other public bodies, or 0", field="declared")
        before = public_money.subsidies_of(terms.organisation, local_date(now()), but=award)
        found = money_rules.subsidy_warning(
            before, award.amount_pence, declared, local_date(now()), public_money.table()
        )
        rules.check_declared(found, public_money.passed_on(award))
    sign(actor, terms, signed_by, by_recipient=True, declared=declared)


def write(
    actor: Actor, award: Award, organisation: Organisation, terms: Terms, amount: Pence, *, why: str,
    by_recipient: bool,
) -> AwardTerms:  # fmt: skip
    """A new version of an award's terms, with the signature of the side that writes it."""
    last = (
        db.session.scalar(sa.select(sa.func.max(AwardTerms.version)).where(AwardTerms.award_id == award.id))
        or 0
    )
    made = AwardTerms(
        award_id=award.id, version=last + 1, organisation_id=organisation.id, instrument=terms.instrument,
        category=terms.category if terms.instrument is Instrument.CONTRACT else None, purpose=terms.purpose.strip(),
        amount_pence=amount, value_pence=terms.value or amount, conditions=terms.conditions.strip(),
        starts_on=terms.starts_on, ends_on=terms.ends_on, report_by=terms.report_by, why=why.strip(),
        instalments=[
            {"what": one.what.strip(), "pence": int(one.pence), "due_on": one.due_on and one.due_on.isoformat()}
            for one in terms.instalments
        ],
        by_recipient=by_recipient, proposed_by_id=actor.user_id, proposed_by=actor.name, proposed_at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    sign(actor, made, actor.name, by_recipient=by_recipient)
    audit.record("award.terms_written", award, actor=actor, version=made.version, pence=int(amount))
    return made


def sign(
    actor: Actor, terms: AwardTerms, signed_by: str, *, by_recipient: bool, declared: Pence | None = None
) -> None:
    """One side's yes to a version of the terms. `declared`: an enterprise's other subsidies, in pence."""
    db.session.add(Agreement(
        terms_id=terms.id, by_recipient=by_recipient, user_id=actor.user_id, signed_by=signed_by,
        declared_pence=declared, at=now(),
    ))  # fmt: skip
    db.session.flush()
