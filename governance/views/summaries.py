"""Pages for governance summaries: the published ones for everyone, the drafts for those who make them."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public, requires
from app.times import local_date
from app.unit_of_work import commits
from forms.summaries import CommentForm, IntroductionForm, MoveForm, NoteForm, SendBackForm
from governance.rules.summaries import OUT, FileKind
from governance.services import (
    summaries,
    summaries_after,
    summaries_files,
    summaries_history,
    summaries_life,
    summaries_reading,
    summaries_versions,
)
from governance.views.summaries_desk import desk, do
from governance.views.summaries_kept import kept_for_everyone
from models.summaries import Summary
from participation.rules.refusals import NotFound
from participation.rules.responses import ANSWER_WORDS
from participation.services import elections

blueprint = Blueprint("summaries", __name__)


@blueprint.get("/summaries")
@public
def index() -> ResponseReturnValue:
    """Published summaries; above them, for those who make them, what waits and what comes."""
    works_on_them = may(current_actor(), Permission.READ_DRAFTS)
    return render_template(
        "governance/summaries/index.html", published=summaries_reading.published(),
        calendar=summaries_reading.calendar() if works_on_them else [], quiet=elections.now_on(),
        may_schedule=may(current_actor(), Permission.CLERK),
    )  # fmt: skip


@blueprint.get("/summaries/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """The full version of a published summary."""

    def made(summary: Summary) -> str:
        document, _ = summaries_reading.versions(summary)
        return render_template(
            "governance/summaries/show.html", summary=summary, document=document,
            after=summaries_after.after(summary), answers=ANSWER_WORDS,
            **summaries_reading.beside(summary, current_actor()),
        )  # fmt: skip

    return _published(public_id, "summaries.show", made)


@blueprint.get("/summaries/<public_id>/for-children")
@public
def for_children(public_id: str) -> ResponseReturnValue:
    """The version for children: the same facts, published in the same moment."""

    def made(summary: Summary) -> str:
        _, document = summaries_reading.versions(summary)
        return render_template(
            "governance/summaries/for_children.html", summary=summary, document=document,
            after=summaries_after.after(summary), answers=ANSWER_WORDS,
        )  # fmt: skip

    return _published(public_id, "summaries.for_children", made)


@blueprint.get("/summaries/<public_id>/versions")
@public
def versions(public_id: str) -> ResponseReturnValue:
    """Every published version, and what changed from each to the next."""
    found = summaries_history.history(summaries_reading.get_published(public_id))
    if not all(summaries_life.is_as_published(one.summary) for one in found):
        return render_template("governance/summaries/not_as_published.html", summary=found[0].summary), 409
    return render_template("governance/summaries/versions.html", versions=found)


@blueprint.get("/summaries/<public_id>/file/<kind>")
@public
def file(public_id: str, kind: str) -> ResponseReturnValue:
    """A published version as a file to keep or print."""
    if kind not in set(FileKind):
        raise NotFound
    chosen = FileKind(kind)
    summary = summaries_reading.get_published(public_id)
    if summary.replaced_at:
        return _to_newest(summary, "summaries.show")
    found = summaries_files.file_of(summary, chosen)
    if found is None or found.problem:
        problem = found.problem if found else ""
        return render_template("governance/summaries/no_file.html", summary=summary, problem_words=problem)
    mimetype, ending = summaries_files.TYPES[chosen]
    name = f"summary-{local_date(summary.until)}{'-for-children' if chosen is FileKind.CHILD_PDF else ''}.{ending}"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(found.content, mimetype=mimetype, headers=headers)


@blueprint.get("/summaries/<public_id>/draft")
@requires(Permission.READ_DRAFTS)
def draft(public_id: str) -> ResponseReturnValue:
    """Both versions side by side, and what may be done next."""
    summary = summaries.get_draft(public_id)
    if summary.replaced_at:
        return _to_newest(summary, "summaries.draft")
    if summary.state in OUT and not may(current_actor(), Permission.CLERK):
        return redirect(url_for("summaries.show", public_id=public_id))
    return desk(summary)


@blueprint.post("/summaries/<public_id>/introduction")
@requires(Permission.CLERK)
@commits
def introduce(public_id: str) -> ResponseReturnValue:
    """Keep the clerk's few words."""
    form = IntroductionForm()

    def work(summary: Summary) -> None:
        summaries.introduce(
            current_actor(), summary, form.introduction.data or "", form.introduction_for_children.data or ""
        )

    return do(public_id, "introduction_form", form, work, "Saved.")


@blueprint.post("/summaries/<public_id>/note")
@requires(Permission.CLERK)
@commits
def note(public_id: str) -> ResponseReturnValue:
    """Keep, or take away, a note of the clerk's under one part."""
    form = NoteForm()

    def work(summary: Summary) -> None:
        where = form.where.data or ""
        summaries.note(
            current_actor(), summary, where, form.note.data or "", form.note_for_children.data or ""
        )

    return do(public_id, "note_form", form, work, "Saved.")


@blueprint.post("/summaries/<public_id>/earlier")
@requires(Permission.CLERK)
@commits
def earlier(public_id: str) -> ResponseReturnValue:
    """Put one sentence before the one above it, in both versions."""
    form = MoveForm()
    return do(
        public_id, "move_form", form,
        lambda summary: summaries.move(current_actor(), summary, form.key.data or "", -1), "Moved up.",
    )  # fmt: skip


@blueprint.post("/summaries/<public_id>/comment")
@requires(Permission.READ_DRAFTS)
@commits
def comment(public_id: str) -> ResponseReturnValue:
    """Keep a remark for the others who work on it."""
    form = CommentForm()
    return do(
        public_id, "comment_form", form,
        lambda summary: summaries.comment(current_actor(), summary, form.words.data or ""), "Your remark is kept.",
    )  # fmt: skip


@blueprint.post("/summaries/<public_id>/send-back")
@requires(Permission.SEND_BACK)
@commits
def send_back(public_id: str) -> ResponseReturnValue:
    """Return it to the clerk with the reason."""
    form = SendBackForm()
    return do(
        public_id, "send_back_form", form,
        lambda summary: summaries_life.send_back(current_actor(), summary, form.reason.data or ""),
        "It is back with the clerk, with your reason.",
    )  # fmt: skip


def _published(public_id: str, endpoint: str, made: Callable[[Summary], str]) -> ResponseReturnValue:
    """One version, as it was published or not at all."""

    def make(stands: object) -> ResponseReturnValue:
        summary = summaries_reading.get_published(public_id)
        if summary.replaced_at:
            return _to_newest(summary, endpoint)
        if not summaries_life.is_as_published(summary):
            return render_template("governance/summaries/not_as_published.html", summary=summary), 409
        return made(summary)

    return kept_for_everyone(f"{endpoint} {public_id}", lambda: summaries_reading.stands(public_id), make)


def _to_newest(summary: Summary, endpoint: str) -> ResponseReturnValue:
    """Words were taken back: an older version opens for nobody, and its address leads to the one that stands."""
    return redirect(url_for(endpoint, public_id=summaries_versions.newest(summary).public_id))
