"""The account a listening gives of itself, and asking again."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.reach import AccountForm
from participation.rules.accounts import Account, Part
from participation.rules.feedback import FELT_WORDS
from participation.rules.refusals import Refusal
from participation.services import accounts
from participation.services import listening as listenings

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/listenings/<public_id>/account", methods=["GET", "POST"])
@requires(Permission.SET_UP_LISTENING)
@commits
def show(public_id: str) -> ResponseReturnValue:
    """Space, voice, audience and influence; kept as it grows, and finished when everybody was answered."""
    listening = listenings.get_listening(public_id)
    kept = accounts.of(listening)
    form = AccountForm(obj=kept)
    if request.method == "POST" and form.validate():
        finish = request.form.get("do") == "finish"
        with refusals_on(form):
            written = {part: form[part].data or "" for part in Part}
            accounts.keep(current_actor(), listening, Account(written, form.again_on.data), finish=finish)
            flash(
                "Finished. They will be asked again." if finish else "Kept. You can go on later.", "success"
            )
            return redirect(url_for(".show", public_id=public_id), code=303)
    return render_template(
        "participation/listening/account.html", form=form, listening=listening, kept=kept,
        owing=accounts.owing(listening), felt=accounts.felt(listening), felt_words=FELT_WORDS,
    )  # fmt: skip


@blueprint.post("/listenings/<public_id>/asked-again")
@requires(Permission.SET_UP_LISTENING)
@commits
def asked_again(public_id: str) -> ResponseReturnValue:
    """They have been asked again."""
    try:
        accounts.asked_again(current_actor(), listenings.get_listening(public_id))
        flash("Thank you for asking again.", "success")
    except Refusal as refusal:
        flash(refusal.reason, "error")
    return redirect(url_for(".show", public_id=public_id), code=303)
