"""The demo's Deals, one at every stage: listened for, drafted, agreed, lived (with a late promise), and ended."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.people import NORTH, SOUTH
from app.demo.story import Moment
from app.times import local_date
from models.deals import Deal
from models.people import User
from models.places import Team
from participation.rules.deals import Progress
from participation.rules.people import Actor
from participation.services import deals
from participation.services.deals import PairWords

BOROUGH = "The Alderbrook Deal"
FRIDAYS = "Safe Friday nights"
SCHOOL = "Harbour Academy’s Deal"
WALK = "The walk to school"
BUSES = "Buses that come"
PARKS = "Northgate park after dark"


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Moments over eight months; see each Deal's own function."""
    ago = lambda days: today - timedelta(days=days)  # noqa: E731
    return [
        *_borough(ago), *_fridays(dice, ago), *_school(ago),
        Moment(ago(40), lambda: _start(WALK, "Families in Millfield told us the crossing on Mill Lane frightens them.", SOUTH, (
            ("Paint the crossing on Mill Lane and put a warden there before and after school", "Walk in a group, and tell us when the warden is missing", "Head of highways", 30),
            ("Trim the hedges so that drivers can see small children", "Keep to the path by the brook", "Head of parks", -5),
        ))),
        Moment(ago(33), lambda: _offer(WALK)),
        Moment(ago(30), lambda: _agree(WALK, "Asha")),
        Moment(ago(20), lambda: _start(BUSES, "Young people in Northgate said the last bus goes before the last club ends.", None, (
            ("Ask the bus company each month for a later bus, and show what they said", "Keep a diary of buses that do not come", "Head of transport", 60),
        ))),
        Moment(ago(150), lambda: _start(PARKS, "Girls told us they do not use the park once it is dark.", NORTH, (
            ("Put lights on the path from the gate to the courts", "Say which corners still feel wrong", "Head of parks", -60),
        ))),
        Moment(ago(148), lambda: _offer(PARKS)), Moment(ago(146), lambda: _agree(PARKS, "Erin", "Rhona")),
        Moment(ago(145), lambda: _begin(PARKS, 100)),
        Moment(ago(70), lambda: _check(PARKS, 1, "Rhona", Progress.KEPT, "Eleven lights are up and on until ten at night.")),
        Moment(ago(60), lambda: deals.retire(_who("Erin"), _find(_who("Erin"), PARKS))),
    ]  # fmt: skip


def _borough(ago: Callable[[float], datetime]) -> list[Moment]:
    """The whole borough's Deal, from the six starting pairs, lived for six months."""
    return [
        Moment(ago(200), lambda: deals.start(_who("Pia"), BOROUGH, "Made with 240 children and young people in our schools and clubs.", None, with_starting_pairs=True)),
        Moment(ago(192), lambda: _offer(BOROUGH)),
        Moment(ago(189), lambda: _agree(BOROUGH, "Grace", "Carol")),
        Moment(ago(185), lambda: _begin(BOROUGH, 230)),
        Moment(ago(120), lambda: _check(BOROUGH, 3, "Rhona", Progress.IN_PROGRESS, "Bins on the quay are emptied twice a week since June.")),
        Moment(ago(118), lambda: _check(BOROUGH, 3, "Grace", Progress.KEPT, "Four litter picks, sixty bags.")),
        Moment(ago(64), lambda: _check(BOROUGH, 6, "Carol", Progress.IN_PROGRESS, "We answered 31 of the 40 themes you raised. Nine are late.")),
        Moment(ago(50), lambda: _check(BOROUGH, 6, "Mei", Progress.KEPT, "Sunday lunches now end with a question and a box.")),
        Moment(ago(15), lambda: _check(BOROUGH, 1, "Rhona", Progress.NOT_YET, "The free swimming sessions wait for a second lifeguard. We hope for January.")),
    ]  # fmt: skip


