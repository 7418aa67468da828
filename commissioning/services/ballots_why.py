"""Why somebody cannot vote in a round: which of its rules keeps them out, each in its own sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.times import moment
from commissioning.rules import ballots as rules
from commissioning.rules.chambers import Chamber
from commissioning.rules.results_words import listed
from commissioning.rules.rounds import (
    ELECTORATE_ROLES,
    ELECTORATE_WORDS,
    Electorate,
    Phase,
    floor_words,
    old_enough,
)
from models.rounds import Round
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import Refusal


@dataclass(frozen=True)
class Entry:
    """The line somebody has on the roll."""

    voted: int
    chamber: Chamber


def why_not(
    actor: Actor, round_: Round, phase: Phase, entry: Entry | None, interests: frozenset[str]
) -> str | None:
    """The first thing that keeps them from voting, in words for them; None when they may."""
    try:
        if entry is not None and entry.voted:
            raise rules.already_voted()
        if phase is Phase.COMING:  # the list is made: nobody is told to come back who will not be let in
            rules.refuse_unless_on_roll(entry is not None, _off_roll(actor, round_))
        rules.refuse_unless_open(phase, moment(round_.opens_at), moment(round_.closes_at))
        rules.refuse_unless_on_roll(entry is not None, _off_roll(actor, round_))
        if not _still_has_a_place(actor, round_):
            raise rules.seat_ended()
        if len(interests) == len(round_.projects):
            raise rules.nothing_to_vote_on()
    except Refusal as refusal:
        return refusal.reason
    return None


def _still_has_a_place(actor: Actor, round_: Round) -> bool:
    return actor.in_team(round_.team_id) or _lives_here(actor, round_)


def _lives_here(actor: Actor, round_: Round) -> bool:
    return round_.electorate is Electorate.RESIDENTS and any(
        held.role is Role.RESIDENT and held.scope is ScopeKind.AREA and held.scope_id == area.id
        for held in actor.held
        for area in round_.team.areas
    )


def _off_roll(actor: Actor, round_: Round) -> str:
    if round_.electorate is Electorate.NO_ACCOUNTS:
        return (
            "Nobody votes in it with an account: it is for people with a printed code, a turn at a tablet, or a "
            "paper ballot."
        )
    if not actor.in_team(round_.team_id) and not _lives_here(actor, round_):
        return _outside(round_)
    if (
        actor.in_team(round_.team_id)
        and not _lives_here(actor, round_)
        and not actor.in_team(round_.team_id, *ELECTORATE_ROLES[round_.electorate])
    ):
        return f"It is for: {ELECTORATE_WORDS[round_.electorate].lower()}."
    if not old_enough(actor.age_band, round_.youngest):
        return f"It is for people aged {floor_words(round_.youngest)}."
    made: datetime = round_.opened_at or round_.opens_at
    return f"The list was made on {moment(made)}, before you joined or were old enough. You can vote in the next round."


def _outside(round_: Round) -> str:
    if round_.electorate is not Electorate.RESIDENTS or not round_.team.areas:
        return f"It is for members and young advisors of the {round_.team.name}."
    areas = listed([area.name for area in round_.team.areas])
    return (
        f"It is for members and young advisors of the {round_.team.name}, and for people who live in {areas}. "
        "Your account does not say that you live there: a participation worker can put that right."
    )
