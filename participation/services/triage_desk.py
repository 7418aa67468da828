"""Who is on the safeguarding desk, and how they are called. A call never carries words, a name or a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import LONDON, local_date
from models.jobs import OutboxMessage
from models.people import Membership, User
from participation.rules.desk import DESK, Rung, here_on
from participation.rules.glass import WATCHERS
from participation.rules.letters import LetterKind
from participation.rules.people import Role
from participation.rules.working_days import is_working_time, next_working_moment
from participation.services import desk_rota

__all__ = ["DESK"]
LOOKS_AHEAD = 30  # days searched for the next one on which somebody is here


def people_holding(*roles: Role) -> list[User]:
    """Active people who hold one of `roles` today, by name."""
    today = local_date(now())
    query = (
        sa.select(User)
        .where(
            User.is_active,
            User.id.in_(
                sa.select(Membership.user_id).where(
                    Membership.role.in_(roles),
                    Membership.starts_on <= today,
                    sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
                )
            ),
        )
        .order_by(User.name)
    )
    return list(db.session.scalars(query))


def desk_people() -> list[User]:
    """The lead and deputies of today."""
    return people_holding(*DESK)


def here_now() -> list[User]:
    """Who at the desk is not away today."""
    people = desk_people()
    today = local_date(now())
    here = here_on(today, [user.id for user in people], desk_rota.away_from(today))
    return [user for user in people if user.id in here]


def first_to_call(shut_out: Iterable[int] = ()) -> list[User]:
    """The leads who are here; else the deputies; else the duty contacts; else whoever at the desk is away today.

    When nobody at the desk may see it: the administrators, who must fill the desk.
    """
    barred, here = set(shut_out), {user.id for user in here_now()}
    for wanted in (here, None):
        for role in DESK:
            found = [
                user for user in people_holding(role)
                if user.id not in barred and (wanted is None or user.id in wanted)
            ]  # fmt: skip
            if found:
                return found
    return [user for user in people_holding(Role.ADMINISTRATOR) if user.id not in barred]


def call_first(shut_out: Iterable[int], key: str, subject: str, body: str, *, at_once: bool = False) -> None:
    """Call the first who may read something, and whoever fills the desk when nobody who may read it is here.

    Outside office hours what is urgent (`at_once`) goes to the duty contact as well, who is there in evenings and at
    weekends.
    """
    barred, there = set(shut_out), {user.id for user in desk_people()}
    people = first_to_call(barred)
    if at_once and not is_working_time(now()):
        called = {user.id for user in people}
        duty = people_holding(Role.SAFEGUARDING_DUTY)
        people = [*people, *(user for user in duty if user.id not in barred | called)]
    if not {user.id for user in here_now()} - barred:
        people = [user for user in people if user.id in there]
        who = (Role.ADMINISTRATOR, *WATCHERS) if there else (Role.ADMINISTRATOR,)
        fillers = [user for user in people_holding(*who) if user.id not in barred | there]
        call(fillers, key, *LETTER_NOBODY)
    call(people, key, subject, body)


LETTER_NOBODY = (
    "Nobody who may read something at the desk is here",
    (
        "Words wait at the safeguarding desk, and nobody there who may see them is here. An administrator must add "
        "somebody to the desk today, or ask to break the glass. This message says nothing about them, on purpose."
    ),
)


def to_call(rung: Rung, shut_out: Iterable[int] = ()) -> list[User]:
    """Whom one rung calls: its people who are here and may see it, or whoever is left when there are none."""
    barred = set(shut_out)
    if rung is Rung.EVERYBODY:
        return [user for user in people_holding(*DESK, Role.ADMINISTRATOR) if user.id not in barred]
    role = Role.SAFEGUARDING_DEPUTY if rung is Rung.DEPUTY else Role.SAFEGUARDING_DUTY
    here = {user.id for user in here_now()} - barred
    return [user for user in people_holding(role) if user.id in here] or first_to_call(barred)


def call(
    people: Iterable[User], key: str, subject: str, body: str, *, kind: LetterKind = LetterKind.SAFEGUARDING
) -> None:
    """Write one letter to each; the same key never writes to the same person twice."""
    for user in people:
        mark = f"{key}:{user.public_id}"
        if not db.session.scalar(sa.select(OutboxMessage.id).where(OutboxMessage.dedupe_key == mark)):
            db.session.add(
                OutboxMessage(
                    dedupe_key=mark,
                    to_user_id=user.id,
                    subject=subject,
                    body=body,
                    kind=kind,
                    created_at=now(),
                )
            )


def was_called(key: str) -> bool:
    """Whether anybody has been written to under this key."""
    mine = OutboxMessage.dedupe_key.between(f"{key}:", f"{key};")  # ";" follows ":", so this is "begins with"
    return db.session.scalar(sa.select(OutboxMessage.id).where(mine).limit(1)) is not None


def next_reading() -> tuple[bool, datetime | None]:
    """(Is somebody at the desk now?, when somebody next is). None: nobody is, as far as can be seen ahead."""
    people = [user.id for user in desk_people()]
    if not people:
        return False, None
    today = local_date(now())
    away, opens = desk_rota.away_from(today), next_working_moment(now())
    for _ in range(LOOKS_AHEAD):
        if here_on(local_date(opens), people, away):
            return is_working_time(now()) and opens <= now(), opens
        morning = datetime.combine(local_date(opens) + timedelta(days=1), time(9), tzinfo=LONDON)
        opens = next_working_moment(morning)
    return False, None
