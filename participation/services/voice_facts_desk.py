"""What the safeguarding desk did, as totals for a governance summary; a team's beside the whole place's."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from participation.rules.facts import Fact, Section
from participation.rules.gate import OUTCOME_WORDS, Outcome
from participation.rules.small_numbers import Hidden, hide_small, shown, tell_small
from participation.services import team_shares
from participation.services.desk_counts import Decided, decided_by_area
from participation.services.team_shares import Areas
from participation.services.voice_facts_heard import WHY_NOT, many_people, why_hidden

Counts = dict[int | None, Decided]


def desk_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """One fact of [since, until): how many were read, what came of them and how many late. Three queries."""
    counts, teams = decided_by_area(since, until), team_shares.teams_areas()
    mine = _of(counts, None if team_id is None else teams.get(team_id, frozenset()))
    if team_id is not None and team_id not in _told(counts, teams) and shown(mine.outcomes.total()):
        hidden = dict.fromkeys(["read", "worried", "late", *map(str, Outcome)])
        return [Fact(
            Section.SAFEGUARDING, "safeguarding:totals", f"How many were read by the safeguarding desk: {WHY_NOT}",
            "Trained grown-ups read everything first. Sometimes a child needed help.", hidden,
        )]  # fmt: skip
    return [_fact(mine)]


def _told(counts: Counts, teams: dict[int, Areas]) -> frozenset[int]:
    whole = _figures(_of(counts, None))
    mine = team_shares.apart(teams)
    return team_shares.told_beside(
        _only_shown(whole), mine, lambda areas: _only_shown(_figures(_of(counts, areas)))
    )


def _only_shown(figures: dict[str, int | None]) -> dict[str, int]:
    return {name: many for name, many in figures.items() if many is not None}


def _of(counts: Counts, areas: Areas | None) -> Decided:
    some = [one for area, one in counts.items() if areas is None or area in areas]
    return Decided(sum((one.outcomes for one in some), Counter()), sum(one.late for one in some))


def _figures(one: Decided) -> dict[str, int | None]:
    """Every number as it is shown; when fewer than five were read, none of what came of them."""
    by_outcome = {str(outcome): one.outcomes.get(outcome, 0) for outcome in Outcome}
    hidden = hide_small(by_outcome)
    worried = shown(sum(many for outcome, many in one.outcomes.items() if outcome is not Outcome.NO_CONCERN))
    if hidden[Outcome.NO_CONCERN] is None:
        worried = None  # otherwise what was hidden is the total less this
    return {"read": shown(one.outcomes.total()), "worried": worried, "late": shown(one.late), **hidden}


def _fact(one: Decided) -> Fact:
    figures = _figures(one)
    telling = tell_small({str(outcome): one.outcomes.get(outcome, 0) for outcome in Outcome})
    told = ", ".join(
        f"{OUTCOME_WORDS[Outcome(name)][0].lower()} {many}" for name, many in telling.items() if many != 0
    )
    late, worried = figures["late"], figures["worried"]
    return Fact(
        Section.SAFEGUARDING, "safeguarding:totals",
        f"{figures['read']} read by the safeguarding desk: {told}. "
        f"{Hidden.SMALL.capitalize() if late is None else late} read late.{why_hidden(telling.values())}"
        if figures["read"] else f"{many_people(figures['read'])} had words read by the safeguarding desk.",
        "Trained grown-ups read everything first. "
        + ("Sometimes a child needed help." if worried is None or worried else "Nothing they read needed more help."),
        figures,
    )  # fmt: skip
