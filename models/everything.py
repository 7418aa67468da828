"""Imports every table, so that the metadata is whole. Add a subject's module here when it is built."""

from __future__ import annotations

from importlib import import_module

SUBJECTS = (
    "reach", "accounts", "measures",
    "people", "places", "panels", "raised", "forums", "organisations", "audit", "jobs", "notices", "submissions",
    "pots", "ledger", "pots_terms", "two_people", "months", "reconciliations",
    "proposals", "proposals_again", "research", "co_design", "suggestions", "comments", "merging", "advice", "packs",
    "panel_questions", "reviews", "rounds", "ballots", "polling", "results", "decisions", "call_in", "awards",
    "attachments", "consents", "erasures", "requests", "small_sums", "virtual_budgets", "thanks",
    "offers", "recipients", "payments", "returns", "minutes",
    "listening", "feedback", "saying", "told", "pairs", "triage", "desk",
    "themes", "theme_checks", "responses", "deals", "deals_lived", "bodies", "elections", "summaries",
)  # fmt: skip

for _subject in SUBJECTS:
    try:
        import_module(f"models.{_subject}")
    except ModuleNotFoundError as missing:
        if missing.name != f"models.{_subject}":
            raise
