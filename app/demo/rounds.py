"""The demo's votes: two finished rounds of the South team, one open now, and one being set up."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.people import AREAS, SOUTH
from app.demo.rounds_people import add_voters
from app.demo.story import Moment
from app.times import LONDON, local_date
from commissioning.rules.counting.values import BallotKind, Rule
from commissioning.rules.interests import InterestKind
from commissioning.rules.pence import Pence
from commissioning.rules.polling import Way
from commissioning.rules.rounds import Dates, Electorate, Plan
from commissioning.services import ballots, interests, polling, results, rounds, rounds_reading
from commissioning.services.polling import Wanted
from commissioning.services.rounds_reading import SetUpChoices
from models.people import User
from models.places import Team
from models.rounds import RollEntry, Round, RoundProject
from participation.rules.people import Actor, AgeBand

# The people one can be in the demo still have their vote in the round that is open now.
CAST_ON_THE_TEAM = ("Grace", "Cllr Idris", "Mei", "Asha", "Tomos")
AREAS_PEOPLE_COME_FROM = (AREAS[1], AREAS[1], AREAS[1], AREAS[0], AREAS[2])  # most come from Millfield
FULL_TURNOUT, HALF = 0.9, 0.55


@dataclass(frozen=True)
class Told:
    """One round of the story, in days before (or, below zero, after) today."""

    title: str
    about: str
    rule: Rule
    set_up: int
    opens: int
    closes: int
    least: int
    most: int
    turnout: float
    most_projects: int | None = None
    two_chambers: bool = False
    kind: BallotKind = BallotKind.APPROVAL
    points_each: int = 0
    places: tuple[tuple[Way, str, int], ...] = ()


SCHOOL = (
    (Way.CODES, "Year 8 at Northgate High", 30), (Way.TABLET, "Year 5 at Millfield Primary", 28),
    (Way.PAPER, "Harbour Library", 20),
)  # fmt: skip
ROUNDS = (
    Told("Spring into summer",
         "The first vote of the year. Put first what would make this summer better for children near you.",
         Rule.GREEDY, 200, 198, 184, 2, 4, FULL_TURNOUT, kind=BallotKind.ORDINAL),
    Told("Back to school, better",
         "Ideas for autumn. This time everyone’s share of the money counts the same, wherever they live.",
         Rule.EQUAL_SHARES, 95, 93, 79, 3, 5, FULL_TURNOUT, two_chambers=True),
    Told("Warm winter, bright evenings",
         "Which of these would help most before the spring? Read all of them, then choose at least two.",
         Rule.EQUAL_SHARES, 15, 5, -9, 2, 5, HALF, most_projects=8, places=SCHOOL),
    Told("Half-term days",
         "Share ten points out: more for what you want more. Every day is free to those who come.",
         Rule.GREEDY, 4, 3, -10, 2, 4, HALF, most_projects=4, kind=BallotKind.CUMULATIVE, points_each=10),
    Told("Small sparks",
         "Little ideas that can start straight away.", Rule.GREEDY, 2, -3, -17, 1, 3, 0.0),
)  # fmt: skip


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """The voters join; each round is set up, opened, voted in over its days, and counted when it closes."""
    moments = [Moment(today - timedelta(days=250), add_voters)]
    for told in ROUNDS:
        dates = Dates(_on(today, told.opens, 9), _on(today, told.closes, 18))
        moments.append(Moment(_on(today, told.set_up, 11), partial(_set_up, told, dates)))
        if told.turnout:
            moments.append(Moment(dates.opens_at - timedelta(hours=16), partial(_open, told)))
            moments += _days_of_voting(told, dates, dice, today)
        if told.opens > 0:
            moments.append(Moment(dates.closes_at + timedelta(minutes=2), _count))
    return moments


def _on(today: datetime, days_before: int, hour: int) -> datetime:
    return datetime.combine(local_date(today) - timedelta(days=days_before), time(hour), tzinfo=LONDON)


def _days_of_voting(told: Told, dates: Dates, dice: random.Random, today: datetime) -> list[Moment]:
    """Votes come in a few at a time; the last moment before the close (or today) brings the turnout up."""
    last = min(dates.closes_at - timedelta(hours=2), today - timedelta(hours=3))
    times = sorted(dates.opens_at + (last - dates.opens_at) * dice.random() for _ in range(7))
    parts = [told.turnout * (number + 1) / (len(times) + 1) for number in range(len(times))]
    seeded = [random.Random(dice.random()) for _ in range(len(times) + 1)]  # noqa: S311 - a story, not a lottery
    return [
        Moment(at, partial(_vote, told, part, seed))
        for at, part, seed in zip([*times, last], [*parts, told.turnout], seeded, strict=True)
    ]


def _set_up(told: Told, dates: Dates) -> None:
    """Grace sets the round up on the pot with most money free, for about half of what is asked."""
    grace = _actor("Grace")
    choices = rounds_reading.choices_for(db.session.scalars(sa.select(Team).where(Team.name == SOUTH)).one())
    plan = _plan(told, dates, choices)
    if plan is None:
        return
    pot = max(choices.pots, key=lambda one: one[1])[0]
    round_ = rounds.set_up(grace, pot, plan)
    for way, label, many in told.places:
        polling.make(grace, round_, Wanted(way, label, many), f"demo-form-for-{way}-places")
    for project in round_.projects:  # Mei runs the community kitchen that would cook for these, and says so
        if "kitchen" in project.title or "café run" in project.title:
            interests.declare(_actor("Mei"), project.proposal_public_id, InterestKind.OWN_ORGANISATION)


def _plan(told: Told, dates: Dates, choices: SetUpChoices) -> Plan | None:
    if not choices.pots or len(choices.proposals) < told.most:
        return None
    free = max(free for _, free in choices.pots)
    asked = choices.proposals[: told.most_projects]
    half = sum(int(proposal.ask_pence) for proposal in asked) * 11 // 20
    amount = min(int(free), half) // 50_000 * 50_000
    chosen = tuple(proposal.public_id for proposal in asked if proposal.ask_pence <= amount)
    if amount <= 0 or len(chosen) < told.most:
        return None
    return Plan(
        title=told.title, about=told.about, amount=Pence(amount), dates=dates, electorate=Electorate.EVERYONE,
        youngest=AgeBand.THIRTEEN_TO_FIFTEEN, least=told.least, most=told.most, rule=told.rule,
        proposals=chosen, two_chambers=told.two_chambers, kind=told.kind, points_each=told.points_each,
    )  # fmt: skip


def _open(told: Told) -> None:
    round_ = _find(told)
    if round_ is not None:
        rounds.open_voting(_actor("Grace"), round_)


def _vote(told: Told, turnout: float, dice: random.Random) -> None:
    """Enough of those who have not voted do, to bring the turnout up to this much."""
    round_ = _find(told)
    if round_ is None:
        return
    waiting = _waiting(round_, keep_cast=told.closes < 0)
    voted = db.session.query(RollEntry).filter_by(round_id=round_.id, voted=1).count()
    everyone = db.session.query(RollEntry).filter_by(round_id=round_.id).count()
    for user in dice.sample(waiting, min(max(round(turnout * everyone) - voted, 0), len(waiting))):
        actor = actor_from(user)
        home = AREAS_PEOPLE_COME_FROM[(user.id or 0) % len(AREAS_PEOPLE_COME_FROM)]
        ballots.cast(
            actor,
            round_,
            _ballot(told, _choice(round_, home, told, dice, actor)),
            f"demo-form-{dice.getrandbits(64):x}-key",
        )


def _ballot(told: Told, picked: list[str]) -> list[str | tuple[str, int]]:
    """The picks as this kind of ballot is filled in: ticked, in order, or with all the points given out."""
    if told.kind is BallotKind.ORDINAL:
        return [(one, place) for place, one in enumerate(picked, 1)]
    if told.kind is BallotKind.CUMULATIVE:
        each, over = divmod(told.points_each, len(picked))
        return [(one, each + (over if place == 0 else 0)) for place, one in enumerate(picked)]
    return list(picked)


def _choice(round_: Round, home: str, told: Told, dice: random.Random, actor: Actor) -> list[str]:
    """What one neighbour picks: what is near home, and what most people like."""
    declared = interests.interests_of(actor.user_id, [p.proposal_public_id for p in round_.projects])
    left = [project for project in round_.projects if project.proposal_public_id not in declared]
    picked: list[RoundProject] = []
    for _ in range(min(dice.randint(told.least, told.most), len(left))):
        liking = [_liking(project, home) for project in left]
        picked.append(left.pop(dice.choices(range(len(left)), liking)[0]))
    return [project.proposal_public_id for project in picked]


def _liking(project: RoundProject, home: str) -> float:
    near = 3.0 if home in project.area_name else 1.0
    return near * (1 + sum(map(ord, project.title)) % 7)


def _waiting(round_: Round, *, keep_cast: bool) -> list[User]:
    query = (
        sa.select(User)
        .join(RollEntry, RollEntry.user_id == User.id)
        .where(RollEntry.round_id == round_.id, RollEntry.voted == 0)
        .options(selectinload(User.memberships))
        .order_by(User.id)
    )
    found = list(db.session.scalars(query))
    return [user for user in found if not (keep_cast and user.name in CAST_ON_THE_TEAM)]


def _count() -> None:
    for round_ in results.due(now()):
        results.count_round(Actor.system(), round_)


def _find(told: Told) -> Round | None:
    return db.session.scalars(sa.select(Round).where(Round.title == told.title)).first()


def _actor(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())
