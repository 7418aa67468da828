"""What waits around a panel: a birthday that changes something, a check that runs out, somebody without a supporter."""

from __future__ import annotations

from datetime import datetime, time

from app.ages import age_of
from app.clock import now
from app.db import db
from app.times import LONDON, local_date
from models.people import User
from participation.rules.ages import CHANGES, Age, is_soon
from participation.rules.needs import Need
from participation.rules.people import Actor, AgeBand, Role
from participation.rules.vetting import CHILD_CONTACT
from participation.services import panels, raised, research, vetting


def needs_for(actor: Actor) -> list[Need]:
    """Lines for a young advisor, for their supporter, and for those who keep panels and checks."""
    found = _own_age(actor)
    if actor.has(Role.SUPPORTER):
        found += _supported(actor)
    found += _raised(actor)
    if actor.has(Role.PARTICIPATION_WORKER):
        found += _members(actor)
        found += [
            Need(
                "Set up a young researcher’s question", f"/research/{one.public_id}/set-up", why=one.team.name
            )
            for one in research.to_set_up()
        ]
    adults = vetting.adults() if actor.has(Role.ADMINISTRATOR) or actor.roles & CHILD_CONTACT else []
    if actor.has(Role.PARTICIPATION_WORKER, Role.ADMINISTRATOR):
        found += _checks(adults)
    if actor.why_paused:
        found.append(Need("Part of your work is paused", "/checks/mine", why=actor.why_paused, late=True))
    elif any(one.soon for one in adults if one.user.id == actor.user_id):
        found.append(
            Need(
                "A check of yours runs out soon",
                "/checks/mine",
                why="Show the new one in good time.",
                action="See how",
            )
        )
    return found


def own_age(actor: Actor) -> Age | None:
    """A young advisor's own age now; None for anybody else, whose birthdays change nothing here."""
    if not actor.has(Role.YOUNG_ADVISOR):
        return None
    return age_of(db.session.get_one(User, actor.user_id))


def is_soon_for(actor: Actor) -> bool:
    """Whether a birthday of their own that changes something is near."""
    age = own_age(actor)
    return age is not None and is_soon(age, local_date(now()))


def on_panel(actor: Actor) -> list[Need]:
    """What their panel's page says needs them: the supporter's lines (a young advisor's are on their home)."""
    return _supported(actor) if actor.has(Role.SUPPORTER) else []


def age_now(user: User) -> Age | None:
    """The age of somebody one supports, when a birthday that changes something is near; None otherwise."""
    age = age_of(user)
    return age if age is not None and is_soon(age, local_date(now())) else None


def _own_age(actor: Actor) -> list[Need]:
    age = own_age(actor)
    if age is None or age.turns_on is None or not is_soon(age, local_date(now())):
        return []
    due = datetime.combine(age.turns_on, time(0), tzinfo=LONDON)
    return [
        Need(
            f"{CHANGES[age.turns or 0][0]} soon, and some things change",
            "/panel/you",
            why="Read what changes and what stays.",
            due=due,
        )
    ]


def _raised(actor: Actor) -> list[Need]:
    return [
        Need("Answer what young advisors raise with you", f"/raised/{one.item.public_id}", late=one.overdue,
             why="They wrote to you themselves.", due=datetime.combine(one.due_on, time(17), tzinfo=LONDON))
        for one in raised.owed_by(actor)
    ]  # fmt: skip


def _supported(actor: Actor) -> list[Need]:
    soon = [user for user in panels.supported_by(actor) if age_now(user)]
    return [
        Need(f"Talk with {user.name} about what changes on their birthday", "/panel/you") for user in soon
    ]


def _members(actor: Actor) -> list[Need]:
    found = []
    for team in panels.panels_for(actor):
        members, path = panels.members_of(team), f"/panel/{team.public_id}"
        alone = sum(not m.supporters and (m.age is None or m.age.band is not AgeBand.ADULT) for m in members)
        if alone:
            who = "1 young advisor has" if alone == 1 else f"{alone} young advisors have"
            found.append(Need(f"{who} no named supporter", path, why=team.name))
        unknown = sum(not m.age_is_noted for m in members)
        if unknown:
            who = "1 young advisor’s age band" if unknown == 1 else f"{unknown} young advisors’ age bands"
            found.append(
                Need(
                    f"Note when {who} changes" if unknown == 1 else f"Note when {who} change",
                    path,
                    why=team.name,
                )
            )
    return found


def _checks(adults: list[vetting.Adult]) -> list[Need]:
    soon = [one for one in adults if one.soon or one.paused]
    if not soon:
        return []
    late = any(one.paused for one in soon)
    who = "1 adult’s checks" if len(soon) == 1 else f"{len(soon)} adults’ checks"
    return [Need(f"{who} {'need' if late else 'run out soon and need'} a new date", "/checks", late=late,
                 why="Their work with young people stops on the day.")]  # fmt: skip
