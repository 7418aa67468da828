"""Coming back with the four words to add, to say it differently, or to take it back in two taps."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.access import public
from app.errors import refusals_on
from app.unit_of_work import commits_without_trace
from forms.whole import AddForm, CorrectForm
from participation.services import coming_back, taken_back
from participation.views.shared_tablet import BACK

blueprint = Blueprint("coming_back", __name__)


@blueprint.route("/comeback/add", methods=["GET", "POST"])
@public
@commits_without_trace
def add() -> ResponseReturnValue:
    """Add something."""
    if not session.get(BACK):
        return redirect(url_for("feedback.come_back"), code=303)
    if request.method == "GET" and coming_back.is_gone(session[BACK]):
        return redirect(url_for("feedback.answer"), code=303)
    form = AddForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            coming_back.add(session[BACK], form.words.data or "", form.idempotency_key.data or "")
            flash(
                "We have what you added. People whose job is to keep children safe read it first.", "success"
            )
            return redirect(url_for("feedback.answer"), code=303)
    return render_template("participation/feedback/add.html", form=form)


@blueprint.route("/comeback/correct", methods=["GET", "POST"])
@public
@commits_without_trace
def correct() -> ResponseReturnValue:
    """Say it differently."""
    if not session.get(BACK):
        return redirect(url_for("feedback.come_back"), code=303)
    if request.method == "GET" and coming_back.is_gone(session[BACK]):
        return redirect(url_for("feedback.answer"), code=303)
    form = CorrectForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            coming_back.correct(session[BACK], form.words.data or "")
            flash(
                "We have your new words. They are read first, and then used instead of the old ones.",
                "success",
            )
            return redirect(url_for("feedback.answer"), code=303)
    return render_template("participation/feedback/correct.html", form=form)


@blueprint.route("/comeback/take-back", methods=["GET", "POST"])
@public
@commits_without_trace
def take_back() -> ResponseReturnValue:
    """Take it back: this page is the first tap, its button the second."""
    if not session.get(BACK):
        return redirect(url_for("feedback.come_back"), code=303)
    if request.method == "POST":
        taken_back.take_back(session[BACK])
        flash("You have taken it back.", "success")
        return redirect(url_for("feedback.answer"), code=303)
    return render_template("participation/feedback/take_back.html")
