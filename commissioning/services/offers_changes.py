"""New terms for an award: proposed by one side and agreed by the other, or lowered while nobody has signed."""

from __future__ import annotations

from dataclasses import replace

from app import audit
from app.db import db
from commissioning.rules import awards as award_rules
from commissioning.rules import offers as rules
from commissioning.rules.pence import Pence, split
from commissioning.services import awards_who as who
from commissioning.services import ledger_awards, offers
from commissioning.services.awards_reading import row_of
from models.awards import Award
from models.offers import AwardTerms
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


def propose_change(actor: Actor, award: Award, amount: Pence, terms: offers.Terms, why: str) -> AwardTerms:
    """Propose new terms, from either side; they count once the other side agrees. Money can only become less."""
    by_recipient = who.is_recipient(actor, award) and not who.is_officer(actor, award)
    if not (by_recipient or who.is_officer(actor, award)):
        raise Refusal("Only the people it was given to or the commissioning officer can propose new terms.")
    if award.state not in award_rules.GOING:
        raise Refusal(
            f"Terms can change only while an award is under way. {award_rules.STATE_WORDS[award.state]}"
        )
    versions = offers.versions_of(award)
    now_counts = offers.in_force(versions)
    if now_counts is None:
        raise Refusal("This award was offered before terms were kept here, so they cannot be changed here.")
    if offers.waiting(versions) is not None:
        raise Refusal("Other new terms are still waiting for an answer. Settle those first.")
    rules.check_why(why)
    award_rules.check_lowers(amount, award.amount_pence, row_of(award).paid)
    if (
        by_recipient
    ):  # words of theirs would have to wait at the gate: a milestone of their own is only numbered
        said = {one["what"] for one in now_counts.instalments}
        parts = [
            one if one.what in said else replace(one, what=f"Instalment {place}")
            for place, one in enumerate(terms.instalments, 1)
        ]
        terms = replace(terms, instalments=parts)
    terms = replace(
        terms, instrument=now_counts.instrument, category=now_counts.category, purpose=now_counts.purpose,
        conditions=terms.conditions if not by_recipient else now_counts.conditions,
    )  # fmt: skip
    rules.check_terms(
        terms.instrument, terms.purpose, terms.category, terms.starts_on, terms.ends_on, terms.report_by
    )
    known = (now_counts.starts_on, now_counts.ends_on, now_counts.report_by)
    rules.check_within_pot(award.pot.life, award.pot.financial_year, terms.days, known)
    award_rules.check_instalments([one.pence for one in terms.instalments], amount)
    return offers.write(
        actor, award, now_counts.organisation, terms, amount, why=why, by_recipient=by_recipient
    )


def agree(actor: Actor, award: Award, version: int, signed_by: str) -> AwardTerms:
    """The other side agrees: the new terms are in force, and money they free goes back to the pot."""
    terms = offers.waiting(offers.versions_of(award))
    if terms is None or terms.version != version:
        raise Refusal("Those terms are settled already. Look at the award again.")
    ours, theirs = who.is_officer(actor, award), who.is_recipient(actor, award)
    if actor.user_id == terms.proposed_by_id or not (ours if terms.by_recipient else theirs):
        raise Refusal("The other side has to agree to these terms.")
    award_rules.check_signer(actor.is_child, signed_by)
    offers.sign(actor, terms, signed_by.strip(), by_recipient=not terms.by_recipient)
    freed = award.amount_pence - terms.amount_pence
    if freed:
        award_rules.check_lowers(terms.amount_pence, award.amount_pence, row_of(award).paid)
        ledger_awards.release_part(
            actor, award_id=award.public_id, pot_id=award.pot_id, amount=freed, key=f"terms:{version}",
            reason=f"New terms for “{award.title}”: {terms.why}",
        )  # fmt: skip
    award.amount_pence, award.conditions = terms.amount_pence, terms.conditions
    db.session.flush()
    audit.record("award.terms_changed", award, actor=actor, version=version, pence=int(terms.amount_pence))
    return terms


def lower(actor: Actor, award: Award, why: str) -> None:
    """Write what is offered anew for the award's lower amount, its instalments smaller in proportion.

    For an offer nobody has signed; one that is not made yet has no terms to lower.
    """
    found = offers.in_force(offers.versions_of(award))
    if found is None:
        return
    shares = split(award.amount_pence, [pence for _, pence, _ in found.parts]) if found.parts else []
    terms = offers.Terms(
        found.starts_on, found.ends_on, found.report_by, found.instrument, found.category, found.purpose,
        value=found.value_pence if found.value_pence != found.amount_pence else None, conditions=found.conditions,
        instalments=[
            offers.Instalment(what, pence, due_on)
            for (what, _, due_on), pence in zip(found.parts, shares, strict=True)
            if pence
        ],
    )  # fmt: skip
    offers.write(actor, award, found.organisation, terms, award.amount_pence, why=why, by_recipient=False)
