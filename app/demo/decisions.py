"""The demo's decisions: Noor adopts most of what the two finished votes chose, and says why; awards go their ways."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import cycle
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo import awards_offered
from app.demo.decisions_words import (
    CONDITIONS,
    ELSE,
    FREE_PLACES,
    LESS,
    NOT_ELSE,
    NOT_THIS,
    REASONS,
    SIGNERS,
    THANKS_TO_ADVISORS,
    TO_ADVISORS,
)
from app.demo.money import at_work
from app.demo.story import Moment
from commissioning.rules.advice import Followed
from commissioning.rules.awards import AwardState
from commissioning.rules.call_in import Hold
from commissioning.rules.decisions import Outcome
from commissioning.rules.pence import Pence
from commissioning.services import advice_standing, awards, awards_ending, call_in, decisions, decisions_cases
from commissioning.services.awards_reading import row_of
from commissioning.services.decisions_cases import Case
from models.awards import Award
from models.people import User
from participation.rules.people import Actor

# Days before today when Noor sits down with each finished round (they are counted 184 and 79 days before).
DESK_DAYS = ((178, 176), (74, 71))


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """For each finished round: two days of decisions, then signatures, payments, and what nobody claimed."""
    moments: list[Moment] = []
    for number, desk in enumerate(DESK_DAYS):
        words, first, last = _Words(dice, first=number == 0), number == 0, desk[-1]
        leave = 0 if first else 3
        moments += [
            Moment(_at(today, desk[0], dice), partial(_decide, words, True, leave)),
            Moment(_at(today, desk[1], dice), partial(_decide, words, False, leave)),
            Moment(_at(today, last - 4, dice), partial(_offer, first)),
            *(Moment(_at(today, last - after, dice), partial(_sign, dice, first)) for after in (9, 14, 21)),
            Moment(_at(today, last - 24, dice), partial(_pay, dice, first, False)),
            Moment(_at(today, last - 45, dice), partial(_pay, dice, first, True)),
            Moment(_at(today, last - 52, dice), partial(_report, dice)),
        ]
    moments += [Moment(_at(today, day, dice), _lapse) for day in (108, 6)]
    moments.append(Moment(_at(today, 12, dice), partial(_decide, _Words(dice, first=False), True, 1)))
    moments += [Moment(_at(today, 8, dice), _finish), Moment(_at(today, 5, dice), partial(_ask, dice))]
    moments.append(Moment(_at(today, 3, dice), _change))
    moments.append(Moment(_at(today, 4, dice), partial(_offer, False)))
    return moments


class _Words:
    """Hands out reasons in turn, so that no two neighbouring decisions read alike."""

    def __init__(self, dice: random.Random, *, first: bool) -> None:
        self.reasons, self.alternatives = (
            cycle(dice.sample(REASONS, len(REASONS))),
            cycle(dice.sample(ELSE, len(ELSE))),
        )
        self.less, self.conditions = LESS[0 if first else 1], CONDITIONS[0 if first else 1]
        self.varied = self.rejected = False
        self.may_reject = first


def _decide(words: _Words, half: bool, leave: int) -> None:
    """Noor takes what the vote chose: half of it on the first day, leaving so many for later."""
    noor = _actor("Noor")
    waiting = [case for case in decisions_cases.waiting_for(noor) if case.is_recommended and case.fits]
    waiting = waiting[leave:]
    for case in waiting[: -(-len(waiting) // 2)] if half else waiting:
        verdict = replace(_verdict(words, case), **_reply(case))
        if verdict.reply == TO_ADVISORS and verdict.outcome is not Outcome.REJECTED:
            verdict = replace(verdict, conditions=f"{verdict.conditions} {FREE_PLACES}".strip())
        decisions.decide(noor, case, verdict)


def _verdict(words: _Words, case: Case) -> decisions.Verdict:
    if not words.varied and case.proposal.ask_pence >= 900_00:
        words.varied = True
        less = _less(case)
        return decisions.Verdict(Outcome.VARIED, words.less, next(words.alternatives), words.conditions, less)
    if words.may_reject and not words.rejected and words.varied:
        words.rejected = True
        return decisions.Verdict(Outcome.REJECTED, NOT_THIS, NOT_ELSE)
    who = case.proposal.who_benefits[:1].lower() + case.proposal.who_benefits[1:].rstrip(".")
    reasons = next(words.reasons).format(who=who or "children nearby")
    return decisions.Verdict(Outcome.ADOPTED, reasons, next(words.alternatives), "", case.suggestion)


def _reply(case: Case) -> dict[str, Any]:
    """What Noor tells young advisors, when they said something."""
    standing = advice_standing.standing_of(case.proposal)
    if not standing.has_advice:
        return {}
    if standing.oppose:
        return {"reply": TO_ADVISORS, "followed": Followed.PARTLY}
    return {"reply": THANKS_TO_ADVISORS, "followed": Followed.ADOPTED}


def _less(case: Case) -> dict[int | None, Pence]:
    """About a sixth less, in whole tens of pounds, taken from the area that bears most."""
    shares = dict(case.suggestion)
    most = max(shares, key=lambda area: shares[area])
    shares[most] = Pence(shares[most] - min(case.proposal.ask_pence // 6 // 10_00 * 10_00, shares[most] // 2))
    return shares


def _offer(all_of_them: bool) -> None:
    """Carol offers what was decided to the groups; of the second round's she has still to offer one."""
    waiting = [award for award in _awards(AwardState.TO_OFFER) if _is_free(award)]
    for award in waiting if all_of_them else waiting[1:]:
        awards_offered.offer(_actor("Carol"), award)


