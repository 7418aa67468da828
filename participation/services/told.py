"""Choosing how to be told the answer, and what that asks of workers. No name, no words: only that somebody chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from app.sealed import place, seal
from app.times import local_date
from models.consents import Consent, YoungPerson
from models.feedback import Feedback
from models.listening import Listening
from models.people import User
from models.themes import Theme, ThemeItem
from models.told import ToldChoice
from participation.rules.consents import Agreed, ConsentKind
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.rules.told import Means, check_choice, offered
from participation.services import taken_back, vetting


@dataclass(frozen=True)
class Offer:
    """What one person may choose from."""

    means: tuple[Means, ...]
    workers: Sequence[User] = field(default=())
    group: str = ""


def offer_for(actor: Actor, said: Feedback) -> Offer:
    """The means there are for whoever said this, and the workers they may name. Three queries."""
    workers, group = working(), said.listening.group
    means = offered(
        workers=bool(workers), group=bool(group), signed_in=actor.is_signed_in, band=actor.age_band,
        data_agreed=_agreed_to_data(actor),
    )  # fmt: skip
    return Offer(means, workers, group)


def working() -> list[User]:
    """Participation workers whose checks are in order, by name: whom a child may name."""
    there = [
        one.user for one in vetting.adults() if Role.PARTICIPATION_WORKER in one.roles and not one.paused
    ]
    return sorted(there, key=lambda user: (user.name, user.id))


def said_by(public_id: str) -> Feedback:
    """One thing said, for the browser that holds its words; raises NotFound, or Refusal once it was taken back."""
    query = sa.select(Feedback).where(Feedback.public_id == public_id)
    said = db.session.scalar(query.options(joinedload(Feedback.listening)))
    if said is None:
        raise NotFound
    if taken_back.is_gone(said.id):
        raise Refusal("You have taken this back. You can say something new.")
    return said


def choice_of(said: Feedback) -> ToldChoice | None:
    """What they chose, beside their words."""
    query = sa.select(ToldChoice).where(ToldChoice.feedback_id == said.id)
    return db.session.scalar(query.options(joinedload(ToldChoice.worker)))


def choose(actor: Actor, said: Feedback, means: Means, worker: str = "") -> None:
    """Keep a choice in place of an earlier one; the four words alone leave nothing behind.

    Raises Refusal, naming the field, for a means or a worker that is not there for this person.
    """
    offer = offer_for(actor, said)
    check_choice(means, offer.means)
    named = next((user for user in offer.workers if user.public_id == worker), None)
    if means is Means.WORKER and named is None:
        raise Refusal("Choose a worker from the list.", field="worker")
    db.session.execute(sa.delete(ToldChoice).where(ToldChoice.feedback_id == said.id))
    if means is not Means.WORDS:
        account = seal(actor.public_id, place_of(said)) if means is Means.ACCOUNT else None
        db.session.add(ToldChoice(
            feedback_id=said.id, means=means, worker_id=named.id if means is Means.WORKER and named else None,
            account=account, at=now(),
        ))  # fmt: skip
    db.session.flush()


@dataclass(frozen=True)
class ToBeTold:
    """How those whose words are in a theme want to hear: the means, and where posters go. Never who, nor how many."""

    means: tuple[Means, ...]
    posters: tuple[str, ...]


def to_be_told(theme: Theme) -> ToBeTold:
    """How the children of one theme asked to be told. One query."""
    rows = db.session.execute(
        sa.select(ToldChoice.means, Listening.group).distinct().select_from(ToldChoice)
        .join(Feedback, Feedback.id == ToldChoice.feedback_id).join(Listening, Listening.id == Feedback.listening_id)
        .where(Feedback.id.in_(sa.select(ThemeItem.feedback_id).where(ThemeItem.theme_id == theme.id)))
    ).all()  # fmt: skip
    chosen = {means for means, _ in rows} | {Means.WORDS}
    posters = sorted({where for means, where in rows if means is Means.POSTER and where})
    return ToBeTold(tuple(means for means in Means if means in chosen), tuple(posters))


def place_of(said: Feedback) -> str:
    """Where a sealed account belongs: moved to another row, it does not open."""
    return place("told_choices", said.public_id, "account", 1)


def _agreed_to_data(actor: Actor) -> bool:
    if actor.user_id is None:
        return False
    standing = sa.select(Consent.id).join(YoungPerson, YoungPerson.id == Consent.person_id).where(
        YoungPerson.user_id == actor.user_id, Consent.kind == ConsentKind.DATA, Consent.agreed == Agreed.YES,
        Consent.withdrawn_at.is_(None), Consent.until >= local_date(now()),
    )  # fmt: skip
    return db.session.scalar(standing.limit(1)) is not None
