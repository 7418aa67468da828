"""What voice tells a governance summary: who was heard, themes, safeguarding totals, answers owed and given.

Counts only what had a human safeguarding decision; hides numbers of one to four people, and what would give them away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.db import db
from app.times import day
from models.feedback import Feedback
from models.places import Area, team_areas
from models.responses import Answer
from models.themes import Theme
from models.triage import TriageItem
from participation.rules.facts import Fact, Section
from participation.rules.feedback import CHILD_BANDS, Route
from participation.rules.gate import OUTCOME_WORDS, Outcome, WordsKind
from participation.rules.people import AgeBand
from participation.rules.responses import ANSWER_WORDS, AnswerKind
from participation.rules.small_numbers import hide_small, shown
from participation.services import responses
from participation.services.released import ReleasedFeedback
from participation.services.themes import items_in_theme

FEW = "fewer than five"
QUOTES = 2
LONGEST_QUOTE = 160


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """Facts of [since, until) for one team's areas, or for the whole place with None."""
    areas = _areas(team_id)
    return [
        *_heard(areas, since, until), *_themes(areas, since, until), *_safeguarding(areas, since, until),
        *_answers(areas, since, until),
    ]  # fmt: skip


def _areas(team_id: int | None) -> list[int] | None:
    if team_id is None:
        return None
    return list(db.session.scalars(sa.select(team_areas.c.area_id).where(team_areas.c.team_id == team_id)))


def _heard(areas: list[int] | None, since: datetime, until: datetime) -> list[Fact]:
    decided = sa.and_(
        TriageItem.kind == WordsKind.FEEDBACK, TriageItem.words_of == Feedback.public_id, TriageItem.is_latest,
        TriageItem.decided_at.is_not(None),
    )  # fmt: skip
    query = (
        sa.select(Feedback.route, Feedback.age_band, Area.name).join(TriageItem, decided)
        .outerjoin(Area, Area.id == Feedback.area_id)
        .where(Feedback.said_at >= since, Feedback.said_at < until, *_in(Feedback.area_id, areas))
    )  # fmt: skip
    rows = db.session.execute(query).all()
    total = shown(len(rows))
    facts = [Fact(
        Section.HEARD, "heard:total", f"{_many(total)} told us how something is going.",
        f"{_many(total)} told us what they think.", {"people": total},
    )]  # fmt: skip
    if not total:
        return facts
    children = [band for route, band, _ in rows if route is Route.CHILD]
    ages = Counter(_band(band) for band in children)
    facts.append(_split("heard:age", "Children and young people by age", "How old they were", ages))
    facts.append(
        _split(
            "heard:area",
            "By area",
            "Where they live or play",
            Counter(name or "not said" for *_, name in rows),
        )
    )
    routes = Counter(
        "children and young people" if route is Route.CHILD else "parents and carers" for route, *_ in rows
    )
    facts.append(_split("heard:route", "Who spoke", "Who spoke", routes))
    return facts


def _split(key: str, officer: str, child: str, counts: Counter[str]) -> Fact:
    hidden = hide_small(counts)
    order = [*CHILD_BANDS.values(), *sorted(set(hidden) - set(CHILD_BANDS.values()))]
    in_order = [(name, hidden[name]) for name in order if name in hidden]
    told = "; ".join(f"{name}: {FEW if many is None else many}" for name, many in in_order)
    why = " Small numbers are hidden, and sometimes one more so that they cannot be worked out."
    note = why if None in hidden.values() else ""
    return Fact(Section.HEARD, key, f"{officer}: {told}.{note}", f"{child}: {told}.", hidden)


def _themes(areas: list[int] | None, since: datetime, until: datetime) -> list[Fact]:
    query = (
        sa.select(Theme, items_in_theme()).where(
            Theme.sent_at >= since, Theme.sent_at < until, *_in(Theme.area_id, areas)
        ).order_by(Theme.sent_at)
    )  # fmt: skip
    rows = db.session.execute(query).all()
    quotes = _quotes([theme.id for theme, _ in rows])
    return [_theme(theme, shown(many), quotes.get(theme.id, [])) for theme, many in rows]


def _theme(theme: Theme, people: int | None, quotes: list[str]) -> Fact:
    said = " ".join(f"“{quote}”" for quote in quotes)
    return Fact(
        Section.THEMES, f"theme:{theme.public_id}", f"{theme.title} ({_many(people).lower()}). {said}".strip(),
        f"{theme.title}. {said}".strip(), {"people": people},
    )  # fmt: skip


