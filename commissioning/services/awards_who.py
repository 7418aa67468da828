"""Who is who to an award: whom it was made to, who sees to it, and who may read it from the inside."""

from __future__ import annotations

from commissioning.services import organisations
from models.awards import Award
from models.organisations import Organisation
from participation.rules.people import Actor, Role, ScopeKind


def belongs(actor: Actor, award: Award) -> bool:
    """Whether the actor acts for the organisation the award is made out to, or for the one that answers for it."""
    return award.organisation is not None and acts_for(actor, award.organisation)


def acts_for(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor holds a role in this organisation, or in the one that answers for it."""
    here = (organisation.id, organisation.accountable_id)
    return any(organisations.belongs(actor.user_id, one) for one in here)


def is_recipient(actor: Actor, award: Award) -> bool:
    """Whether the actor is an adult whom the award was made to: who proposed it, or somebody of the organisation."""
    if actor.is_child or not actor.is_signed_in:
        return False
    return actor.user_id == award.recipient_id or belongs(actor, award)


def is_officer(actor: Actor, award: Award) -> bool:
    """Whether the actor is the commissioning officer for the award's team."""
    return actor.has(Role.COMMISSIONING_OFFICER, scope=ScopeKind.TEAM, scope_id=award.pot.team_id)


def may_sign(actor: Actor, award: Award) -> bool:
    """Whether the actor may accept or decline: an adult it was made to, or the officer who holds the signature."""
    return not actor.is_child and (is_officer(actor, award) or is_recipient(actor, award))


def decides_on(actor: Actor, award: Award) -> bool:
    """Whether the actor is the decision-maker for the award's team."""
    return actor.has(Role.DECISION_MAKER, scope=ScopeKind.TEAM, scope_id=award.pot.team_id)


def sees(actor: Actor, award: Award) -> bool:
    """Whether this person may read the award's requests and reports from the inside."""
    staff = (Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD, Role.DECISION_MAKER, Role.AUDITOR)
    return is_recipient(actor, award) or actor.has(*staff, scope=ScopeKind.TEAM, scope_id=award.pot.team_id)
