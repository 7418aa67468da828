"""Answers: the responder's packs, and what everybody can read."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.responses import AnswerForm
from models.themes import Theme
from participation.rules.responses import ANSWER_WORDS, AnswerKind, Draft
from participation.services import responses
from participation.services.released import PAGE, ReleasedFeedback
from participation.views.paging import page_number

blueprint = Blueprint("responses", __name__)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"answer_words": ANSWER_WORDS}


@blueprint.get("/answers")
@public
def told() -> ResponseReturnValue:
    """You said, we did, we will, we could not: every answer, and how many are late."""
    page, wanted = page_number(), request.args.get("kind", "")
    kind = AnswerKind(wanted) if wanted in set(AnswerKind) else None
    answers, pages = responses.told(kind, page)
    return render_template(
        "participation/responses/told.html", answers=answers, page=page, pages=pages, kind=kind,
        kinds=list(AnswerKind), owed=responses.owed_now(),
    )  # fmt: skip


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
    if form.validate():
        with refusals_on(form):
            responses.answer(current_actor(), theme, _draft(form))
            flash(
                "Answered. Everyone who spoke sees it when they come back, and so does everyone else.",
                "success",
            )
            return redirect(url_for(".show", public_id=public_id), code=303)
    return _page(responses.get_pack_for(current_actor(), public_id), form)


def _page(theme: Theme, form: AnswerForm) -> str:
    page, items = page_number(), ReleasedFeedback().in_theme(theme.id)
    total = items.count()
    return render_template(
        "participation/responses/show.html", theme=theme, form=form, said=items.page(page), total=total, page=page,
        pages=max(1, -(-total // PAGE)), answers=responses.answers_to(theme),
    )  # fmt: skip


def _draft(form: AnswerForm) -> Draft:
    return Draft(
        kind=AnswerKind(form.kind.data), words=form.words.data, child_words=form.child_words.data,
        evidence=form.evidence.data or "", by_when=form.by_when.data,
    )  # fmt: skip
