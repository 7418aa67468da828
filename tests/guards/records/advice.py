"""The records behind the addresses of young advisors and their panels."""

from __future__ import annotations

from tests.guards.behind import Behind, at

_TO_ADVISE = (at("spare"), at("draft", set()))
_FORUM = (at("forum"), at("panel", set()))
_FORUM_DAY = (
    at("forum", on="forum_day"),
    at("forum", set(), on="=2026-13-01"),
    at("panel", set(), on="forum_day"),
)
_PANEL = (at("panel"), at("team", set()))
RECORDS: dict[str, tuple[Behind, ...]] = {
    "panels.show": _PANEL, "panels.invite": _PANEL,
    "panels.person": (at("panel", person_id="person Asha"), at("panel", set(), person_id="person Grace")),
    "panels.name_supporter": (at("panel", person_id="person Asha"), at("panel", set(), person_id="person Grace")),
    "forums.new": _PANEL, "thanks.index": _PANEL, "thanks.check_in": _PANEL, "forums.show": _FORUM,
    "forums.dates": _FORUM, "forums.end": _FORUM, "forums.day": _FORUM_DAY, "forums.there": _FORUM_DAY,
    "forums.call_off": _FORUM_DAY,
    "thanks.given": (at("panel", thanks_id="thanks"), at("panel", set(), thanks_id="team")),
    "panel_questions.index": _PANEL, "panel_questions.write": _PANEL,
    "panel_questions.show": (at("asked_panel"), at("panel", set())),
    "panel_questions.answer": (at("asked_panel"), at("panel", set())), "raised.bring": _PANEL,
    "raised.talk": _PANEL, "raised.answer": (at("raised"), at("panel", set())),
    "checks.note": (at("person Leah", name="person_id"), at("person Grace", set(), name="person_id")),
    "advice.give": (at("spare"), at("talked", set()), at("ashas", set())),
    "advice.ask": (at("spare"), at("draft", set())), "packs.show": _TO_ADVISE, "packs.ask": _TO_ADVISE,
    "packs.leave_out": _TO_ADVISE, "packs.together": _TO_ADVISE, "packs.write": (at("spare"), at("draft", set())),
    "packs.answer": (at("pack_question"), at("spare", set())),
    "advice_answers.show": (at("advised", {"Asha"}, name="number"), at("decision", set(), name="number")),
    "advice_answers.again": (at("advised", name="number"), at("decision", set(), name="number")),
}  # fmt: skip
