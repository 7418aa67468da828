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
from participation.rules.facts import Brief, Fact, Quote, Section
from participation.rules.feedback import CHILD_BANDS, Route
from participation.rules.gate import OUTCOME_WORDS, Outcome, WordsKind
from participation.rules.people import AgeBand
from participation.rules.responses import ANSWER_WORDS, AnswerKind, said_once
from participation.rules.small_numbers import Hidden, hide_small, shown, tell_small
from participation.services import responses_told
from participation.services.desk_counts import decided_between
from participation.services.how_said import is_counted
from participation.services.released import ReleasedFeedback
from participation.services.themes import items_in_theme

QUOTES = 2
LONGEST_QUOTE = 160


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """Facts of [since, until) for one team's areas, or for the whole place with None."""
    areas = _areas(team_id)
    return [
        *(heard := _heard(areas, since, until)), *(themes := _themes(areas, since, until)),
        *_counted_differently(heard[0], themes), *_safeguarding(areas, since, until), *_answers(areas, since, until),
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
    kinds = (Feedback.route, Feedback.age_band, Area.name)
    query = (
        sa.select(*kinds, sa.func.count()).select_from(Feedback).join(TriageItem, decided)
        .outerjoin(Area, Area.id == Feedback.area_id)
        .where(Feedback.said_at >= since, Feedback.said_at < until, is_counted(), *_in(Feedback.area_id, areas))
        .group_by(*kinds).order_by(*kinds)
    )  # fmt: skip
    ages, places, everybody = Counter[AgeBand | None](), Counter[str](), 0
    for route, band, place, many in db.session.execute(query):
        everybody += many
        places[place or "not said"] += many
        if route is Route.CHILD:
            ages[band] += many
    total = shown(everybody)
    facts = [Fact(
        Section.HEARD, "heard:total", f"{_many(total)} told us how something is going.",
        f"{_many(total)} told us what they think.", {"people": total},
    )]  # fmt: skip
    if not total:
        return facts
    children = ages.total()
    routes = Counter({"children and young people": children, "parents and carers": everybody - children})
    facts.append(_ages(ages, hide_small(routes)["children and young people"]))
    facts.append(_split("heard:area", "By area", "Where they live or play", places))
    facts.append(_split("heard:route", "Who spoke", "Who spoke", +routes))
    return facts


def _ages(ages: Counter[AgeBand | None], told: int | None) -> Fact:
    """By age; not when how many children spoke is hidden, or their ages would add up to it."""
    if told is None:
        why = "not shown, so that a small number cannot be worked out."
        return Fact(
            Section.HEARD,
            "heard:age",
            f"Children and young people by age: {why}",
            f"How old they were: {why}",
        )
    named = Counter({_band(band): many for band, many in ages.items()})
    return _split("heard:age", "Children and young people by age", "How old they were", named)


def _split(key: str, officer: str, child: str, counts: Counter[str]) -> Fact:
    many = tell_small(counts)
    order = [*CHILD_BANDS.values(), *sorted(set(many) - set(CHILD_BANDS.values()))]
    told = "; ".join(f"{name}: {many[name]}" for name in order if name in many) or "nobody"
    note = _why_hidden(many.values())
    hidden = hide_small(counts)
    figures = {name: hidden[name] for name in order if name in hidden}
    return Fact(Section.HEARD, key, f"{officer}: {told}.{note}", f"{child}: {told}.", figures)


def _why_hidden(told: Iterable[int | Hidden]) -> str:
    hidden = {many for many in told if isinstance(many, Hidden)}
    if Hidden.WITH_IT in hidden:
        return (
            " Small numbers are hidden. “Not shown” is a number left out so that they cannot be worked out."
        )
    return " Small numbers are hidden." if hidden else ""


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
        Section.THEMES, f"theme:{theme.public_id}", f"{theme.title} ({_many(people).lower()}). {said}".strip(),
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


def _safeguarding(areas: list[int] | None, since: datetime, until: datetime) -> list[Fact]:
    counts, many_late = decided_between(since, until, *_in(TriageItem.area_id, areas))
    read, late = counts.total(), shown(many_late)
    by_outcome = {str(outcome): counts.get(outcome, 0) for outcome in Outcome}
    hidden, telling = hide_small(by_outcome), tell_small(by_outcome)
    worried = shown(sum(many for outcome, many in counts.items() if outcome is not Outcome.NO_CONCERN))
    if hidden[Outcome.NO_CONCERN] is None:
        worried = None  # otherwise what was hidden is the total less this
    told = ", ".join(
        f"{OUTCOME_WORDS[Outcome(name)][0].lower()} {many}" for name, many in telling.items() if many != 0
    )
    return [Fact(
        Section.SAFEGUARDING, "safeguarding:totals",
        f"{read} read by the safeguarding desk: {told}. "
        f"{Hidden.SMALL.capitalize() if late is None else late} read late.{_why_hidden(telling.values())}"
        if shown(read) else f"{_many(shown(read))} had words read by the safeguarding desk.",
        "Trained grown-ups read everything first. "
        + ("Sometimes a child needed help." if worried is None or worried else "Nothing they read needed more help."),
        {"read": shown(read), "worried": worried, "late": late, **hidden},
    )]  # fmt: skip


def _answers(areas: list[int] | None, since: datetime, until: datetime) -> list[Fact]:
    owed = responses_told.owed_now(areas)
    query = (
        sa.select(Answer, Theme).join(Theme, Theme.id == Answer.theme_id).where(
            Answer.given_at >= since, Answer.given_at < until, *_in(Theme.area_id, areas, or_whole=True)
        ).order_by(Answer.given_at)
    )  # fmt: skip
    facts = [_answer(given, theme) for given, theme in db.session.execute(query)]
    facts.append(Fact(
        Section.ANSWERS, "answers:owed",
        f"{plural(owed.owed, 'answer', 'answers')} still owed; {owed.overdue} late.",
        f"We owe you {plural(owed.owed, 'answer', 'answers')}. " * bool(owed.owed or owed.overdue)
        + (f"{owed.overdue} of our answers or promises {'is' if owed.overdue == 1 else 'are'} late." if owed.overdue
           else "None is late." if owed.owed else "We owe you no answers."),
        {"owed": owed.owed, "overdue": owed.overdue, "given": len(facts)}, not_done=bool(owed.overdue),
    ))  # fmt: skip
    return facts


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


def plural(count: int, one: str, many: str) -> str:
    """ "1 answer", "12 answers"."""
    return f"{count:,} {one if count == 1 else many}"


def _many(people: int | None) -> str:
    if people is None:
        return "Fewer than five people"
    return "Nobody" if people == 0 else plural(people, "person", "people")


def _band(band: AgeBand | None) -> str:
    return "not said" if band is None else CHILD_BANDS[band]
