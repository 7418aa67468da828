"""Invitations to a panel: a card with four words, and the yes or no of the person it is for."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app import audit, auth, once
from app.ages import keep
from app.clock import now
from app.db import db, new_public_id
from app.keyed import keyed_digest
from app.sealed import place, seal, unseal
from app.times import local_date
from models.panels import Invitation, Support
from models.people import Membership, User
from models.places import Team
from participation.rules.ages import Age, age_on, check_turns
from participation.rules.known import known
from participation.rules.membership import refuse_unfit
from participation.rules.panels import CARD_LASTS, NO_CARD, check_invited, sign_in_name
from participation.rules.passphrases import choose_words, tidy_words
from participation.rules.people import Actor, AgeBand, Role, ScopeKind, SeatKind
from participation.rules.refusals import Refusal
from participation.services import panels


@dataclass(frozen=True)
class Invited:
    """Whom a worker invites."""

    name: str
    role: Role
    band: AgeBand
    turns_on: date | None = None
    supporter: str = ""  # public id


def invite(actor: Actor, team: Team, who: Invited) -> tuple[Invitation, str]:
    """Offer a place; returns it and the four words for the card (kept only as a keyed digest)."""
    young = who.role is Role.YOUNG_ADVISOR
    supporter = next((one for one in panels.supporters_on(team) if one.public_id == who.supporter), None)
    check_invited(who.role, who.band, has_day=who.turns_on is not None, has_supporter=supporter is not None)
    refuse_unfit(who.role, who.band)
    if young and who.turns_on is not None:
        check_turns(who.band, who.turns_on, local_date(now()))
    words, public_id = choose_words(secrets.randbelow), new_public_id()
    made = Invitation(
        public_id=public_id, team_id=team.id, role=who.role, name=who.name, band=who.band,
        turns_sealed=seal(who.turns_on.isoformat(), _place(public_id)) if young and who.turns_on else None,
        supporter_id=supporter.id if young and supporter else None, words_digest=_digest(words),
        made_by_id=known(actor), made_at=now(), ends_at=now() + CARD_LASTS,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("panel.invited", made, actor=actor, role=str(who.role))
    return made, words


def waiting_on(team: Team) -> list[Invitation]:
    """The cards that nobody has answered and that still work, oldest first."""
    query = sa.select(Invitation).where(Invitation.team_id == team.id, *_works()).order_by(Invitation.id)
    return list(db.session.scalars(query))


def read_card(words: str) -> Invitation:
    """The invitation these words are for; raises Refusal (field "words") when there is none that still works."""
    query = sa.select(Invitation).where(Invitation.words_digest == _digest(tidy_words(words)), *_works())
    found = db.session.scalar(query)
    if found is None:
        raise Refusal(NO_CARD, field="words")
    return found


def decline(invitation: Invitation) -> None:
    """They said no. It needs no reason, and the card stops working."""
    _answer(invitation, None)
    audit.record("panel.declined", invitation, actor=Actor.nobody())


def accept(invitation: Invitation) -> tuple[User, str]:
    """They said yes: returns the person and the four words they sign in with from now on, shown once."""
    words, today = choose_words(secrets.randbelow), local_date(now())
    user = User(
        public_id=new_public_id(), name=invitation.name, age_band=invitation.band, created_at=now(),
        username=sign_in_name(invitation.name, _taken()), password_hash=auth.hash_password(words),
    )  # fmt: skip
    young = invitation.role is Role.YOUNG_ADVISOR
    user.memberships = [
        Membership(
            role=invitation.role, scope_kind=ScopeKind.TEAM, scope_id=invitation.team_id, starts_on=today,
            seat=SeatKind.YOUNG if young else None,
        )
    ]  # fmt: skip
    if invitation.turns_sealed:
        turns_on = date.fromisoformat(unseal(invitation.turns_sealed, _place(invitation.public_id)))
        keep(user, age_on(Age(invitation.band, turns_on), today))
    db.session.add(user)
    db.session.flush()
    if young and invitation.supporter_id:
        db.session.add(Support(advisor_id=user.id, supporter_id=invitation.supporter_id, starts_on=today))
    _answer(invitation, user.id)
    audit.record(
        "panel.joined", user, actor=Actor(user.id, user.public_id, user.name), team=invitation.team.public_id
    )
    return user, words


def _answer(invitation: Invitation, user_id: int | None) -> None:
    """Once, whoever races; what was sealed on the card is forgotten with it."""
    if not once.changed(
        invitation, Invitation.answered_at.is_(None), answered_at=now(), user_id=user_id, turns_sealed=None
    ):
        raise Refusal(NO_CARD, field="words")


def _taken() -> set[str]:
    return set(db.session.scalars(sa.select(sa.func.lower(User.username)).where(User.username.is_not(None))))


def _works() -> tuple[sa.ColumnElement[bool], ...]:
    return Invitation.answered_at.is_(None), Invitation.ends_at > now()


def _place(public_id: str) -> str:
    return place("panel_invitations", public_id, "turns_on", 1)


def _digest(words: str) -> str:
    return keyed_digest("panel-invitation", words)
