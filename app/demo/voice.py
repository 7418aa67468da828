"""The demo's listenings, 400 things said at every stage, the desk's work, themes and answers.

What is said is put together from parts (voice_words.toml) so that no two are the same; the rest of the story is a plan
(voice_plan.toml). Everything goes through the real services, so the gate, the clocks and the audit trail are real.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo import voice_figures
from app.demo.story import Moment
from app.demo.voice_figures import days_before
from app.demo.voice_said import Plan, everything_said, read_toml
from app.times import local_date
from models.listening import Listening
from models.people import User
from models.themes import Theme
from models.triage import TriageItem
from participation.rules.desk import FollowUp
from participation.rules.feedback import Felt, Screen
from participation.rules.gate import FOLLOWED_UP, Decision, Letting, Outcome
from participation.rules.people import Actor
from participation.rules.responses import AnswerKind, Draft, Influence
from participation.rules.theme_checks import CheckView
from participation.rules.themes import Shanarri, ThemeState
from participation.rules.ways import USUAL, Way
from participation.rules.working_days import add_working_hours
from participation.services import (
    comeback,
    feedback,
    listening,
    responses,
    theme_checks,
    themes,
    triage,
)

# What this made-up council says their words changed, for each kind of answer in the plan.
CHANGED = {"we_did": Influence.CHANGED, "we_will_by": Influence.PARTLY, "we_could_not": Influence.NOT}
WORDS, PLANS = read_toml("voice_words.toml"), read_toml("voice_plan.toml")


@dataclass
class Told:
    """What the story must remember between its moments."""

    today: datetime
    listenings: dict[str, int]
    said: dict[str, str]  # a plan's name -> the public id of what was said
    themes: dict[str, int]
    actors: dict[str, Actor] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Every moment of the voice story, in no particular order."""
    told = Told(today, {}, {}, {})
    plans = everything_said(dice, WORDS, PLANS, today)
    moments = [
        Moment(days_before(today, one["from"], 0), partial(_set_up, told, key))
        for key, one in WORDS["listenings"].items()
    ]
    for plan in plans:
        moments.append(Moment(plan.at, partial(_say, told, plan)))
        if plan.decided is not None and (at := add_working_hours(plan.at, plan.decided)) < today:
            moments.append(Moment(at, partial(_decide, told, plan)))
            if Outcome(plan.outcome) in FOLLOWED_UP:
                moments += [
                    Moment(later, partial(_follow, told, plan, kind))
                    for kind, hours in ((FollowUp.HEARD_BACK, 5), (FollowUp.REFERRER_TOLD, 9))
                    if (later := add_working_hours(at, hours)) < today
                ]
    moments += voice_figures.story(today)
    for key, plan_of_theme in PLANS.items():
        moments += _theme_moments(told, key, plan_of_theme, [p for p in plans if p.theme == key], dice)
    return moments


