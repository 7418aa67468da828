"""The demo's Deals, one at every stage: listened for, drafted, agreed, lived (with a late promise), renewed and ended.

One is a school's, made with a class; one has a partner beside our part; one has had its words changed by both sides.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.demo.deals_found import find, numbered, who
from app.demo.deals_pairs import BOROUGH, BUSES, CLASS, FOOTBALL, FRIDAYS, PAIRS, PARKS, SCHOOL, WALK
from app.demo.people import ACADEMY, NORTH, SOUTH
from app.demo.story import Moment
from app.times import local_date
from models.deals import Deal
from models.organisations import Organisation
from models.places import Team
from participation.rules.deals import Kept, Progress, StandsFor
from participation.rules.deals_life import Side
from participation.rules.deals_rhythm import Rhythm
from participation.rules.people import Actor
from participation.services import (
    deals,
    deals_check_ins,
    deals_choices,
    deals_class,
    deals_heard,
    deals_lasting,
    deals_owners,
    deals_partners,
    deals_reminders,
    deals_renewing,
    deals_thanks,
)
from participation.services.deals import PairWords


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Moments over seven months."""
    told = [
        *_borough(), *_fridays(), *_school(),
        (150, _start, PARKS, "Girls told us they do not use the park once it is dark.", NORTH),
        (148, _offer, PARKS), (146, _agree, PARKS, "Erin", "Rhona"), (145, _begin, PARKS, 100),
        (70, _check, PARKS, 1, "Rhona", Progress.KEPT, "Eleven lights are up, and on until ten at night."),
        (60, _retire, PARKS, "Erin", "Carol"),
        (40, _start, WALK, "Families in Millfield told us the crossing on Mill Lane frightens them.", SOUTH),
        (33, _offer, WALK), (30, _agree, WALK, "Asha"),
        (26, _start, FOOTBALL, "Girls who play on Tuesdays told us they change behind a hedge.", SOUTH),
        (24, _offer, FOOTBALL), (22, _agree, FOOTBALL, "Rhona"), (21, _group_agrees, FOOTBALL, 13, 14),
        (20, _start, BUSES, "Young people in Northgate said the last bus goes before the last club ends.", None),
        (3, _ask_both_sides),
    ]  # fmt: skip
    evening = today.replace(hour=17, minute=5)
    return [Moment(evening - timedelta(days=days), partial(do, *rest)) for days, do, *rest in told]


Told = list[tuple[Any, ...]]  # days ago, what happens, and to what


def _borough() -> Told:
    """The whole borough's Deal, from the six starting pairs, lived for six months."""
    about = "Made with children and young people in our schools and clubs."
    return [
        (200, _start_from_six, BOROUGH, about), (196, _answer_for, BOROUGH),
        (192, _offer, BOROUGH), (189, _agree, BOROUGH, "Grace", "Carol"),
        (185, _begin, BOROUGH, 230),
        (125, _thank, BOROUGH, "Carol", "the litter pickers of Millfield", "For sixty bags in four Saturdays."),
        (120, _check, BOROUGH, 3, "Rhona", Progress.IN_PROGRESS, "Bins on the quay are emptied twice a week."),
        (118, _check, BOROUGH, 3, "Grace", Progress.KEPT, "Four litter picks, sixty bags."),
        (100, _renew, BOROUGH, 260, "Answers come faster when one person is named for each."),
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
        (110, _partner, FRIDAYS, 1, "We lend the sound system, and a music teacher comes once a month.", 190),
        (70, _change, FRIDAYS, 3), (68, _agree, FRIDAYS, "Asha", "Rhona"),
        (66, _check, FRIDAYS, 1, "Rhona", Progress.KEPT, "Open every Friday since August. About thirty come."),
        (65, _check, FRIDAYS, 1, "Grace", Progress.KEPT, "Five young people run the tuck shop."),
        (64, _check, FRIDAYS, 1, "Bethan", Progress.KEPT, "The speakers are there. Two music evenings so far."),
        (53, _kept, FRIDAYS, 1, "Grace", Kept.PARTLY, "On two Fridays it closed at eight."),
        (40, _thank, FRIDAYS, "Rhona", "the tuck shop crew", "You were there every Friday, also in the storm."),
        (35, _check, FRIDAYS, 2, "Grace", Progress.KEPT, "We reported nine lights."),
        (12, _check, FRIDAYS, 2, "Rhona", Progress.NOT_YET, late),
        (10, _kept, FRIDAYS, 2, "Grace", Kept.NO, "It is still dark past the boats."),
        (9, _check, FRIDAYS, 3, "Asha", Progress.IN_PROGRESS, "We asked our year group and wrote down what they said"),
        (4, _heard, FRIDAYS),
    ]  # fmt: skip


def _school() -> Told:
    """A school's Deal, made with a class: agreed by hands up, one part chosen together, faces counted."""
    return [
        (60, _start_school, SCHOOL, "Written by two classes and their pastoral team."),
        (53, _offer, SCHOOL), (50, _agree, SCHOOL, "Bethan"), (49, _class_agrees, SCHOOL, 24, 27),
        (48, _begin, SCHOOL, 200), (46, _class_chooses, SCHOOL, 1),
        (20, _check, SCHOOL, 1, "Bethan", Progress.KEPT, "Room 4 is open at every break, with a tutor or a prefect."),
        (18, _faces, SCHOOL, 1, (0, 1, 4, 12, 9)), (16, _faces, SCHOOL, 2, (2, 5, 11, 6, 2)),
        (14, _check, SCHOOL, 2, "Bethan", Progress.IN_PROGRESS, "Tutors tell you first now. Supply weeks are hard."),
    ]  # fmt: skip


