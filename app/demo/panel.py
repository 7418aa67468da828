"""The demo's young advisors' panel: ages, packs and questions, a forum that comes round, talk, and what they raise."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.story import Moment
from app.times import local_date
from commissioning.rules.advice import Followed, View
from commissioning.rules.packs import NewPack
from commissioning.rules.panel_questions import NewQuestion
from commissioning.rules.pence import Pence
from commissioning.rules.thanks import Feeling, Thank, Way
from commissioning.services import advice, pack_questions, packs, panel_questions, thanks, two_people
from models.people import User
from models.places import Team
from models.proposals import Proposal
from models.raised import Raised
from models.triage import TriageItem
from participation.rules.ages import Age
from participation.rules.forums import Plan, Rhythm
from participation.rules.gate import Decision, Letting, Outcome, WordsKind
from participation.rules.people import Actor, AgeBand
from participation.rules.responses import AnswerKind, Draft
from participation.rules.vetting import Check
from participation.services import forums, panel_talk, panels, raised, triage, vetting

OURS = (
    WordsKind.ADVICE, WordsKind.PACK_QUESTION, WordsKind.GROUP_ADVICE, WordsKind.RAISED, WordsKind.PANEL_TALK,
    WordsKind.FORUM_WORDS,
)  # fmt: skip
FINE = "Read through. Nothing in it worries me about anybody."
FORUM = "Tuesday table"
BUS = "The bus to the college costs more than some of us get in a week. Could advisors and care leavers ride free?"
ANSWER = (
    "From 1 December every young advisor and care leaver has a free bus pass. Pia has the forms. You asked for it in "
    "three meetings, and you were right."
)
LETTERS = "Letters about our reviews use words nobody says. Please write family time and home, like we do."
QUESTION, ANSWERED = (
    "Is it open when school is shut?",
    "Yes. The group has said so in writing, and it is a condition.",
)
NOTES = (
    "They talked about the bus to college, and want to raise it with Noor. Two had read the packs and found them long.",
    "They looked at the new pack together. They liked what children said in it. They ask for pictures next time.",
)  # fmt: skip
TALK = (
    ("Pia", "The hall is warm again, so Tuesday is on. There will be soup."),
    ("Asha", "Can we start ten minutes later? My bus comes at five past."),
    ("Leah", "I can meet anybody at the bus stop at five."),
)


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Nine weeks on the panel."""

    def at(days: float, do: Any, *args: Any) -> Moment:
        return Moment(today - timedelta(days=days), partial(do, *args))

    return [
        at(64, _ages, local_date(today)), at(62, _forum),
        at(48, _agenda, 0), at(41, _meet, 0), at(40.9, _desk), at(40, _raise, BUS), at(39.5, _desk),
        at(33, _answer_bus),
        at(22, _raise, LETTERS), at(21.5, _desk), at(20, _training, local_date(today)),
        at(20.5, _agenda, 1), at(13, _meet, 1), at(12.9, _desk), at(12, _thank), at(11.5, _agree),
        at(11, _how_they_are),
        at(16, _question), at(15, _views), at(14.5, _desk), at(6, _noor_answers), at(4.8, _question_now),
        at(5, _pack), at(4.5, _ask), at(4.4, _desk), at(4, _answer), at(3.5, _say, 0), at(3, _say, 1), at(2.9, _desk),
        at(2.5, _say, 2), at(2.4, _desk),
    ]  # fmt: skip


def _ages(today: date) -> None:
    """Asha turns 18 within the year; Tomos turns 16 in three weeks, so both he and Leah are told."""
    for name, band, days in (
        ("Asha", AgeBand.SIXTEEN_SEVENTEEN, 290),
        ("Tomos", AgeBand.THIRTEEN_TO_FIFTEEN, 21),
    ):
        member = panels.get_member(_panel(), _user(name).public_id)
        panels.note_age(_actor("Pia"), member, Age(band, today + timedelta(days=days)))


def _forum() -> None:
    first = local_date(now()) + timedelta(days=(1 - local_date(now()).weekday()) % 7)
    plan = Plan(Rhythm.WEEKLY, first, time(17, 15), 75, in_term=True)
    forums.begin(_actor("Pia"), _panel(), FORUM, plan, "Harbour Hall")


def _agenda(number: int) -> None:
    """Asha puts something on the agenda of the Tuesday that comes next."""
    today = local_date(now())
    day = _day_on(today + timedelta(days=(1 - today.weekday()) % 7))
    forums.write(_actor("Asha"), day, "The bus to college" if number == 0 else "The new pack", is_note=False)


def _meet(number: int) -> None:
    """The last Tuesday before now: what was said, who was there."""
    pia, today = _actor("Pia"), local_date(now())
    day = _day_on(today - timedelta(days=(today.weekday() - 1) % 7))
    forums.write(pia, day, NOTES[number], is_note=True)
    forums.note_there(pia, day, [_user(name).public_id for name in ("Asha", "Tomos")])


def _day_on(on: date) -> forums.Day:
    return forums.get_day(_actor("Pia"), forums.of_panel(_panel())[0].public_id, on)


def _raise(words: str) -> None:
    raised.bring(_actor("Asha"), _panel(), _user("Noor").public_id, words)