def _theme_moments(
    told: Told, key: str, plan: dict[str, Any], plans: list[Plan], dice: random.Random
) -> Iterator[Moment]:
    today = told.today
    yield Moment(days_before(today, plan["made"], 14), partial(_make_theme, told, key, plans))
    asked = plan.get("asked", plan.get("sent", 0) + 2)
    if asked > 2:
        yield Moment(days_before(today, asked, 16), partial(_ask_advisors, told, key))
    if "sent" in plan:
        yield Moment(days_before(today, plan["sent"] + 1, 17), partial(_check_theme, told, key))
        yield Moment(days_before(today, plan["sent"], 10), partial(_send, told, key))
    if "acknowledged" in plan:
        yield Moment(days_before(today, plan["acknowledged"], 11), partial(_acknowledge, told, key))
    for answer in plan["answers"]:
        yield Moment(days_before(today, answer["day"], 15), partial(_answer, told, key, answer))
    if plan["answers"]:
        last = plan["answers"][-1]["day"]
        for one in dice.sample(plans, len(plans) // 2):
            at = days_before(today, dice.randint(max(1, last - 30), max(1, last - 1)), 17)
            yield Moment(
                at, partial(_come_back, told, one, dice.choice(["yes", "yes", "yes", "a_bit", "a_bit", "no"]))
            )


def _set_up(told: Told, key: str) -> None:
    one = WORDS["listenings"][key]
    area = _area(told, one.get("area", ""))
    made = listening.set_up(
        _who(told, "Pia"),
        listening.NewListening(
            title=one["title"], question=one["question"], about=one["about"], more_question=one["more"],
            area=area, opens_at=now(), closes_at=days_before(told.today, one["until"], 23),
            ways=tuple(Way(way) for way in one.get("ways", USUAL)), statements=tuple(one.get("statements", ())),
        ),
    )  # fmt: skip
    told.listenings[key] = made.id


def _say(told: Told, plan: Plan) -> None:
    here = db.session.get_one(Listening, told.listenings[plan.listening])
    draft = feedback.begin(here, plan.route, plan.token)
    area = _area(told, plan.area)
    answers = {
        Screen.FACE: plan.face, Screen.WORDS: plan.words, Screen.MORE: plan.more, Screen.AGE: plan.age,
        Screen.AREA: area,
    }  # fmt: skip
    feedback.keep_all(draft, answers)
    told.said[plan.token] = feedback.send(draft, plan.token)


def _decide(told: Told, plan: Plan) -> None:
    item = db.session.scalars(
        sa.select(TriageItem).where(TriageItem.words_of == told.said[plan.token], TriageItem.is_latest)
    ).one()
    actor = _who(told, "Joy" if plan.by_joy else "Sam")
    opened = triage.open_item(actor, item.public_id)
    changed = {name: text.replace(plan.name, "[name]") for name, text in opened.original.items()}
    decision = Decision(
        outcome=Outcome(plan.outcome), rationale=plan.rationale, reference=plan.reference,
        letting=Letting(plan.letting), changed=changed if plan.name else {},
        stays=frozenset(one for one in triage.marks_of(item) if not plan.name or plan.name not in one),
    )  # fmt: skip
    triage.decide(actor, item.public_id, decision, after=0)


def _follow(told: Told, plan: Plan, kind: FollowUp) -> None:
    """The front door answered the same or the next day; whoever raised it was told soon after."""
    said = told.said[plan.token]
    item = db.session.scalars(
        sa.select(TriageItem).where(TriageItem.words_of == said, TriageItem.is_latest)
    ).one()
    triage.follow_up(_who(told, "Joy" if plan.by_joy else "Sam"), item.public_id, kind, local_date(now()))


def _make_theme(told: Told, key: str, plans: list[Plan]) -> None:
    one = WORDS["themes"][key]
    area = _area(told, one["area"])
    new = themes.NewTheme(one["title"], Shanarri(one["part"]), area=area)
    made = themes.make(_who(told, "Pia"), new)
    themes.add(_who(told, "Pia"), made, [told.said[plan.token] for plan in plans if plan.token in told.said])
    told.themes[key] = made.id


def _ask_advisors(told: Told, key: str) -> None:
    theme_checks.ask(_who(told, "Pia"), _theme(told, key))


def _check_theme(told: Told, key: str) -> None:
    asha = _who(told, "Asha")
    asked = theme_checks.get_to_check(asha, _theme(told, key).public_id)
    theme_checks.give(asha, asked, CheckView.MEANT, "")


def _send(told: Told, key: str) -> None:
    themes.send(_who(told, "Pia"), _theme(told, key), _who(told, "Rhona").public_id)


def _acknowledge(told: Told, key: str) -> None:
    responses.acknowledge(_who(told, "Rhona"), _theme(told, key))


def _answer(told: Told, key: str, answer: dict[str, Any]) -> None:
    theme = _theme(told, key)
    if theme.state is ThemeState.SENT:
        responses.acknowledge(_who(told, "Rhona"), theme)
    by_when = local_date(days_before(told.today, answer["by"], 12)) if "by" in answer else None
    draft = Draft(
        AnswerKind(answer["kind"]), answer["words"], answer["child"], answer.get("evidence", ""), by_when,
        CHANGED[answer["kind"]],
    )  # fmt: skip
    responses.answer(_who(told, "Rhona"), theme, draft)


def _come_back(told: Told, plan: Plan, felt: str) -> None:
    if plan.letting != "keep" and plan.token in told.said:
        comeback.say_listened(told.said[plan.token], Felt(felt))


def _theme(told: Told, key: str) -> Theme:
    return db.session.get_one(Theme, told.themes[key])


def _who(told: Told, name: str) -> Actor:
    if name not in told.actors:
        told.actors[name] = actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())
    return told.actors[name]


def _area(told: Told, name: str) -> str:
    if not told.areas:
        told.areas = {area.name: area.public_id for area in listening.areas()}
    return told.areas.get(name, "")
