"""What waits for a participation worker (words to put together, themes to send, answers to tell) and young advisors."""

from __future__ import annotations

from datetime import datetime, time

from app.times import LONDON
from participation.rules.needs import Need
from participation.rules.people import Actor, Role
from participation.rules.theme_checks import Standing
from participation.services import accounts, tellings, theme_checks, themes_moving, told_by_workers
from participation.services.released import ReleasedFeedback

_SEND = "Send “{}” to someone who can act"
_STEPS: dict[Standing, str] = {
    Standing.NOT_ASKED: "Ask young advisors about “{}”",
    Standing.NONE_GIVEN: _SEND,
    Standing.MEANT: _SEND,
    Standing.NOT_QUITE: "A young advisor says “not quite” to “{}”",
}


def needs_for(actor: Actor) -> list[Need]:
    """Lines for participation workers, and for young advisors whose view is asked."""
    return [*_for_worker(actor), *_for_advisor(actor)]


def _for_worker(actor: Actor) -> list[Need]:
    if not actor.has(Role.PARTICIPATION_WORKER):
        return []
    loose = ReleasedFeedback().read_by(actor).not_in_a_theme().count()
    found = (
        [Need(f"{loose} released and in no theme yet", "/themes", why="Put together what people said.")]
        if loose
        else []
    )
    found += [
        Need(_STEPS[how].format(theme.title), f"/themes/{theme.public_id}")
        for theme, how in themes_moving.movable()
    ]
    found += [
        Need(
            f"Ask again: “{one.listening.title}”", f"/listenings/{one.listening.public_id}/account",
            why="Views change.",
        )
        for one in accounts.to_ask_again()
    ]  # fmt: skip
    found += [
        Need(f"Somebody chose you to tell them: “{one.theme.title}”", f"/answers/{one.public_id}/to-tell",
             why="They wait to hear it from you.", action="Tell them")
        for one in told_by_workers.to_tell(actor)
    ]  # fmt: skip
    return found + [
        Need(
            f"Tell children the answer to “{theme.title}”",
            f"/themes/{theme.public_id}",
            why="Not all of them come back.",
        )
        for theme in tellings.to_tell()
    ]


def _for_advisor(actor: Actor) -> list[Need]:
    if not actor.has(Role.YOUNG_ADVISOR):
        return []
    return [
        Need(
            f"Is this what children mean? “{one.theme.title}”", f"/themes/checks/{one.theme.public_id}",
            due=datetime.combine(one.request.reply_by, time(17), tzinfo=LONDON), action="Look",
        )
        for one in theme_checks.to_check(actor)
    ]  # fmt: skip
