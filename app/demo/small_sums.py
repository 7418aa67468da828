"""The demo's small sums: an equal pot for each office, and a year of small things that kept families well. Made up."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from PIL import Image, ImageDraw

from app.clock import now
from app.db import db
from app.demo.money import DIRECTOR, at_work
from app.demo.money import actor_named as _actor
from app.demo.people import AREAS, MILLFIELD, SOUTH
from app.demo.story import Moment
from app.times import local_date
from commissioning.rules.pence import Pence, split
from commissioning.rules.pots import DecisionRoute, PotAction, year_bounds, year_of
from commissioning.rules.small_sums import FamilyNeed, Helped, Limits
from commissioning.services import pots, pots_making, small_sums, small_sums_helped, small_sums_limits
from models.places import Area, Team
from models.small_sums import SmallSum
from models.triage import TriageItem
from participation.rules.attachments import Upload
from participation.rules.gate import Decision, Letting, Outcome, WordsKind
from participation.rules.themes import Shanarri
from participation.services import triage

ALTOGETHER = 18_000_00
NAME, FUND = "Small sums", "Prevention fund"
N, T = FamilyNeed, Shanarri


@dataclass(frozen=True)
class Small:
    """One small sum of the story: how many days ago, what for, what it cost (pence), and what came of it."""

    days: int
    item: str
    goal: str
    need: FamilyNeed
    outcome: Shanarri
    asked: int
    spent: int | None = None
    helped: Helped | None = None
    words: str = ""
    answer: str = "yes"  # a manager's, where one is needed: yes, no, or "" while it waits
    again: int = 0  # which earlier family it is for, counted from 1; 0 is a new one


STORY = (
    Small(150, "A washing machine, repaired", "Clean uniforms, so that going to school is easier", N.HOME, T.NURTURED,
          48_00, 42_50, Helped.YES, "No one laughs at PE any more."),
    Small(131, "The fee for a course about safe relationships", "Mum wants to know the signs earlier", N.SAFETY, T.SAFE,
          25_00, 25_00, Helped.YES),
    Small(117, "A cooker that works", "Hot food at home, so that the baby can stay with the family", N.FOOD, T.HEALTHY,
          219_00, 199_00, Helped.YES, "We eat together now."),
    Small(96, "Bus passes for a month", "The child gets to the new school on time", N.GETTING_THERE, T.ACHIEVING,
          64_00, 64_00, Helped.PARTLY, "The bus was often late.", again=1),
    Small(80, "Swimming for a term", "Dad and the children do something together", N.TOGETHER, T.ACTIVE,
          45_00, 39_00, Helped.YES),
    Small(61, "A second television", "Quieter evenings", N.HOME, T.NURTURED, 180_00, answer="no"),
    Small(44, "Beds for two", "The children sleep, and so does mum", N.HOME, T.NURTURED, 230_00, 224_99, again=2),
    Small(31, "A barrier for the stairs", "The toddler is safe while dad cooks", N.SAFETY, T.SAFE, 35_00, 29_99),
    Small(12, "Football boots", "The child joins the team again", N.BELONGING, T.INCLUDED, 38_00, 34_00),
    Small(2, "Paint and brushes", "The child’s room becomes a place to be", N.HOME, T.RESPECTED, 41_00),
    Small(0, "A laptop, second-hand", "Homework at home, not on a phone", N.LEARNING, T.ACHIEVING, 160_00, answer=""),
)  # fmt: skip


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """The pot and its limits, then each small sum asked for, answered, bought, and told about a month on."""
    year = year_of(local_date(today))
    moments = [Moment(at_work(today, 252, 10), partial(_open, year))]
    for at, told in enumerate(STORY):
        minute = dice.randrange(60) if told.days else 0
        asked = at_work(today, told.days, minute)
        steps: list[tuple[timedelta, Callable[[], None]]] = [(timedelta(), partial(_ask, told))]
        if told.asked > 50_00 and told.answer:
            steps.append((timedelta(hours=3), partial(_decide, told)))
        if told.spent is not None:
            steps.append((timedelta(days=1, hours=5), partial(_buy, told)))
        if told.helped:
            steps.append((timedelta(days=30, hours=at), partial(_say, told)))
        if told.words:
            steps.append((timedelta(days=31, hours=at), partial(_release, told)))
        moments += [Moment(asked + later, do) for later, do in steps]
    return moments


def _open(year: str) -> None:
    """An equal pot for each office (Fife's way), and the limits."""
    farid = _actor("Farid")
    team = db.session.scalars(sa.select(Team).where(Team.name == SOUTH)).one()
    areas = list(db.session.scalars(sa.select(Area).where(Area.name.in_(AREAS)).order_by(Area.name)))
    pot = pots_making.create(farid, pots_making.NewPot(
        name=NAME, fund=FUND, team_id=team.id, route=DecisionRoute.DELEGATED_OFFICER, decided_by=DIRECTOR,
        financial_year=year, purpose="Small things a front-line worker can buy for a family at once.",
        opens_on=min(year_bounds(year)[0], local_date(now())), area_ids=[area.id for area in areas],
    ))  # fmt: skip
    shares: dict[int | None, Pence] = dict(
        zip([area.id for area in areas], split(ALTOGETHER, [1] * len(areas)), strict=True)
    )
    pots.add_money(farid, pot, shares, reason="The same for every office", key="the-year")
    pots.change(farid, pot, PotAction.OPEN)
    limits = Limits(local_date(now()), Pence(50_00), Pence(250_00), Pence(500_00), Pence(6_000_00))
    small_sums_limits.set_limits(farid, pot, limits)


def _ask(told: Small) -> None:
    area = db.session.scalars(sa.select(Area).where(Area.name == MILLFIELD)).one()
    family = _made(STORY[told.again - 1]).family.words if told.again else ""
    small_sums.ask(_actor("Nia"), small_sums.Asked(
        office=area.public_id, item=told.item, goal=told.goal, need=told.need, outcome=told.outcome,
        cost=Pence(told.asked), family=family,
    ))  # fmt: skip


def _decide(told: Small) -> None:
    reason = "Two televisions are not what this pot is for." if told.answer == "no" else ""
    small_sums.decide(_actor("Hugh"), _made(told), yes=told.answer == "yes", reason=reason)


def _buy(told: Small) -> None:
    made, spent = _made(told), Pence(told.spent or 0)
    receipt = Upload(_receipt(told.item, spent), f"Receipt for {spent}", "receipt.png")
    small_sums.buy(
        _actor("Nia"), made, spent=spent, bought_on=local_date(now()), receipt=receipt, key=made.public_id
    )
    if told.days > 20:
        small_sums.check(_actor("Farid"), made)


def _say(told: Small) -> None:
    if told.helped:
        small_sums_helped.say(_made(told), told.helped, told.words)


def _release(told: Small) -> None:
    query = sa.select(TriageItem).where(
        TriageItem.kind == WordsKind.HELPED, TriageItem.words_of == _made(told).public_id
    )
    item = db.session.scalars(query).one()
    why, stays = "Ordinary words about what helped.", frozenset(triage.marks_of(item))
    verdict = Decision(Outcome.NO_CONCERN, why, "", Letting.RELEASE, {}, stays=stays)
    triage.decide(_actor("Sam"), item.public_id, verdict, after=0)


def _made(told: Small) -> SmallSum:
    return db.session.scalars(sa.select(SmallSum).where(SmallSum.item == told.item)).one()


def _receipt(item: str, spent: Pence) -> bytes:
    """A till receipt, drawn here; it says that it is made up."""
    sheet = Image.new("RGB", (360, 240), "#fffdf6")
    pen = ImageDraw.Draw(sheet)
    total = f"Total {str(spent)[1:]} pounds"  # the plain letters drawn here have no pound sign
    words = ("ALDERBROOK STORES", "(made up for the demo)", "", item[:40], "", total, "Thank you")
    for line, text in enumerate(words):
        pen.text((24, 20 + line * 28), text, fill="#1d2a22", font_size=18)
    written = io.BytesIO()
    sheet.save(written, "PNG")
    return written.getvalue()
