"""Which of a summary's frozen figures are drawn: counts that stand side by side. The sentence is their text twin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from participation.rules.facts import Fact

# fact's key: the part it is drawn in, and the chart's title
DRAWN: dict[str, tuple[str, str]] = {
    "heard:age": ("heard", "Children and young people, by age"),
    "heard:area": ("heard", "By where they live or play"),
    "heard:route": ("heard", "By who spoke"),
    "reach:age": ("not_heard", "Of every hundred who live here, how many we heard"),
}
FEWEST_BARS = 2


def charts(facts: Iterable[Fact]) -> dict[str, list[dict[str, object]]]:
    """For each part its charts: {"id", "title", "rows": [{"label", "value"}]}. A hidden number has the value None."""
    found: dict[str, list[dict[str, object]]] = {}
    for fact in facts:
        if fact.key in DRAWN and sum(value is not None for value in fact.figures.values()) >= FEWEST_BARS:
            part, title = DRAWN[fact.key]
            chart: dict[str, object] = {
                "id": fact.key.replace(":", "-"),
                "title": title,
                "rows": rows_of(fact.figures),
            }
            found.setdefault(part, []).append(chart)
    return found


def rows_of(figures: Mapping[str, int | None]) -> list[dict[str, object]]:
    """Figures as the rows of a chart."""
    return [{"label": name[:1].upper() + name[1:], "value": value} for name, value in figures.items()]
