"""A young researcher's own question: what was answered, what they found, and making an idea of it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.services import proposals_choices, research_ideas
from forms.research import FindingForm, IdeaForm
from participation.rules.research import STATE_WORDS
from participation.services import research
from participation.services.released import PAGE
from participation.views.paging import page_number

blueprint = Blueprint("research_ideas", __name__)


@blueprint.route("/research/<public_id>", methods=["GET", "POST"])
@requires(Permission.ADVISE)
@commits
def show(public_id: str) -> ResponseReturnValue:
    """One's own question: the answers that were let through, and writing what one found."""
    form = FindingForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            own = research.get_own(current_actor(), public_id)
            research.write_finding(current_actor(), own, form.words.data)
            flash("Sent. It is read first; then you can make an idea of it.", "success")
            return redirect(url_for(".show", public_id=public_id), code=303)
    return _page(public_id, form, None)


@blueprint.post("/research/<public_id>/idea")
@requires(Permission.ADVISE)
@commits
def idea(public_id: str) -> ResponseReturnValue:
    """Make an idea of what was found."""
    actor, form = current_actor(), _idea_form()
    if form.validate():
        with refusals_on(form):
            own = research.get_own(actor, public_id)
            made = research_ideas.make_idea(actor, own, form.finding.data or "", form.team.data)
            flash(
                "Your idea has begun with what you found. Nobody else sees it until you send it in.",
                "success",
            )
            return redirect(url_for("proposals_writing.tasks", public_id=made.public_id), code=303)
    return _page(public_id, None, form)


def _idea_form() -> IdeaForm:
    teams = proposals_choices.teams_open_to(current_actor())
    form = IdeaForm(data={"team": teams[0].public_id} if teams and request.method == "GET" else None)
    form.team.choices = [(team.public_id, team.name) for team in teams]
    return form


def _page(public_id: str, writing: FindingForm | None, making: IdeaForm | None) -> str:
    actor, page = current_actor(), page_number()
    own = research.get_own(actor, public_id)
    answers = research.answers_to(actor, own)
    total = answers.count() if own.research.listening_id else 0
    return render_template(
        "commissioning/research/show.html", own=own, writing=writing or FindingForm(formdata=None),
        making=making or _idea_form(), form=making or writing, said=answers.page(page) if total else [], total=total,
        page=page, pages=max(1, -(-total // PAGE)), findings=research.findings_of(own), state_words=STATE_WORDS,
    )  # fmt: skip
