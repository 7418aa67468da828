"""Pages for joining two ideas: asking, and each author's yes or no."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import NotFound, refusals_on
from app.unit_of_work import commits
from commissioning.rules.merging import MergeState
from commissioning.services import co_authors, merging
from commissioning.services import merging_reading as reading
from commissioning.services.joined_story import became_for
from commissioning.services.suggestions import title_of
from forms.co_design import AnswerForm, MergeForm

blueprint = Blueprint("merging", __name__)


@blueprint.route("/proposals/<public_id>/join", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def ask(public_id: str) -> ResponseReturnValue:
    """Ask another group whether the two ideas could be one."""
    actor, form = current_actor(), MergeForm()
    proposal = co_authors.get_published(actor, public_id)
    others = reading.others_to_join(actor, proposal)
    form.other.choices = others
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            made = merging.ask(actor, proposal, form.other.data)
        if not form.refused:
            flash("Everybody who writes either idea has been asked.", "success")
            return redirect(url_for(".answer", public_id=made.public_id), code=303)
        proposal = co_authors.get_published(actor, public_id)
    return render_template(
        "commissioning/together/join.html",
        form=form,
        proposal=proposal,
        others=others,
        title=title_of(proposal),
    )


@blueprint.route("/merges/<public_id>", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def answer(public_id: str) -> ResponseReturnValue:
    """Both ideas side by side, who has said yes, and one's own answer."""
    actor, form = current_actor(), AnswerForm()
    try:
        merge = reading.get_for_author(actor, public_id)
    except NotFound:
        if not reading.has_left(actor, public_id):
            raise
        flash("You do not write either of these ideas any more, so nothing is asked of you.", "info")
        return redirect(url_for("home.show"), code=303)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            merging.answer(actor, merge, yes=form.answer.data == "yes")
        if not form.refused:
            flash("You have answered.", "success")
            if merge.merged is not None:
                return redirect(url_for("proposals.show", public_id=merge.merged.public_id), code=303)
            return redirect(url_for(".answer", public_id=public_id), code=303)
        merge = reading.get_for_author(actor, public_id)
    sides, settled = reading.sides_of(merge), merge.state is not MergeState.ASKED or reading.has_lapsed(merge)
    return render_template(
        "commissioning/together/merge.html", form=form, merge=merge, sides=sides,
        joined=None if settled else reading.preview(sides),
        may_answer=reading.may_answer(actor, merge), has_lapsed=reading.has_lapsed(merge),
        waits=reading.waits_of(actor, merge), newest=reading.newest_between(merge.one, merge.other),
        went=became_for(actor, merge.one) if merge.merged_id else None,
    )  # fmt: skip
