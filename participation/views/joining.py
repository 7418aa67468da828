"""Joining a panel with the card somebody was given: read what it means, then yes or no."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.access import public
from app.errors import refusals_on
from app.unit_of_work import commits_without_trace, kept
from forms.panels import CardForm
from models.panels import Invitation
from participation.services import panels_joining

blueprint = Blueprint("joining", __name__)


@blueprint.route("/join", methods=["GET", "POST"])
@public
@commits_without_trace
def card() -> ResponseReturnValue:
    """Type the four words; then say yes or no. A no needs no reason, and nothing is kept of it but the no."""
    form = CardForm()
    invitation = _invitation(form) if request.method == "POST" else None
    if invitation is None:
        return render_template("participation/panels/join.html", form=form)
    if not form.refused and form.answer.data:
        with refusals_on(form):
            return _answered(invitation, form.answer.data)
    return render_template("participation/panels/invited.html", form=form, invitation=invitation)


def _invitation(form: CardForm) -> Invitation | None:
    """The card that was typed; without one, only what is wrong with the words is said."""
    form.validate()
    found = None
    if not form.words.errors:
        with refusals_on(form):
            found = panels_joining.read_card(form.words.data)
    if found is None:
        form.answer.errors = []
    return found


def _answered(invitation: Invitation, answer: str) -> ResponseReturnValue:
    if answer == "no":
        panels_joining.decline(invitation)
        return kept(render_template("participation/panels/declined.html"))
    user, words = panels_joining.accept(invitation)
    return kept(render_template("participation/panels/joined.html", person=user, four_words=words))
