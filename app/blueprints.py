"""Every subject that has pages. Imported inside the factory, so models and services never meet half-made views."""

from __future__ import annotations

from importlib import import_module

from flask import Flask
from werkzeug.routing import IntegerConverter

VIEWS: tuple[str, ...] = (
    "app.health",
    "app.demo.views",
    "app.attachments",
    "governance.views.home",
    "participation.views.sign_in",
    "participation.views.people",
    "participation.views.panels",
    "participation.views.joining",
    "participation.views.raised",
    "participation.views.research",
    "participation.views.forums",
    "participation.views.checks",
    "participation.views.pages",
    "participation.views.consents",
    "participation.views.about_me",
    "participation.views.notices",
    "participation.views.retention",
    "participation.views.requests",
    "commissioning.views.pots",
    "commissioning.views.pots_import",
    "commissioning.views.pots_terms",
    "commissioning.views.allocations",
    "commissioning.views.match",
    "commissioning.views.ledger",
    "commissioning.views.statements",
    "commissioning.views.months",
    "commissioning.views.reconciliations",
    "commissioning.views.two_people",
    "commissioning.views.proposals",
    "commissioning.views.proposals_writing",
    "commissioning.views.research_ideas",
    "commissioning.views.proposals_extras",
    "commissioning.views.proposals_again",
    "commissioning.views.what_works",
    "commissioning.views.co_authors",
    "commissioning.views.suggestions",
    "commissioning.views.comments",
    "commissioning.views.merging",
    "commissioning.views.advice",
    "commissioning.views.packs",
    "commissioning.views.panel_questions",
    "commissioning.views.thanks",
    "commissioning.views.advice_answers",
    "commissioning.views.reviews",
    "commissioning.views.rounds",
    "commissioning.views.rounds_rules",
    "commissioning.views.polling",
    "commissioning.views.ballots",
    "commissioning.views.voting",
    "commissioning.views.tablets",
    "commissioning.views.results",
    "commissioning.views.decisions",
    "commissioning.views.call_in",
    "commissioning.views.interests",
    "commissioning.views.awards",
    "commissioning.views.offers",
    "commissioning.views.payments",
    "commissioning.views.returns",
    "commissioning.views.public_money",
    "commissioning.views.delegated",
    "commissioning.views.organisations",
    "commissioning.views.virtual_budgets",
    "commissioning.views.virtual_lines",
    "commissioning.views.small_sums",
    "commissioning.views.small_sums_helped",
    "participation.views.deals",
    "participation.views.deals_living",
    "participation.views.deals_owners",
    "participation.views.deals_renewing",
    "participation.views.deals_class",
    "participation.views.listening",
    "participation.views.feedback",
    "participation.views.shared_tablet",
    "participation.views.coming_back",
    "participation.views.offline",
    "participation.views.with_help",
    "participation.views.paper",
    "participation.views.desk_rota",
    "participation.views.triage",
    "participation.views.glass",
    "participation.views.pairs",
    "participation.views.themes",
    "participation.views.told",
    "participation.views.translations",
    "participation.views.theme_checks",
    "participation.views.responses",
    "participation.views.reach",
    "participation.views.accounts",
    "participation.views.measures",
    "governance.views.bodies",
    "governance.views.bodies_owed",
    "governance.views.summaries",
    "governance.views.meetings",
    "governance.views.calendars",
    "governance.views.elections",
    "governance.views.summaries_steps",
    "governance.views.audit",
    "governance.views.opendata",
)
DEVELOPMENT_VIEWS: tuple[str, ...] = ("app.gallery",)


class PlainInteger(IntegerConverter):
    """A number in an address is written with 0 to 9: other scripts' digits would give one page a second address."""

    regex = "[0-9]+"


def register(app: Flask, *, development: bool) -> None:
    """Register each view module's `blueprint`."""
    app.url_map.converters["int"] = PlainInteger
    for name in VIEWS + (DEVELOPMENT_VIEWS if development else ()):
        try:
            module = import_module(name)
        except ModuleNotFoundError as missing:
            if missing.name != name:  # a subject not built yet is skipped; a broken import inside one is not
                raise
            continue
        app.register_blueprint(module.blueprint)