def _answer_bus() -> None:
    noor = _actor("Noor")
    item = db.session.scalars(sa.select(Raised.public_id).order_by(Raised.id).limit(1)).one()
    draft = Draft(AnswerKind.WE_DID, ANSWER, ANSWER, "The pass itself, at the front desk of the town hall")
    raised.answer(noor, raised.get_to_answer(noor, item), draft)


def _training(today: date) -> None:
    """Pia's safeguarding training runs out soon, and she sees it coming."""
    adult = vetting.get_adult(_user("Pia").public_id)
    done = today - timedelta(days=3 * 365 - 26)
    vetting.note(_actor("Ada"), adult, Check.TRAINING, done, today + timedelta(days=26))


def _thank() -> None:
    on = local_date(now()) - timedelta(days=1)
    for name, way, pence, what in (
        ("Asha", Way.VOUCHER, 10_00, "Reading packs and the Tuesday table"), ("Tomos", Way.BOUGHT, 4_20, "Bus fares"),
    ):  # fmt: skip
        thank = Thank(way, Pence(pence), what, on, time(17, 15), benefits_talked=True)
        thanks.ask(_actor("Pia"), _panel(), _user(name).public_id, thank)


def _agree() -> None:
    first = thanks.of_panel(_panel())[-1]
    assert first.held is not None  # noqa: S101 - asking always proposes
    two_people.confirm(_actor("Farid"), first.held)
    thanks.give(_actor("Pia"), _panel(), first.public_id)


def _how_they_are() -> None:
    for name, feeling in (("Asha", Feeling.FINE), ("Tomos", Feeling.TALK)):
        thanks.check_in(_actor("Pia"), _panel(), _user(name).public_id, feeling)


def _pack() -> None:
    """Carol writes two packs in plain words; the second cannot wait seven days, and says why."""
    for number, idea in enumerate(_open_ideas()[:2]):
        heard = tuple(one.public_id for one in packs.to_choose(idea)[-2:])
        sooner = number == 1
        packs.write(_actor("Carol"), idea, NewPack(
            asked=f"The question is whether to say yes to “{idea.title}”. {idea.need}",
            money=f"It asks for {idea.ask_pence} from the south team’s pot. If you say no, the money stays in the pot.",
            careful="It talks about children who are frightened at home." if number == 0 else "",
            reply_on=local_date(now()) + timedelta(days=6 if sooner else 9), heard=heard,
            why_sooner="The group loses the room at the end of the week if we cannot say yes or no." if sooner else "",
        ))  # fmt: skip


def _question() -> None:
    _put(NewQuestion(
        "Opening hours of the library", "The library may close at five on weekdays and open on Sundays. It costs the "
        "same. We want to know which is better for you.", _user("Noor").public_id,
        local_date(now()) + timedelta(days=8),
    ))  # fmt: skip


def _views() -> None:
    for name, view, why in (
        ("Asha", View.OPPOSE, "After college I get there at six. Sunday I am with my sister."),
        ("Tomos", View.SUPPORT_IF, "Sunday is good if one evening stays open as well."),
    ):
        actor = _actor(name)
        found = panel_questions.of_panel(_panel())[0]
        panel_questions.give(actor, panel_questions.get_for(actor, found.public_id), view, why)


def _noor_answers() -> None:
    noor = _actor("Noor")
    shown = panel_questions.get_to_answer(noor, panel_questions.of_panel(_panel())[0].public_id)
    panel_questions.answer(
        noor, shown, Followed.PARTLY, "You said that five is too early. So two days stay open until seven, and we open "
        "on Sundays as well. One of you said no to Sundays. We try it for a year and ask you again.",
    )  # fmt: skip


def _question_now() -> None:
    _put(NewQuestion(
        "A room by the quay", "We may rent a room by the quay. It would be yours after school, from three to eight. "
        "It costs £400 a week. If we say no, the money goes to the youth club.", _user("Noor").public_id,
        local_date(now()) + timedelta(days=9),
    ))  # fmt: skip


def _put(new: NewQuestion) -> None:
    panel_questions.write(_actor("Pia"), _panel(), new)


def _ask() -> None:
    for idea in _open_ideas()[:1]:
        pack_questions.ask(_actor("Tomos"), idea, QUESTION)


def _answer() -> None:
    carol = _actor("Carol")
    for public_id in pack_questions.waiting_ids(carol):
        pack_questions.answer(carol, pack_questions.get_to_answer(public_id), ANSWERED)


def _say(number: int) -> None:
    name, words = TALK[number]
    panel_talk.say(_actor(name), _panel(), words)


def _open_ideas() -> list[Proposal]:
    found = advice.waiting_for(_actor("Tomos"))
    return [one.proposal for one in found]


def _desk() -> None:
    """Sam reads what came from the panel, and lets it through."""
    waiting = sa.select(TriageItem).where(TriageItem.decided_at.is_(None), TriageItem.kind.in_(OURS))
    for item in db.session.scalars(waiting).all():
        decision = Decision(
            Outcome.NO_CONCERN, FINE, "", Letting.RELEASE, {}, stays=frozenset(triage.marks_of(item))
        )
        triage.decide(_actor("Sam"), item.public_id, decision, after=0)


def _panel() -> Team:
    return panels.panels_for(_actor("Pia"))[0]


def _user(name: str) -> User:
    return db.session.scalars(sa.select(User).where(User.name == name)).one()


def _actor(name: str) -> Actor:
    return actor_from(_user(name))
