"""Young advisors check a theme, workers ask them, and workers settle the product's suggestions."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.base import OurForm
from forms.themes import CheckForm
from participation.rules.refusals import Refusal
from participation.rules.theme_checks import VIEW_WORDS, CheckView
from participation.services import theme_checks, theme_suggestions, themes

blueprint = Blueprint("theme_checks", __name__)


@blueprint.get("/themes/checks")
@requires(Permission.CHECK_THEMES)
def index() -> ResponseReturnValue:
    """Themes that young advisors are asked about."""
    return render_template("participation/themes/checks.html", themes=theme_checks.to_check(current_actor()))


@blueprint.route("/themes/checks/<public_id>", methods=["GET", "POST"])
@requires(Permission.CHECK_THEMES)
@commits
def check(public_id: str) -> ResponseReturnValue:
    """One theme, some of the words in it, and what a young advisor thinks."""
    actor, form = current_actor(), CheckForm()
    asked = theme_checks.get_to_check(actor, public_id)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            theme_checks.give(actor, asked, CheckView(form.view.data), form.reason.data or "")
        if not form.refused:
            flash("Thank you. The worker reads it before it goes on.", "success")
            return redirect(url_for(".index"), code=303)
        asked = theme_checks.get_to_check(actor, public_id)
    return render_template(
        "participation/themes/check.html", form=form, theme=asked.theme, request_=asked.request,
        quotes=theme_checks.quotes(asked.theme), mine=theme_checks.mine(actor, asked.request), view_words=VIEW_WORDS,
    )  # fmt: skip


@blueprint.post("/themes/<public_id>/ask")
@requires(Permission.THEME_FEEDBACK)
@commits
def ask(public_id: str) -> ResponseReturnValue:
    """Ask young advisors whether a theme says what they mean."""
    try:
        theme_checks.ask(current_actor(), themes.get_theme_for(current_actor(), public_id))
        flash("Asked. Young advisors have five working days.", "success")
    except Refusal as refusal:
        flash(refusal.reason, "error")
    return redirect(url_for("themes.show", public_id=public_id), code=303)


@blueprint.route("/themes/suggested", methods=["GET", "POST"])
@requires(Permission.THEME_FEEDBACK)
@commits
def suggested() -> ResponseReturnValue:
    """Where released words may belong, and the words that say so. A person decides each."""
    form = OurForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            into, out = theme_suggestions.settle(current_actor(), _decided())
            flash(f"{into} put in a theme, {out} will not be suggested there again.", "success")
            return redirect(url_for(".suggested"), code=303)
    return render_template(
        "participation/themes/suggested.html",
        form=form,
        suggestions=theme_suggestions.suggested(current_actor()),
    )


def _decided() -> dict[tuple[str, str], str]:
    """What was said of each suggestion: (piece, theme) -> yes, no or later."""
    sent, found = request.form, {}
    for place in range(theme_suggestions.LOOKED_AT):
        pair = (sent.get(f"piece_{place}", ""), sent.get(f"theme_{place}", ""))
        if all(pair):
            found[pair] = sent.get(f"answer_{place}", "")
    return found
