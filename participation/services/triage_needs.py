"""What waits at the safeguarding desk, as lines: counts only, never a word of it."""

from __future__ import annotations

from participation.rules.desk import DESK
from participation.rules.glass import WATCHERS, GlassState
from participation.rules.needs import Need
from participation.rules.people import Actor, Role
from participation.services import desk_rota, glass, triage, triage_desk, unreadable
from participation.services.triage_queue import MOST, Standing

PATH, ROTA = "/desk", "/desk/rota"
ADD_NOW = "Add somebody to the safeguarding desk today, or break the glass."  # only an administrator can
SEE_THAT = "An administrator must add somebody to the safeguarding desk today. See that they do."


def needs_for(actor: Actor) -> list[Need]:
    """For people on the desk: what waits, what must be followed up, and whether anybody is there. An administrator
    is told only that nobody is on duty or may read something, and what was opened for them; auditors that too, and
    that somebody asks to break the glass; nobody else anything.
    """
    if actor.has(*DESK):
        return [*_nobody_here(actor), *_waiting(actor), *_to_follow(actor), *_asked_to_read(actor)]
    if actor.has(*WATCHERS):
        return [*_nobody_may_read(actor, "/glass", SEE_THAT), *_asked_to_read(actor)]
    if not actor.has(Role.ADMINISTRATOR):
        return []
    return [*_nobody_here(actor), *_nobody_may_read(actor, "/break-glass", ADD_NOW), *_opened_for(actor)]


def counted(many: int) -> str:
    """A count as it is shown: past MOST it is only said to be more."""
    return f"{many:,}" if many <= MOST else f"More than {MOST:,}"


def _waiting(actor: Actor) -> list[Need]:
    here = triage.standing(actor)
    if not here.waiting:
        return []
    title = (
        "One person’s words wait to be read"
        if here.waiting == 1
        else f"{counted(here.waiting)} people’s words wait to be read"
    )
    return [Need(title, PATH, why=_why(here), late=bool(here.late), urgent=bool(here.urgent), action="Read")]


def _to_follow(actor: Actor) -> list[Need]:
    late = [one for one in triage.to_follow_up(actor) if one.is_late]
    if not late:
        return []
    many = "One referral has" if len(late) == 1 else f"{len(late)} referrals have"
    why = "The front door decides within one working day. Ring them."
    return [Need(f"{many} had no answer", PATH, why=why, late=True, action="See")]


def _asked_to_read(actor: Actor) -> list[Need]:
    many = glass.waiting_count(actor)
    title = "An administrator asks to read an item at the desk"
    return [Need(title, "/glass", why="A second person must say yes or no.", urgent=True)] if many else []


def _nobody_may_read(actor: Actor, path: str, why: str) -> list[Need]:
    if not (found := unreadable.items(actor)):
        return []
    what = "something that waits" if len(found) == 1 else f"{len(found)} things that wait"
    return [Need(f"Nobody at the desk may read {what}", path, why=why, urgent=True, action="See")]


def _opened_for(actor: Actor) -> list[Need]:
    found = [one for one in glass.mine(actor) if one.state is GlassState.OPEN and one.shuts_at]
    return [
        Need("An item is open for you to read", "/break-glass", why="It shuts by itself.", due=one.shuts_at,
             urgent=True, action="Read")
        for one in found
    ]  # fmt: skip


def _nobody_here(actor: Actor) -> list[Need]:
    if triage_desk.here_now():
        return []
    to = ROTA if actor.has(*DESK) and desk_rota.people_by_role() else "/people"
    why = "Words of children and families are kept, and nobody is called in time. Children are told so."
    return [Need("Nobody is on duty at the safeguarding desk", to, why=why, urgent=True, action="Find cover")]


def _why(here: Standing) -> str:
    parts = [
        f"{counted(here.urgent)} to read within the hour" if here.urgent else "",
        f"{counted(here.late)} past their time" if here.late else "",
    ]
    return ", ".join(filter(None, parts))
