"""The menu as data: who sees which door. An item shows only to people its permission is given to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from app.access import Permission, current_actor, may
from participation.services import notices


@dataclass(frozen=True)
class Item:
    """One door in the menu. `permission` None means everyone; `blueprints` light it up."""

    label: str
    endpoint: str
    permission: Permission | None = None
    blueprints: tuple[str, ...] = ()


TOGETHER = ("co_authors", "suggestions", "comments", "merging", "advice", "packs", "advice_answers")
MENU: tuple[Item, ...] = (
    Item("Home", "home.show", None, ("home",)),
    Item(
        "Have your say",
        "listening.doors",
        None,
        ("listening", "feedback", "reach", "accounts", "measures", "pairs"),
    ),
    Item(
        "Money",
        "pots.index",
        None,
        (
            "pots",
            "ledger",
            "pots_terms",
            "allocations",
            "match",
            "statements",
            "months",
            "reconciliations",
            "two_people",
        ),
    ),
    Item(
        "Proposals",
        "proposals.index",
        Permission.READ_PROPOSALS,
        (
            "proposals",
            "proposals_writing",
            "proposals_extras",
            "proposals_again",
            "reviews",
            "what_works",
            *TOGETHER,
        ),
    ),
    Item("Rounds", "rounds.index", None, ("rounds", "ballots", "results")),
    Item(
        "Decisions",
        "decisions.register",
        None,
        (
            "decisions",
            "call_in",
            "awards",
            "offers",
            "payments",
            "returns",
            "organisations",
            "public_money",
            "delegated",
        ),
    ),
    Item("Partners", "virtual_budgets.index", Permission.KEEP_OWN_LINE, ("virtual_budgets", "virtual_lines")),
    Item("Small sums", "small_sums.index", Permission.SEE_SMALL_SUMS, ("small_sums",)),
    Item("Deals", "deals.index", None, ("deals", "deals_living", "deals_class")),
    Item("Listenings", "listening.index", Permission.SET_UP_LISTENING),
    Item("Safeguarding desk", "triage.queue", Permission.KEEP_SAFE, ("triage", "desk_rota")),
    Item("Break the glass", "glass.ask", Permission.BREAK_GLASS, ("glass",)),
    Item("Themes", "themes.index", Permission.THEME_FEEDBACK, ("themes", "theme_checks")),
    Item("Answers", "responses.index", Permission.ANSWER, ("responses",)),
    Item("Agreements", "consents.index", Permission.KEEP_CONSENTS, ("consents",)),
    Item("Summaries", "summaries.index", None, ("summaries", "summaries_steps", "bodies")),
    Item("Data requests", "requests.index", Permission.ANSWER_REQUESTS, ("requests",)),
    Item("Kept and erased", "retention.show", Permission.SEE_RETENTION, ("retention",)),
    Item("Audit", "audit.show", Permission.CHECK_TRAIL, ("audit",)),
    Item("Letters", "notices.state", Permission.SEE_LETTERS, ("notices",)),
    Item(
        "Our panel",
        "panels.index",
        Permission.SEE_PANEL,
        ("panels", "joining", "raised", "forums", "thanks", "research", "research_ideas"),
    ),
    Item("People", "people.index", Permission.RUN_PEOPLE, ("people", "checks")),
)


def init_navigation(app: Flask) -> None:
    """Give templates the menu and the person reading it."""
    app.context_processor(_for_every_page)


def _for_every_page() -> dict[str, object]:
    """The menu, the reader, and whether a link to a proposal opens for them (decisions and awards are public)."""
    actor = current_actor()
    reads = may(actor, Permission.READ_PROPOSALS)
    return {
        "navigation": menu(),
        "current_actor": actor,
        "reads_proposals": reads,
        "unread_notices": lambda: notices.unread(actor),  # asked only by headers that show it
    }


def menu() -> list[dict[str, object]]:
    """The items the present reader may use, as the header draws them."""
    actor, here = current_actor(), request.blueprint
    return [
        {"label": item.label, "href": url_for(item.endpoint), "current": here in item.blueprints}
        for item in MENU
        if item.endpoint in current_app.view_functions
        and (item.permission is None or may(actor, item.permission))
    ]