def _start(title: str, about: str, team: str | None) -> None:
    found = db.session.scalar(sa.select(Team).where(Team.name == team)) if team else None
    group = "Tuesday girls’ football" if title == FOOTBALL else ""
    more = deals.More(stands_for=StandsFor.GROUP, group_name=group) if group else None
    _write(title, deals.start(who("Pia"), title, about, found, more=more))


def _start_school(title: str, about: str) -> None:
    school = db.session.scalars(sa.select(Organisation).where(Organisation.name == ACADEMY)).one()
    more = deals.More(stands_for=StandsFor.SCHOOL, school=school, rhythm=Rhythm.MONTHLY)
    _write(title, deals.start(who("Bethan"), title, about, None, more=more))


def _write(title: str, deal: Deal) -> None:
    for ours, yours, owner, days in PAIRS[title]:
        by = local_date(now() + timedelta(days=days))
        words = PairWords(ours, yours, owner, "", by, our_owner_id=_reminded(owner))
        deals.write_pair(who("Carol"), deal, words)


def _reminded(owner: str) -> int | None:
    """Whoever answers for a part, where the cast has them."""
    return who("Rhona").user_id if owner == "Head of parks and leisure" else None


def _start_from_six(title: str, about: str) -> None:
    deals.start(who("Pia"), title, about, None, with_starting_pairs=True)


def _offer(title: str) -> None:
    _with("Pia", title, deals.offer)


def _agree(title: str, *names: str) -> None:
    for name in names:
        _with(name, title, deals.agree)


def _begin(title: str, days: int) -> None:
    deals_lasting.begin(who("Carol"), find(who("Carol"), title), local_date(now() + timedelta(days=days)))


def _retire(title: str, *names: str) -> None:
    for name in names:  # one side asks, the other says yes
        deals_lasting.retire(
            who(name), find(who(name), title), "Lights first, then everything else is easier."
        )


def _check(title: str, number: int, name: str, progress: Progress, words: str) -> None:
    actor = who(name)
    deal = find(actor, title)
    deals_check_ins.check_in(actor, deal, numbered(deal, number).public_id, progress, words)


def _answer_for(title: str) -> None:
    """Carol says who answers for our six promises, and how often each is done."""
    said = deals_owners.Answering("Director of children’s services", rhythm=Rhythm.TERMLY)
    deals_owners.answer_for_all(who("Carol"), find(who("Carol"), title), said)


def _renew(title: str, days: int, learned: str) -> None:
    """Carol asks, and Grace says yes for the community."""
    deal = find(who("Carol"), title)
    deals_renewing.renew(who("Carol"), deal, local_date(now() + timedelta(days=days)), learned)
    deals_renewing.renew(who("Grace"), find(who("Grace"), title), None)


def _change(title: str, number: int) -> None:
    """Carol and Asha sharpen one pair; both sides agree the new words afterwards."""
    deal = find(who("Carol"), title)
    old = numbered(deal, number)
    words = PairWords(
        "Ask the young advisors before the hall’s hours change, and wait for their answer", old.your_text,
        old.our_owner, "", old.our_by,
    )  # fmt: skip
    deals.write_pair(who("Carol"), deal, words, instead_of=old.public_id)


def _partner(title: str, number: int, words: str, days: int) -> None:
    deal = find(who("Carol"), title)
    school = db.session.scalars(sa.select(Organisation).where(Organisation.name == ACADEMY)).one()
    asked = deals_partners.ask(who("Carol"), deal, numbered(deal, number), school.public_id, "")
    by = local_date(now() + timedelta(days=days))
    deals_partners.answer(who("Bethan"), asked, takes=True, words=words, by=by)


def _kept(title: str, number: int, name: str, kept: Kept, words: str) -> None:
    deal = find(who(name), title)
    deals_check_ins.say_kept(who(name), deal, numbered(deal, number).public_id, kept, words)


def _thank(title: str, name: str, to_whom: str, words: str) -> None:
    deals_thanks.thank(who(name), find(who(name), title), to_whom, words)


def _heard(title: str) -> None:
    """What was said of the dark, where the demo's voices have been put into themes by then."""
    found = [
        one.public_id for one in deals_heard.themes() if {"dark", "quay"} & set(one.title.lower().split())
    ]
    deals_heard.choose(who("Pia"), find(who("Pia"), title), found)


def _class_agrees(title: str, yes: int, everybody: int) -> None:
    deals_class.agree_by_hands(who("Pia"), find(who("Pia"), title), CLASS, yes, everybody)


def _group_agrees(title: str, yes: int, everybody: int) -> None:
    deal = find(who("Pia"), title)
    deals_class.agree_by_hands(who("Pia"), deal, deal.group_name, yes, everybody)


def _class_chooses(title: str, number: int) -> None:
    deal = find(who("Bethan"), title)
    deals_choices.choose_for_group(who("Bethan"), deal, CLASS, numbered(deal, number).public_id)


def _faces(title: str, number: int, counts: tuple[int, ...]) -> None:
    deal = find(who("Bethan"), title)
    pair_id = numbered(deal, number).public_id
    deals_class.count_faces(who("Bethan"), deal, pair_id, Side.OURS, CLASS, counts)


def _ask_both_sides() -> None:
    deals_reminders.ask_due(now())


def _with(name: str, title: str, do: Callable[[Actor, Deal], object]) -> None:
    actor = who(name)
    do(actor, find(actor, title))