def _is_free(award: Award) -> bool:
    """Whether nothing holds its decision."""
    held = call_in.held_of(award.decision_id)
    return held is None or held.hold is Hold.FREE


def _sign(dice: random.Random, one_is_forgotten: bool) -> None:
    """Some of the offers are signed for; in the first round one group never answers."""
    offered = _awards(AwardState.OFFERED)
    if one_is_forgotten:
        offered = offered[1:]
    for award in offered[: -(-len(offered) * 2 // 3)]:
        awards.accept(_actor("Carol"), award, signed_by=f"{dice.choice(SIGNERS)}, for {award.recipient}")


def _pay(dice: random.Random, all_of_it: bool, later: bool) -> None:
    """Farid pays: first halves or whole awards; later the rest of the first round's."""
    due: list[tuple[Award, Callable[[Pence], Pence], str]] = [
        (award, _half if dice.random() < 0.5 else _all, "To get started")
        for award in _awards(AwardState.ACCEPTED)
    ]
    if later:
        parts = _awards(AwardState.PART_PAID)
        due += [
            (award, _all, "The rest, after the first report") for award in (parts if all_of_it else parts[1:])
        ]
    for award, how_much, reason in due:
        amount = how_much(row_of(award).promised)
        awards_offered.pay(award, amount, reason)


def _report(dice: random.Random) -> None:
    """Groups that have money say how it goes; those paid in full send their last report."""
    for award in [*_awards(AwardState.PAID), *_awards(AwardState.PART_PAID)[:2]]:
        awards_offered.report(award, dice)


def _finish() -> None:
    """Carol closes the first two whose last report she has read; one gives a little back."""
    carol, farid = _actor("Carol"), _actor("Farid")
    for place, award in enumerate(awards_offered.reported_on()[:2]):
        awards_ending.finish(carol, award)
        if place == 0:
            awards_ending.give_back(farid, award, Pence(20_00), reason="Not spent", key="demo")


def _ask(dice: random.Random) -> None:
    """Two payments are asked for; one is approved and waits for Farid."""
    going = [*_awards(AwardState.PART_PAID), *_awards(AwardState.ACCEPTED)]
    for place, award in enumerate(going[:2]):
        awards_offered.ask(award, _half(row_of(award).promised), approve=place == 0)


def _change() -> None:
    """One group would like more time; the officer has still to agree."""
    for award in [*_awards(AwardState.ACCEPTED), *_awards(AwardState.PART_PAID)][-1:]:
        awards_offered.more_time(award)


def _half(promised: Pence) -> Pence:
    return Pence(promised // 2 // 10_00 * 10_00 or promised)


def _all(promised: Pence) -> Pence:
    return promised


def _lapse() -> None:
    awards.lapse_due(now())


def _awards(state: AwardState) -> list[Award]:
    query = sa.select(Award).where(Award.state == state).order_by(Award.id).options(joinedload(Award.pot))
    return list(db.session.scalars(query))


def _at(today: datetime, days: int, dice: random.Random) -> datetime:
    """Some minute of a working day that many days ago."""
    return at_work(today, days, dice.randint(0, 7 * 60))


def _actor(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())
