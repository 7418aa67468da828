"""Pages that are always there: help, about, privacy, accessibility."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.access import public

blueprint = Blueprint("pages", __name__)


@blueprint.get("/help")
@public
def help_now() -> ResponseReturnValue:
    """Where to get help now; written for a child in a hurry."""
    return render_template("participation/pages/help.html")


@blueprint.get("/about")
@public
def about() -> ResponseReturnValue:
    """What Our Part is and how a decision is made here."""
    return render_template("participation/pages/about.html")


@blueprint.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """What is kept, why, who reads it, and how to have it taken away."""
    return render_template("participation/pages/privacy.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """The accessibility statement, with the gaps we know of."""
    return render_template("participation/pages/accessibility.html")
