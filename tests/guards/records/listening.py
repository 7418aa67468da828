"""The records behind the addresses of listenings, themes and answers."""

from __future__ import annotations

from tests.guards.behind import Behind, at

_PACK = (at("pack"), at("theme", set()))
RECORDS: dict[str, tuple[Behind, ...]] = {
    "accounts.show": (at("listening"),), "accounts.asked_again": (at("finished"),),
    "reach.about": (at("code", name="code"),), "listening.show": (at("listening"),),
    "listening.poster": (at("listening"),), "listening.close": (at("listening"),), "responses.pass_on": _PACK,
    "responses.poster": (at("answer"),), "responses.show": _PACK, "responses.acknowledge": _PACK,
    "responses.answer": _PACK, "themes.show": (at("theme"),), "themes.send": (at("theme"),),
    "themes.take_out": (at("theme", feedback_id="themed"),),
    "themes.differs": (at("theme", feedback_id="themed"),), "themes.change": (at("theme"),),
    "themes.tell": (at("answered"),), "research.index": (at("panel", {"Asha", "Tomos"}), at("team", set())),
    "research.trained": (at("panel", person_id="person Asha"), at("panel", set(), person_id="person Grace")),
    "research.set_up": (at("research_waiting"), at("research", set())),
    "research_ideas.show": (at("research", {"Asha"}), at("panel", set())),
    "research_ideas.idea": (at("research", {"Asha"}), at("panel", set())), "pairs.retire": (at("i_we_pair"),),
    "pairs.done": (at("i_we_pair"),), "theme_checks.check": (at("asked_theme"), at("empty_theme", set())),
    "theme_checks.ask": (at("unasked_theme"),),
}  # fmt: skip
