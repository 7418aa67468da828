"""The demo's told choice, I and We, and a young researcher's question, from training to the idea made of it."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.story import Moment
from app.demo.voice_said import read_toml
from app.times import local_date
from commissioning.services import proposals_choices, research_ideas
from models.feedback import Feedback
from models.listening import Listening
from models.people import User
from models.research import Research
from models.themes import Theme, ThemeItem
from models.triage import TriageItem
from participation.rules.feedback import Route, Screen
from participation.rules.gate import Decision, Letting, Outcome, WordsKind
from participation.rules.people import Actor
from participation.rules.told import Means
from participation.rules.ways import Way
from participation.services import feedback, listening, pairs, panels, research, told, triage

PLAN = read_toml("listened.toml")
ANSWERED = read_toml("voice_words.toml")["themes"]["library"]["title"]  # answered three weeks ago
READ = "Read through. An ordinary view of the place, and nobody is named."
AGREES = {"y": "yes", "p": "partly", "n": "no"}


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Ten weeks: two listenings, each with its answers, and what came of them."""

    def at(days: float, do: Any, *args: Any) -> Moment:
        return Moment(today - timedelta(days=days), partial(do, *args))

    asked, found = PLAN["listening"], PLAN["research"]
    return [
        at(70, _pairs), at(64, _ask_pairs, today - timedelta(days=48)),
        *(at(62 - n / 2, _answer_pairs, n, words, dice.getrandbits(128)) for n, words in enumerate(asked["words"])),
        at(49, _desk), at(30, _choose_a_worker), at(28, _done),
        at(44, _train), at(43, _question, found["question"], found["why"]), at(42.5, _desk),
        at(41, _set_up, today - timedelta(days=20)),
        *(at(38 - n, _answer, words, dice.getrandbits(128)) for n, words in enumerate(found["answers"])),
        at(25, _desk), at(12, _find), at(11.5, _desk), at(9, _idea),
        at(3, _question, found["next_question"], found["next_why"]), at(2.2, _desk),
    ]  # fmt: skip


def _pairs() -> None:
    for one in PLAN["pairs"]:
        pairs.make(_actor("Pia"), one["i"], one["we"], one["service"], _actor("Rhona").public_id)


def _ask_pairs(closes_at: datetime) -> None:
    one = PLAN["listening"]
    listening.set_up(_actor("Pia"), listening.NewListening(
        title=one["title"], question=one["question"], about=one["about"], group=one["group"], for_parents=False,
        opens_at=now(), closes_at=closes_at, ways=(Way.STATEMENTS, Way.WRITE),
        pairs=tuple(pair.public_id for pair in pairs.asked_now()),
    ))  # fmt: skip


def _answer_pairs(number: int, words: str, seed: int) -> None:
    said = " ".join(f"{at}={AGREES[one['answers'][number]]}" for at, one in enumerate(PLAN["pairs"]))
    _say(
        PLAN["listening"]["title"], {Screen.STATEMENTS: said, Screen.WORDS: words, Screen.AGE: "10-12"}, seed
    )


def _done() -> None:
    """Rhona writes what was done about one pair; another stays owed."""
    rhona = _actor("Rhona")
    words = {one["i"]: one["done"] for one in PLAN["pairs"] if "done" in one}
    for beside in pairs.beside():
        if beside.pair.i_words in words:
            pairs.write_done(rhona, beside.pair, words[beside.pair.i_words])


def _choose_a_worker() -> None:
    """Somebody who spoke about the library comes back, and wants to hear the answer from Pia."""
    said = db.session.scalars(
        sa.select(Feedback).join(ThemeItem, ThemeItem.feedback_id == Feedback.id)
        .join(Theme, Theme.id == ThemeItem.theme_id).where(Theme.title == ANSWERED).order_by(Feedback.id).limit(1)
    ).one()  # fmt: skip
    told.choose(Actor.nobody(), said, Means.WORKER, _actor("Pia").public_id)


def _train() -> None:
    research.train(_actor("Pia"), _user("Asha"), local_date(now()) - timedelta(days=1))


def _question(question: str, why: str) -> None:
    research.ask(_actor("Asha"), panels.panels_for(_actor("Asha"))[0], question, why)


def _set_up(closes_at: datetime) -> None:
    pia, one = _actor("Pia"), PLAN["research"]
    own = research.get_to_set_up(pia, research.to_set_up()[0].public_id)
    research.set_up(pia, own, listening.NewListening(
        title=one["title"], question=own.question, group=one["group"], for_parents=False, opens_at=now(),
        closes_at=closes_at, ways=(Way.FACES, Way.WRITE),
        about="Young people on our panel ask this. They read the answers, and say what they found.",
    ))  # fmt: skip


def _answer(words: str, seed: int) -> None:
    _say(PLAN["research"]["title"], {Screen.FACE: "3", Screen.WORDS: words, Screen.AGE: "13-15"}, seed)


def _find() -> None:
    research.write_finding(_actor("Asha"), _own(), PLAN["research"]["finding"])


def _idea() -> None:
    asha, own = _actor("Asha"), _own()
    team = proposals_choices.teams_open_to(asha)[0].public_id
    found = research.findings_of(own)[0].finding
    made = research_ideas.make_idea(asha, own, found.public_id, team)
    made.title = "A light and a sign at the bus stop"


def _own() -> research.Own:
    first = sa.select(Research.public_id).where(Research.listening_id.is_not(None)).order_by(Research.id)
    return research.get_own(_actor("Asha"), db.session.scalars(first.limit(1)).one())


def _say(title: str, answers: dict[Screen, str], seed: int) -> None:
    here = db.session.scalars(sa.select(Listening).where(Listening.title == title)).one()
    token = f"{seed:064x}"
    draft = feedback.begin(here, Route.CHILD, token)
    feedback.keep_all(draft, answers)
    feedback.send(draft, token)


def _desk() -> None:
    """Sam reads what came to these two listenings, and from the young researcher, and lets it through."""
    ours = (PLAN["listening"]["title"], PLAN["research"]["title"])
    said = sa.select(Feedback.public_id).join(Listening, Listening.id == Feedback.listening_id)
    mine = sa.or_(
        TriageItem.kind.in_((WordsKind.RESEARCH, WordsKind.FINDING)),
        TriageItem.words_of.in_(said.where(Listening.title.in_(ours))),
    )
    for item in db.session.scalars(sa.select(TriageItem).where(TriageItem.decided_at.is_(None), mine)).all():
        triage.decide(
            _actor("Sam"),
            item.public_id,
            Decision(
                Outcome.NO_CONCERN, READ, "", Letting.RELEASE, {}, stays=frozenset(triage.marks_of(item))
            ),
            after=0,
        )


def _user(name: str) -> User:
    return db.session.scalars(sa.select(User).where(User.name == name)).one()


def _actor(name: str) -> Actor:
    return actor_from(_user(name))
