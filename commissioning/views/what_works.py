"""Pages of what was tried elsewhere: browse, read a card, start an idea from it."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public
from commissioning.rules.what_works import KIND_WORDS, THEME_WORDS, matching
from commissioning.services.what_works import get_card, library
from participation.rules.themes import Shanarri

blueprint = Blueprint("what_works", __name__)


@blueprint.get("/what-works")
@public
def index() -> ResponseReturnValue:
    """The library, by theme and by part of a good childhood."""
    cards = list(library().values())
    found = matching(cards, theme=request.args.get("theme", ""), part=request.args.get("part", ""))
    return render_template(
        "commissioning/what_works/index.html", cards=found, total=len(cards), themes=THEME_WORDS, parts=Shanarri,
        kinds=KIND_WORDS,
    )  # fmt: skip


@blueprint.get("/what-works/<slug>")
@public
def show(slug: str) -> ResponseReturnValue:
    """One card: what was done, what is known and how, and where to start."""
    return render_template(
        "commissioning/what_works/show.html", card=get_card(slug), kinds=KIND_WORDS, themes=THEME_WORDS,
        may_propose=may(current_actor(), Permission.PROPOSE),
    )  # fmt: skip
