"""Answers: the responder's packs, and what everybody can read."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits, commits_without_trace
from forms.responses import OUTSIDE, AnswerForm, PassForm, ReadingForm
from models.themes import Theme
from participation.rules import reading
from participation.rules.feedback import FELT_WORDS
from participation.rules.responses import ANSWER_WORDS, INFLUENCE_WORDS, AnswerKind, Draft, Influence, Passing
from participation.rules.told import OFFICER_WORDS
from participation.services import (
    attachments,
    responses,
    responses_felt,
    responses_told,
    said_shown,
    tellings,
    themes,
)
from participation.services import told as told_means
from participation.services.released import PAGE, ReleasedFeedback
from participation.views.paging import page_number

blueprint = Blueprint("responses", __name__)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"answer_words": ANSWER_WORDS, "influence_words": INFLUENCE_WORDS, "means_words": OFFICER_WORDS,
            "felt_words": FELT_WORDS}  # fmt: skip


@blueprint.get("/answers")
@public
def told() -> ResponseReturnValue:
    """You said, we did, we will, we could not: every answer, and how many are late."""
    page, wanted = page_number(), request.args.get("kind", "")
    kind = AnswerKind(wanted) if wanted in set(AnswerKind) else None
    answers, pages = responses_told.told(kind, page)
    return render_template(
        "participation/responses/told.html", answers=answers, page=page, pages=pages, kind=kind,
        kinds=list(AnswerKind), owed=responses_told.owed_now(),
        files=attachments.of_many("answer", [one.public_id for one in answers], viewer=current_actor()),
    )  # fmt: skip


@blueprint.get("/answers/owed")
@public
def owed() -> ResponseReturnValue:
    """What the council still owes children and families, the longest late first."""
    page = page_number()
    late, pages = responses_told.owed_list(page)
    return render_template(
        "participation/responses/owed.html", late=late, page=page, pages=pages, owed=responses_told.owed_now()
    )


@blueprint.get("/answers/<public_id>/poster")
@public
def poster(public_id: str) -> ResponseReturnValue:
    """One answer in the children's words, to print and put up where they are."""
    return render_template("participation/responses/poster.html", answer=tellings.get_answer(public_id))


@blueprint.post("/answers/reading")
@requires(Permission.ANSWER)
@commits_without_trace
def read() -> ResponseReturnValue:
    """How hard a text is to read, for the script that looks while somebody writes. Nothing is kept."""
    found = reading.report(ReadingForm().text.data or "")
    return jsonify(plain=found.is_plain, words=found.words, age=found.age, hard=list(found.hard[:6]),
                   say=reading.too_hard(ReadingForm().text.data or ""))  # fmt: skip


@blueprint.get("/answers/packs")
@requires(Permission.ANSWER)
def index() -> ResponseReturnValue:
    """What this person was sent, owed first."""
    return render_template("participation/responses/index.html", packs=responses.packs_for(current_actor()))


@blueprint.get("/answers/packs/<public_id>")
@requires(Permission.ANSWER)
def show(public_id: str) -> ResponseReturnValue:
    """One pack: what was said, and the answer to write."""
    return _page(responses.get_pack_for(current_actor(), public_id), AnswerForm())


@blueprint.route("/answers/packs/<public_id>/pass", methods=["GET", "POST"])
@requires(Permission.ANSWER)
@commits
def pass_on(public_id: str) -> ResponseReturnValue:
    """Not ours: who can act on it. The day it is due stays."""
    theme, form, me = (
        responses.get_pack_for(current_actor(), public_id),
        PassForm(),
        current_actor().public_id,
    )
    people = [
        (one.public_id, f"{one.name}: {one.about}") for one in themes.responders() if one.public_id != me
    ]
    form.to.choices = [*people, (OUTSIDE, "Somebody outside the council")]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            responses.pass_on(current_actor(), theme, _passing(form))
        if not form.refused:
            flash("Passed on. Children can see to whom, and the day it is due stays the same.", "success")
            return redirect(url_for(".index"), code=303)
        theme = responses.get_pack_for(current_actor(), public_id)
    return render_template("participation/responses/pass.html", theme=theme, form=form)


@blueprint.post("/answers/packs/<public_id>/acknowledge")
@requires(Permission.ANSWER)
@commits
def acknowledge(public_id: str) -> ResponseReturnValue:
    """Say "I have this"."""
    theme = responses.get_pack_for(current_actor(), public_id)
    responses.acknowledge(current_actor(), theme)
    flash("Thank you. The people who spoke can see that you have it.", "success")
    return redirect(url_for(".show", public_id=public_id), code=303)


@blueprint.post("/answers/packs/<public_id>/answer")
@requires(Permission.ANSWER)
@commits
def answer(public_id: str) -> ResponseReturnValue:
    """Give an answer."""
    theme, form = responses.get_pack_for(current_actor(), public_id), AnswerForm()
    if request.form.get("do") == "look":
        form.validate()
        return _page(theme, form, looked=True)
    if form.validate():
        with refusals_on(form):
            given = responses.answer(current_actor(), theme, _draft(form))
            if form.upload is not None:
                attachments.keep(current_actor(), "answer", given.public_id, form.upload)
            flash(
                "Answered. Everyone who spoke sees it when they come back, and so does everyone else.",
                "success",
            )
            return redirect(url_for(".show", public_id=public_id), code=303)
    return _page(responses.get_pack_for(current_actor(), public_id), form)


def _page(theme: Theme, form: AnswerForm, *, looked: bool = False) -> str:
    page, items = page_number(), ReleasedFeedback().read_by(current_actor()).in_theme(theme.id)
    total, said = items.count(), items.page(page)
    answers = responses.answers_to(theme)
    return render_template(
        "participation/responses/show.html", theme=theme, form=form, said=said, total=total, page=page,
        pages=max(1, -(-total // PAGE)), answers=answers, looked=looked,
        pieces=themes.pieces(theme, [one.public_id for one in said]),
        reading=reading.report(form.child_words.data or ""), harder=reading.too_hard(form.child_words.data or ""),
        files=attachments.of_many("answer", [one.public_id for one in answers], viewer=current_actor()),
        to_be_told=told_means.to_be_told(theme), felt=responses_felt.felt_about(theme),
        shown_media=said_shown.shown_ids([m for one in said for m in one.media]),
    )  # fmt: skip


def _draft(form: AnswerForm) -> Draft:
    return Draft(
        kind=AnswerKind(form.kind.data), words=form.words.data, child_words=form.child_words.data,
        evidence=form.evidence.data or "", by_when=form.by_when.data, influence=Influence(form.influence.data),
    )  # fmt: skip


def _passing(form: PassForm) -> Passing:
    inside = form.to.data != OUTSIDE
    return Passing(
        words=form.words.data, child_words=form.child_words.data, to=form.to.data if inside else "",
        outside="" if inside else form.outside.data or "",
    )  # fmt: skip
