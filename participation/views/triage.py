"""The safeguarding desk. Words are shown only in answer to a POST, because each reading is recorded."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.attachments import sent
from app.errors import refusals_on
from app.unit_of_work import commits, commits_without_trace, kept
from forms.triage import LETTINGS, DecisionForm, ShutOutForm
from participation.rules.feedback import FACES
from participation.rules.gate import MAY_BE_CHANGED, OUTCOME_WORDS, Decision, Letting, Outcome
from participation.rules.screening import REASONS
from participation.services import triage
from participation.views.paging import page_number

blueprint = Blueprint("triage", __name__)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {
        "kind_words": triage.KIND_WORDS,
        "reason_words": REASONS,
        "outcome_words": OUTCOME_WORDS,
        "face_words": FACES,
    }


@blueprint.get("/desk")
@requires(Permission.KEEP_SAFE)
def queue() -> ResponseReturnValue:
    """What waits, soonest due first. No words here."""
    page = page_number()
    items, total = triage.queue(current_actor(), page)
    return render_template(
        "participation/triage/queue.html", items=items, clock=triage.clock(current_actor()), page=page,
        pages=max(1, -(-total // triage.PAGE)),
    )  # fmt: skip


@blueprint.get("/desk/decided")
@requires(Permission.KEEP_SAFE)
def decided() -> ResponseReturnValue:
    """What was decided, newest first. No words here."""
    page = page_number()
    items, total = triage.decided(current_actor(), page)
    return render_template(
        "participation/triage/decided.html", items=items, page=page, pages=max(1, -(-total // triage.PAGE))
    )


@blueprint.get("/desk/<public_id>")
@requires(Permission.KEEP_SAFE)
def closed(public_id: str) -> ResponseReturnValue:
    """One item, not opened yet."""
    return render_template(
        "participation/triage/closed.html", item=triage.get_item_for(current_actor(), public_id)
    )


@blueprint.post("/desk/<public_id>")
@requires(Permission.KEEP_SAFE)
@commits_without_trace
def read(public_id: str) -> ResponseReturnValue:
    """Open the words and record that they were read."""
    return _opened(public_id)


@blueprint.post("/desk/<public_id>/file")
@requires(Permission.KEEP_SAFE)
@commits_without_trace
def file(public_id: str) -> ResponseReturnValue:
    """Save a held document to read it, and record that it was read."""
    return kept(sent(triage.open_file(current_actor(), public_id)))


@blueprint.post("/desk/<public_id>/decision")
@requires(Permission.KEEP_SAFE)
@commits
def decide(public_id: str) -> ResponseReturnValue:
    """Record a decision."""
    form = _decision_form(triage.get_item_for(current_actor(), public_id).kind in MAY_BE_CHANGED)
    if form.validate():
        with refusals_on(form):
            typed = str(form.after.data)
            seen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
            triage.decide(current_actor(), public_id, _decision(form), after=seen)
            flash("Recorded. Here is what is next.", "success")
            return redirect(url_for(".queue"), code=303)
    return _opened(public_id, form)


@blueprint.post("/desk/<public_id>/shut-out")
@requires(Permission.KEEP_SAFE)
@commits
def shut_out(public_id: str) -> ResponseReturnValue:
    """Shut somebody out of an item that is about them."""
    form = ShutOutForm()
    item = triage.get_item_for(current_actor(), public_id)
    form.who.choices = [(user.public_id, user.name) for user in triage.people_to_shut_out(item)]
    if form.validate():
        with refusals_on(form):
            triage.shut_out(current_actor(), public_id, form.who.data)
            flash("Done. They cannot see it, and whoever is left has been called.", "success")
            return redirect(url_for(".queue"), code=303)
    return _opened(public_id, shutting=form)


def _opened(
    public_id: str, form: DecisionForm | None = None, shutting: ShutOutForm | None = None
) -> ResponseReturnValue:
    opened = triage.open_item(current_actor(), public_id)
    if form is None:
        form = _decision_form(opened.item.kind in MAY_BE_CHANGED, fresh=True)
        form.after.data = str(len(opened.item.decisions))
        form.words.data, form.more.data = opened.original.get("words"), opened.original.get("more")
    if shutting is None:
        shutting = ShutOutForm(formdata=None)
        shutting.who.choices = [(u.public_id, u.name) for u in triage.people_to_shut_out(opened.item)]
    return kept(
        render_template(
            "participation/triage/opened.html",
            opened=opened,
            item=opened.item,
            decision=form,
            shutting=shutting,
            form=shutting if shutting.refused else form,
        )
    )


def _decision_form(may_change: bool, *, fresh: bool = False) -> DecisionForm:
    form = DecisionForm(formdata=None) if fresh else DecisionForm()
    form.letting.choices = [
        (str(letting), words, {"hint": hint})
        for letting, (words, hint) in LETTINGS.items()
        if may_change or letting is not Letting.RELEASE_CHANGED
    ]
    return form


def _decision(form: DecisionForm) -> Decision:
    return Decision(
        outcome=Outcome(form.outcome.data), rationale=form.rationale.data, reference=form.reference.data or "",
        letting=Letting(form.letting.data), changed={"words": form.words.data or "", "more": form.more.data or ""},
    )  # fmt: skip
