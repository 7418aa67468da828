"""Who has been heard and who not; the figures and plans behind it; what a child may say of themselves."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits, commits_without_trace
from forms.reach import SKIP, AboutYouForm, FigureForm, PlanForm
from participation.rules.reach import DIMENSION_WORDS, OF_WHOM, SELF_DESCRIBED, YES_NO, Dimension
from participation.services import about_you, reach
from participation.services import listening as listenings
from participation.views.shared_tablet import TOKEN

blueprint = Blueprint("reach", __name__)


@blueprint.get("/heard")
@public
def show() -> ResponseReturnValue:
    """Who we have heard from, and who not, and what we will do."""
    return render_template(
        "participation/reach/show.html",
        picture=reach.picture(),
        dimensions=DIMENSION_WORDS,
        of_whom=OF_WHOM,
    )


@blueprint.route("/heard/figures", methods=["GET", "POST"])
@requires(Permission.SET_UP_LISTENING)
@commits
def figures() -> ResponseReturnValue:
    """How many live here, from a named source."""
    form, actor = FigureForm(), current_actor()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            reach.add_figure(
                actor, Dimension(form.dimension.data), form.name.data, form.number.data or 0, form.source.data,
                form.as_of.data or local_date(now()),
            )  # fmt: skip
            flash("Kept. The page for everybody uses it now.", "success")
            return redirect(url_for(".figures"), code=303)
    return render_template(
        "participation/reach/figures.html",
        form=form,
        figures=reach.newest_figures(),
        dimensions=DIMENSION_WORDS,
    )


@blueprint.route("/heard/plan", methods=["GET", "POST"])
@requires(Permission.SET_UP_LISTENING)
@commits
def plan() -> ResponseReturnValue:
    """What will be done so that a group is heard."""
    form = PlanForm(data={"dimension": request.args.get("of"), "name": request.args.get("group")})
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            by_when = form.by_when.data or local_date(now())
            dimension = Dimension(form.dimension.data)
            reach.add_plan(current_actor(), dimension, form.name.data, form.words.data, by_when)
            flash("The plan stands on the page for everybody.", "success")
            return redirect(url_for(".show"), code=303)
    return render_template("participation/reach/plan.html", form=form)


@blueprint.route("/say/<code>/about-you", methods=["GET", "POST"])
@public
@commits_without_trace
def about(code: str) -> ResponseReturnValue:
    """Two questions about themselves, for whoever wants to answer them, after they have said something."""
    listening, form = listenings.by_code(code), AboutYouForm()
    may = about_you.may_say(listening, session.get(TOKEN))
    if not may:
        return redirect(url_for("feedback.card", code=listening.code), code=303)
    if request.method == "POST" and form.validate():
        said = {dimension: form[dimension].data for dimension in SELF_DESCRIBED}
        about_you.say(
            listening,
            session[TOKEN],
            {key: one for key, one in said.items() if one in YES_NO and one != SKIP},
        )
        flash("Thank you. We only count how many; it is not kept with what you said.", "success")
        return redirect(url_for("feedback.card", code=listening.code), code=303)
    return render_template("participation/reach/about_you.html", form=form, listening=listening)