def _quotes(theme_ids: list[int]) -> dict[int, list[str]]:
    """The first short released words of each theme that at least five people are in: two queries in all."""
    said = ReleasedFeedback().quotes_by_theme(theme_ids)
    return {
        key: _spread([words for words in texts if 15 <= len(words) <= LONGEST_QUOTE])
        for key, texts in said.items()
        if len(texts) >= 5
    }


def _spread(texts: list[str]) -> list[str]:
    """The first, and one from the middle, so that they are not two of the same afternoon."""
    return texts[:: max(1, len(texts) // QUOTES)][:QUOTES]


def _safeguarding(areas: list[int] | None, since: datetime, until: datetime) -> list[Fact]:
    query = (
        sa.select(TriageItem.outcome, TriageItem.decided_at, TriageItem.due_at)
        .where(
            TriageItem.outcome.is_not(None), TriageItem.decided_at >= since, TriageItem.decided_at < until,
            *_in(TriageItem.area_id, areas),
        )
    )  # fmt: skip
    rows = db.session.execute(query).all()
    counts = Counter(row.outcome for row in rows)
    worried = shown(sum(many for outcome, many in counts.items() if outcome is not Outcome.NO_CONCERN))
    in_time = sum(row.decided_at <= row.due_at for row in rows)
    hidden = hide_small({str(outcome): counts.get(outcome, 0) for outcome in Outcome})
    told = ", ".join(
        f"{OUTCOME_WORDS[Outcome(name)][0].lower()} {FEW if many is None else many}"
        for name, many in hidden.items()
    )
    late = shown(len(rows) - in_time)
    return [Fact(
        Section.SAFEGUARDING, "safeguarding:totals",
        f"{len(rows)} read by the safeguarding desk: {told}. {FEW.capitalize() if late is None else late} read late."
        if shown(len(rows)) else f"{_many(shown(len(rows)))} had words read by the safeguarding desk.",
        "People whose job is to keep children safe read everything first. "
        + (
            "Sometimes they found that a child needed help."
            if worried is None or worried
            else "In what they read, they saw nothing that needed more help."
        ),
        {"read": shown(len(rows)), "worried": worried, "late": late, **hidden},
    )]  # fmt: skip


def _answers(areas: list[int] | None, since: datetime, until: datetime) -> list[Fact]:
    owed = responses.owed_now(areas)
    query = (
        sa.select(Answer, Theme).join(Theme, Theme.id == Answer.theme_id).where(
            Answer.given_at >= since, Answer.given_at < until, *_in(Theme.area_id, areas, or_whole=True)
        ).order_by(Answer.given_at)
    )  # fmt: skip
    facts = [_answer(given, theme) for given, theme in db.session.execute(query)]
    facts.append(Fact(
        Section.ANSWERS, "answers:owed",
        f"{plural(owed.owed, 'answer', 'answers')} still owed; {owed.overdue} late.",
        f"We still owe you {plural(owed.owed, 'answer', 'answers')}. "
        + (f"{owed.overdue} of our answers or promises are late." if owed.overdue else "None is late."),
        {"owed": owed.owed, "overdue": owed.overdue, "given": len(facts)}, not_done=bool(owed.overdue),
    ))  # fmt: skip
    return facts


def _answer(given: Answer, theme: Theme) -> Fact:
    verb = ANSWER_WORDS[given.kind]
    by = f" by {day(given.by_when)}" if given.by_when else ""
    return Fact(
        Section.ANSWERS, f"answer:{given.public_id}", f"{theme.title}. {verb}{by}: {given.words}",
        f"You said: {theme.title}. {verb}{by}: {given.child_words}", not_done=given.kind is AnswerKind.WE_COULD_NOT,
    )  # fmt: skip


def _in(column: Any, areas: Iterable[int] | None, *, or_whole: bool = False) -> list[sa.ColumnElement[bool]]:
    if areas is None:
        return []
    inside = column.in_(list(areas))
    return [sa.or_(inside, column.is_(None))] if or_whole else [inside]


def plural(count: int, one: str, many: str) -> str:
    """ "1 answer", "12 answers"."""
    return f"{count:,} {one if count == 1 else many}"


def _many(people: int | None) -> str:
    if people is None:
        return "Fewer than five people"
    return "Nobody" if people == 0 else plural(people, "person", "people")


def _band(band: AgeBand | None) -> str:
    return "not said" if band is None else CHILD_BANDS[band]