def _fridays(dice: random.Random, ago: Callable[[float], datetime]) -> list[Moment]:
    """The south's Deal: one promise kept, one under way, one late on our side while yours is kept."""
    pairs = (
        ("Open Millfield hall every Friday until nine, with a youth worker", "Help run the tuck shop and the music", "Head of parks and leisure", -60),
        ("Mend the lights on the quay path", "Report a light that is out, by text or at the hall", "Head of highways", -20),
        ("Give the young advisors a say before the hall’s hours change", "Tell us what other young people think", "Commissioning officer", 140),
    )  # fmt: skip
    return [
        Moment(ago(130), lambda: _start(FRIDAYS, "From what 86 of you said about Friday nights in Millfield and on the quay.", SOUTH, pairs)),
        Moment(ago(126), lambda: _offer(FRIDAYS)),
        Moment(ago(124), lambda: _agree(FRIDAYS, "Asha", "Rhona")),
        Moment(ago(121), lambda: _begin(FRIDAYS, 190)),
        Moment(ago(58), lambda: _check(FRIDAYS, 1, "Rhona", Progress.KEPT, "Open every Friday since 7 August. About thirty come.")),
        Moment(ago(55), lambda: _check(FRIDAYS, 1, "Grace", Progress.KEPT, "Five young people run the tuck shop.")),
        Moment(ago(35), lambda: _check(FRIDAYS, 2, "Grace", Progress.KEPT, "We reported nine lights.")),
        Moment(ago(12), lambda: _check(FRIDAYS, 2, "Rhona", Progress.NOT_YET, "Three of nine lights are mended. The lamp heads for the rest have not come.")),
        Moment(ago(9), lambda: _check(FRIDAYS, 3, "Asha", dice.choice([Progress.IN_PROGRESS]), "We asked our year group and wrote down what they said")),
    ]  # fmt: skip


def _school(ago: Callable[[float], datetime]) -> list[Moment]:
    """A school's Deal, agreed by both sides and waiting to begin."""
    pairs = (
        ("Keep a quiet room open at break, with someone who listens", "Use it kindly and keep it tidy", "Head of school support", 40),
        ("Tell you before your key worker changes, and why", "Say when a change is hard", "Head of children’s services", 20),
    )
    return [
        Moment(ago(28), lambda: _start(SCHOOL, "Written by two classes and their pastoral team.", SOUTH, pairs)),
        Moment(ago(21), lambda: _offer(SCHOOL)),
        Moment(ago(18), lambda: _agree(SCHOOL, "Tomos", "Noor")),
    ]


def _start(title: str, about: str, team: str | None, pairs: tuple[tuple[str, str, str, int], ...]) -> None:
    found = db.session.scalar(sa.select(Team).where(Team.name == team)) if team else None
    deal = deals.start(_who("Pia"), title, about, found, with_starting_pairs=False)
    for ours, yours, owner, days in pairs:
        by = local_date(now() + timedelta(days=days + 60))
        deals.write_pair(_who("Carol"), deal, PairWords(ours, yours, owner, "", by))


def _offer(title: str) -> None:
    deals.offer(_who("Pia"), _find(_who("Pia"), title))


def _agree(title: str, *names: str) -> None:
    for name in names:
        deals.agree(_who(name), _find(_who(name), title))


def _begin(title: str, days: int) -> None:
    deals.begin(_who("Carol"), _find(_who("Carol"), title), local_date(now() + timedelta(days=days)))


def _check(title: str, number: int, name: str, progress: Progress, words: str) -> None:
    actor = _who(name)
    deal = _find(actor, title)
    pair = sorted(deal.pairs, key=lambda p: p.place)[number - 1]
    deals.check_in(actor, deal, pair.public_id, progress, words)


def _find(actor: Actor, title: str) -> Deal:
    key = db.session.scalar(sa.select(Deal.public_id).where(Deal.title == title))
    return deals.get_deal_for(actor, key or "")


def _who(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())
