"""The demo's Deals, one at every stage: listened for, drafted, agreed, lived (with a late promise), and ended."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

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

Pair = tuple[str, str, str, int]  # our part, your part, who answers for ours, days from now by which
PAIRS: dict[str, tuple[Pair, ...]] = {
    FRIDAYS: (
        (
            "Open Millfield hall every Friday until nine, with a youth worker",
            "Help run the tuck shop and the music", "Head of parks and leisure", 20,
        ),
        (
            "Mend the lights on the quay path",
            "Report a light that is out, by text or at the hall", "Head of highways", 60,
        ),
        (
            "Give the young advisors a say before the hall’s hours change",
            "Tell us what other young people think", "Commissioning officer", 200,
        ),
    ),
    SCHOOL: (
        (
            "Keep a quiet room open at break, with someone who listens",
            "Use it kindly and keep it tidy", "Head of school support", 100,
        ),
        (
            "Tell you before your key worker changes, and why",
            "Say when a change is hard", "Head of children’s services", 80,
        ),
    ),
    WALK: (
        (
            "Paint the crossing on Mill Lane and put a warden there before and after school",
            "Walk in a group, and tell us when the warden is missing", "Head of highways", 90,
        ),
        (
            "Trim the hedges so that drivers can see small children",
            "Keep to the path by the brook", "Head of parks and leisure", 55,
        ),
    ),
    BUSES: (
        (
            "Ask the bus company each month for a later bus, and show what they said",
            "Keep a diary of buses that do not come", "Head of transport", 120,
        ),
    ),
    PARKS: (
        (
            "Put lights on the path from the gate to the courts",
            "Say which corners still feel wrong", "Head of parks and leisure", 90,
        ),
    ),
}  # fmt: skip


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Moments over seven months."""
    told = [
        *_borough(), *_fridays(),
        (150, _start, PARKS, "Girls told us they do not use the park once it is dark.", NORTH),
        (148, _offer, PARKS), (146, _agree, PARKS, "Erin", "Rhona"), (145, _begin, PARKS, 100),
        (70, _check, PARKS, 1, "Rhona", Progress.KEPT, "Eleven lights are up, and on until ten at night."),
        (60, _retire, PARKS, "Erin", "Carol"),
        (40, _start, WALK, "Families in Millfield told us the crossing on Mill Lane frightens them.", SOUTH),
        (33, _offer, WALK), (30, _agree, WALK, "Asha"),
        (28, _start, SCHOOL, "Written by two classes and their pastoral team.", SOUTH),
        (21, _offer, SCHOOL), (18, _agree, SCHOOL, "Tomos", "Noor"),
        (20, _start, BUSES, "Young people in Northgate said the last bus goes before the last club ends.", None),
    ]  # fmt: skip
    evening = today.replace(hour=17, minute=5)
    return [Moment(evening - timedelta(days=days), partial(do, *rest)) for days, do, *rest in told]


Told = list[tuple[Any, ...]]  # days ago, what happens, and to what


def _borough() -> Told:
    """The whole borough's Deal, from the six starting pairs, lived for six months."""
    about = "Made with children and young people in our schools and clubs."
    return [
        (200, _start_from_six, BOROUGH, about), (192, _offer, BOROUGH), (189, _agree, BOROUGH, "Grace", "Carol"),
        (185, _begin, BOROUGH, 230),
        (120, _check, BOROUGH, 3, "Rhona", Progress.IN_PROGRESS, "Bins on the quay are emptied twice a week."),
        (118, _check, BOROUGH, 3, "Grace", Progress.KEPT, "Four litter picks, sixty bags."),
        (64, _check, BOROUGH, 6, "Carol", Progress.IN_PROGRESS, "We answer each theme now. Some answers are late."),
        (50, _check, BOROUGH, 6, "Mei", Progress.KEPT, "Sunday lunches now end with a question and a box."),
        (15, _check, BOROUGH, 1, "Rhona", Progress.NOT_YET, "Free swimming waits for a second lifeguard."),
    ]  # fmt: skip


def _fridays() -> Told:
    """The south's Deal: one promise kept, one under way, one late on our side while yours is kept."""
    about = "From what you said about Friday nights in Millfield and on the quay."
    late = "Three of nine lights are mended. The lamp heads for the rest have not come."
    return [
        (130, _start, FRIDAYS, about, SOUTH), (126, _offer, FRIDAYS), (124, _agree, FRIDAYS, "Asha", "Rhona"),
        (121, _begin, FRIDAYS, 190),
        (58, _check, FRIDAYS, 1, "Rhona", Progress.KEPT, "Open every Friday since August. About thirty come."),
        (55, _check, FRIDAYS, 1, "Grace", Progress.KEPT, "Five young people run the tuck shop."),
        (35, _check, FRIDAYS, 2, "Grace", Progress.KEPT, "We reported nine lights."),
        (12, _check, FRIDAYS, 2, "Rhona", Progress.NOT_YET, late),
        (9, _check, FRIDAYS, 3, "Asha", Progress.IN_PROGRESS, "We asked our year group and wrote down what they said"),
    ]  # fmt: skip


def _start(title: str, about: str, team: str | None) -> None:
    found = db.session.scalar(sa.select(Team).where(Team.name == team)) if team else None
    deal = deals.start(_who("Pia"), title, about, found, with_starting_pairs=False)
    for ours, yours, owner, days in PAIRS[title]:
        by = local_date(now() + timedelta(days=days))
        deals.write_pair(_who("Carol"), deal, PairWords(ours, yours, owner, "", by))


def _start_from_six(title: str, about: str) -> None:
    deals.start(_who("Pia"), title, about, None, with_starting_pairs=True)


def _offer(title: str) -> None:
    _with("Pia", title, deals.offer)


def _agree(title: str, *names: str) -> None:
    for name in names:
        _with(name, title, deals.agree)


def _begin(title: str, days: int) -> None:
    deals.begin(_who("Carol"), _find(_who("Carol"), title), local_date(now() + timedelta(days=days)))


def _retire(title: str, *names: str) -> None:
    for name in names:  # one side asks, the other says yes
        _with(name, title, deals.retire)


def _check(title: str, number: int, name: str, progress: Progress, words: str) -> None:
    actor = _who(name)
    deal = _find(actor, title)
    pair = sorted(deal.pairs, key=lambda p: p.place)[number - 1]
    deals.check_in(actor, deal, pair.public_id, progress, words)


def _with(name: str, title: str, do: Callable[[Actor, Deal], object]) -> None:
    actor = _who(name)
    do(actor, _find(actor, title))


def _find(actor: Actor, title: str) -> Deal:
    key = db.session.scalar(sa.select(Deal.public_id).where(Deal.title == title))
    return deals.get_deal_for(actor, key or "")


def _who(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())
