"""I and We: the page for everybody, and keeping the pairs."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.pairs import PairDoneForm, PairForm
from participation.rules.pairs import AGREE_WORDS
from participation.services import pairs

blueprint = Blueprint("pairs", __name__)


@blueprint.get("/i-and-we")
@public
def show() -> ResponseReturnValue:
    """Both sides of every pair, what children answered, and what was done."""
    rows = pairs.beside()
    return render_template(
        "participation/pairs/show.html", rows=rows, agree_words=AGREE_WORDS, may_keep=pairs.may_keep(current_actor()),
        owed=sum(1 for one in rows if one.owed_by), late=sum(1 for one in rows if one.is_late),
        me=current_actor().user_id,
    )  # fmt: skip


@blueprint.route("/i-and-we/new", methods=["GET", "POST"])
@requires(Permission.KEEP_PAIRS)
@commits
def new() -> ResponseReturnValue:
    """Add a pair."""
    form = PairForm()
    form.owner.choices = [(user.public_id, f"{user.name}: {user.about}") for user in pairs.owners()]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            pairs.make(
                current_actor(), form.i_words.data, form.we_words.data, form.service.data, form.owner.data
            )
            flash("The pair is on the page. A listening can ask its I-statement now.", "success")
            return redirect(url_for(".show"), code=303)
    return render_template("participation/pairs/new.html", form=form)


@blueprint.post("/i-and-we/<public_id>/retire")
@requires(Permission.KEEP_PAIRS)
@commits
def retire(public_id: str) -> ResponseReturnValue:
    """Ask it no more."""
    pairs.retire(current_actor(), public_id)
    flash("Retired. What was answered stays here.", "success")
    return redirect(url_for(".show"), code=303)


@blueprint.route("/i-and-we/<public_id>/done", methods=["GET", "POST"])
@requires(Permission.ANSWER)
@commits
def done(public_id: str) -> ResponseReturnValue:
    """What was done about it, by whoever answers for it."""
    one, form = pairs.get_own(current_actor(), public_id), PairDoneForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            pairs.write_done(current_actor(), one.pair, form.words.data)
            flash("Written. It stands beside the pair for everybody.", "success")
            return redirect(url_for(".show"), code=303)
    return render_template("participation/pairs/done.html", form=form, one=one, agree_words=AGREE_WORDS)
