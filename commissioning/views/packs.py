"""The pages of a pack: reading it, asking about it, leaving it out, and speaking together; and the officer's side."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.advice import VIEW_NAMES, View
from commissioning.rules.packs import NewPack
from commissioning.services import advice, advice_standing, advice_together, pack_questions, packs
from forms.co_design import SureForm
from forms.packs import AnswerQuestionForm, PackForm, QuestionForm, TogetherForm
from models.proposals import Proposal
from participation.rules.people import Role

blueprint = Blueprint("packs", __name__)


@blueprint.get("/proposals/<public_id>/pack")
@requires(Permission.READ_PACKS)
def show(public_id: str) -> ResponseReturnValue:
    """Read the pack."""
    return _page(packs.get_for(current_actor(), public_id), None)


@blueprint.post("/proposals/<public_id>/pack/ask")
@requires(Permission.ADVISE)
@commits
def ask(public_id: str) -> ResponseReturnValue:
    """Ask something about it."""
    actor, form = current_actor(), QuestionForm()
    proposal = packs.get_for(actor, public_id)
    if form.validate():
        with refusals_on(form):
            pack_questions.ask(actor, proposal, form.words.data)
        if not form.refused:
            flash(
                "Your question is sent. Somebody reads it first, and then the officer answers it here.",
                "success",
            )
            return redirect(url_for("packs.show", public_id=public_id), code=303)
        proposal = packs.get_for(actor, public_id)
    return _page(proposal, form)


@blueprint.post("/proposals/<public_id>/pack/leave-out")
@requires(Permission.ADVISE)
@commits
def leave_out(public_id: str) -> ResponseReturnValue:
    """Leave this one out. It needs no reason."""
    actor = current_actor()
    advice.give(actor, packs.get_for(actor, public_id), View.SKIP)
    flash(
        "You have left this one out. That is fine. You can change your mind until it is decided.", "success"
    )
    return redirect(url_for("home.show"), code=303)


@blueprint.route("/proposals/<public_id>/pack/write", methods=["GET", "POST"])
@requires(Permission.WRITE_PACKS)
@commits
def write(public_id: str) -> ResponseReturnValue:
    """Write the pack in plain words."""
    actor = current_actor()
    proposal = packs.get_to_write(actor, public_id)
    said = packs.to_choose(proposal)
    was = packs.newest(proposal)
    form = PackForm(obj=was).offer([(one.public_id, one.words) for one in said])
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            packs.write(actor, proposal, _pack(form))
        if not form.refused:
            flash("The young advisors have the pack, and so have their supporters.", "success")
            return redirect(url_for("packs.show", public_id=public_id), code=303)
        proposal = packs.get_to_write(actor, public_id)
    return render_template(
        "commissioning/packs/write.html", proposal=proposal, form=form, title=_title(proposal), was=was
    )


@blueprint.route("/proposals/<public_id>/together", methods=["GET", "POST"])
@requires(Permission.WRITE_TOGETHER)
@commits
def together(public_id: str) -> ResponseReturnValue:
    """Write down what the panel says together."""
    actor, form = current_actor(), TogetherForm()
    proposal = packs.get_for(actor, public_id)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            advice_together.give(actor, proposal, View(form.view.data), form.reasons.data)
        if not form.refused:
            flash("Written down. It is read first, and then it is part of the decision.", "success")
            return redirect(url_for("packs.show", public_id=public_id), code=303)
        proposal = packs.get_for(actor, public_id)
    return render_template(
        "commissioning/packs/together.html", proposal=proposal, form=form, pack=packs.pack_of(proposal),
        title=_title(proposal), said=_others(proposal), views=VIEW_NAMES, may=advice_together.may_write(actor),
    )  # fmt: skip


@blueprint.route("/pack-questions/<public_id>", methods=["GET", "POST"])
@requires(Permission.WRITE_PACKS)
@commits
def answer(public_id: str) -> ResponseReturnValue:
    """Answer a young advisor's question."""
    asked, form = pack_questions.get_to_answer(public_id), AnswerQuestionForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            pack_questions.answer(current_actor(), asked, form.words.data)
        if not form.refused:
            flash("Answered. Every young advisor who was asked can read it.", "success")
            return redirect(url_for("home.show"), code=303)
        asked = pack_questions.get_to_answer(public_id)
    return render_template(
        "commissioning/packs/answer.html", asked=asked, form=form, title=_title(asked.question.proposal)
    )


def _page(proposal: Proposal, form: QuestionForm | None) -> ResponseReturnValue:
    actor = current_actor()
    advises = actor.has(Role.YOUNG_ADVISOR)
    mine = advice.mine(actor, proposal) if advises else None
    return render_template(
        "commissioning/packs/show.html", proposal=proposal, title=_title(proposal), pack=packs.pack_of(proposal),
        earlier=packs.earlier(proposal), mark=advice.mark_of(proposal),
        asked=pack_questions.on(proposal), being_read=pack_questions.mine_waiting(actor, proposal) if advises else 0,
        mine=mine, advises=advises, why_not=advice.why_not(actor, proposal) if advises else "",
        others=_others(proposal), together=advice_together.said(proposal), views=VIEW_NAMES,
        form=form, asking=form or QuestionForm(formdata=None), leaving=SureForm(formdata=None),
        may_write_together=advice_together.may_write(actor),
    )  # fmt: skip


def _others(proposal: Proposal) -> list[advice_standing.Said]:
    """What others said: kept apart from a young advisor until they gave their own, and never a supporter's to read."""
    actor = current_actor()
    if actor.has(Role.SUPPORTER) or (actor.has(Role.YOUNG_ADVISOR) and advice.mine(actor, proposal) is None):
        return []
    return advice_standing.said_on(proposal)


def _title(proposal: Proposal) -> str:
    return packs.title_of(proposal)


def _pack(form: PackForm) -> NewPack:
    return NewPack(
        form.asked.data, form.money.data, form.careful.data or "", form.reply_on.day, form.why_sooner.data or "",
        tuple(form.heard.data or ()),
    )  # fmt: skip
