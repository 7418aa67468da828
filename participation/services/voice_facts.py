"""What voice tells a governance summary: who was heard, themes, safeguarding totals, answers owed and given.

Counts only what had a human safeguarding decision; hides numbers of one to four people, and what would give them away.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.db import db
from app.times import day
from models.places import team_areas
from models.responses import Answer
from models.themes import Theme
from participation.rules.facts import Brief, Fact, Quote, Section
from participation.rules.responses import ANSWER_WORDS, AnswerKind, said_once
from participation.rules.small_numbers import shown
from participation.services import responses_told
from participation.services.released import ReleasedFeedback
from participation.services.themes import items_in_theme
from participation.services.voice_facts_desk import desk_facts
from participation.services.voice_facts_heard import heard_facts, many_people, plural

QUOTES = 2
LONGEST_QUOTE = 160


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """Facts of [since, until) for one team's areas, or for the whole place with None."""
    areas = _areas(team_id)
    return [
        *(heard := heard_facts(team_id, since, until)), *(themes := _themes(areas, since, until)),
        *_counted_differently(heard[0], themes), *desk_facts(team_id, since, until), *_answers(areas, since, until),
    ]  # fmt: skip


def _areas(team_id: int | None) -> list[int] | None:
    if team_id is None:
        return None
    return list(db.session.scalars(sa.select(team_areas.c.area_id).where(team_areas.c.team_id == team_id)))


def _themes(areas: list[int] | None, since: datetime, until: datetime) -> list[Fact]:
    query = (
        sa.select(Theme, items_in_theme()).where(
            Theme.sent_at >= since, Theme.sent_at < until, *_in(Theme.area_id, areas)
        ).order_by(Theme.sent_at)
    )  # fmt: skip
    rows = db.session.execute(query).all()
    quotes = _quotes([theme.id for theme, _ in rows])
    return [_theme(theme, shown(many), quotes.get(theme.id, [])) for theme, many in rows]


def _theme(theme: Theme, people: int | None, quotes: list[Quote]) -> Fact:
    said = " ".join(f"“{quote.words}”" for quote in quotes)
    return Fact(
        Section.THEMES, f"theme:{theme.public_id}", f"{theme.title} ({many_people(people).lower()}). {said}".strip(),
        f"{theme.title}. {said}".strip(), {"people": people},
        brief=Brief("What many of you said:" if people else "What some of you said:", theme.title),
        quotes=tuple(quotes),
    )  # fmt: skip


def _counted_differently(heard: Fact, themes: list[Fact]) -> list[Fact]:
    """Why the themes' numbers add up to more people than were heard, where they do. Reads shown numbers only."""
    in_themes = sum(theme.figures["people"] or 0 for theme in themes)
    if in_themes <= (heard.figures["people"] or 0):
        return []
    return [Fact(
        Section.THEMES, "themes:counted",
        "One person can be in more than one theme, and a theme counts everyone in it, whenever they spoke.",
        "One person can be in more than one of these, and some may have told us before.",
        for_children=False,  # children are told no theme's number
    )]  # fmt: skip


def _quotes(theme_ids: list[int]) -> dict[int, list[Quote]]:
    """The first short released words of each theme that at least five people are in: two queries in all."""
    said = ReleasedFeedback().said_by_theme(theme_ids)
    return {
        key: _spread([Quote(*one) for one in texts if 15 <= len(one[1]) <= LONGEST_QUOTE])
        for key, texts in said.items()
        if len(texts) >= 5
    }


def _spread(texts: list[Quote]) -> list[Quote]:
    """The first, and one from the middle, so that they are not two of the same afternoon."""
    return texts[:: max(1, len(texts) // QUOTES)][:QUOTES]


def _answers(areas: list[int] | None, since: datetime, until: datetime) -> list[Fact]:
    owed = responses_told.owed_now(areas)
    query = (
        sa.select(Answer, Theme).join(Theme, Theme.id == Answer.theme_id).where(
            Answer.given_at >= since, Answer.given_at < until, *_in(Theme.area_id, areas, or_whole=True)
        ).order_by(Answer.given_at)
    )  # fmt: skip
    facts = [_answer(given, theme) for given, theme in db.session.execute(query)]
    facts.append(still_owed(owed, *responses_told.late_now(areas), given=len(facts)))
    return facts


def still_owed(owed: responses_told.Owed, answers: list[str], promises: list[str], given: int) -> Fact:
    """How much is owed, and by name what of it is late: an answer nobody gave, or a promise made in one."""
    officer, child = ["No answer is still owed."], ["We owe you no answers."]
    if owed.owed:
        verb = "is" if len(answers) == 1 else "are"
        late = f"{len(answers)} of them {verb} late" if answers else "None of them is late"
        officer = [f"{plural(owed.owed, 'answer', 'answers')} still owed.", f"{late}{_named(answers, 8)}."]
        child = [f"We owe you {plural(owed.owed, 'answer', 'answers')}."]
        child.append(f"{late}{_named(answers, 3)}.")
    if promises:
        verb = "is" if len(promises) == 1 else "are"
        officer.append(
            f"{plural(len(promises), 'promise', 'promises')} made in an answer {verb} late{_named(promises, 8)}."
        )
        many = plural(len(promises), "promise", "promises")
        child.append(f"{many} we made you {verb} late{_named(promises, 3)}.")
    return Fact(
        Section.ANSWERS, "answers:owed", " ".join(officer), " ".join(child),
        {"owed": owed.owed, "overdue": owed.overdue, "given": given}, not_done=bool(owed.overdue),
    )  # fmt: skip


def _named(titles: list[str], most: int) -> str:
    """The first of them by name; the public list of what is owed has every one."""
    names = ", ".join(f"“{title}”" for title in titles[:most])
    return f": {names}{' and more' if len(titles) > most else ''}" if names else ""


def _answer(given: Answer, theme: Theme) -> Fact:
    verb = ANSWER_WORDS[given.kind] + (f" to {given.passed_to}" if given.passed_to else "")
    by = f" by {day(given.by_when)}" if given.by_when else ""
    return Fact(
        Section.ANSWERS, f"answer:{given.public_id}", f"{theme.title}. {verb}{by}: {given.words}",
        f"You said: {theme.title}. {said_once(verb + by, given.child_words)}",
        not_done=given.kind in {AnswerKind.WE_COULD_NOT, AnswerKind.NOT_OURS},
        brief=_answered(given, theme),
    )  # fmt: skip


def _answered(given: Answer, theme: Theme) -> Brief | None:
    """For children what was done and promised is listed; their own page has each answer whole. A no is told whole."""
    if given.kind is AnswerKind.WE_DID:
        return Brief("We did something about:", theme.title)
    if given.kind is AnswerKind.WE_WILL_BY and given.by_when:
        return Brief(
            "We promised to do something about:", f"{theme.title} (by {day(given.by_when).partition(' ')[2]})"
        )
    return None


def _in(column: Any, areas: Iterable[int] | None, *, or_whole: bool = False) -> list[sa.ColumnElement[bool]]:
    if areas is None:
        return []
    inside = column.in_(list(areas))
    return [sa.or_(inside, column.is_(None))] if or_whole else [inside]
