"""Breaking the glass: what an administrator asks and reads, and what the second person sees."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import Refusal, refusals_on
from app.unit_of_work import commits, commits_without_trace, kept
from forms.triage import GlassForm
from participation.rules.glass import GLASS_WORDS, MAY_SHUT
from participation.services import glass, unreadable

blueprint = Blueprint("glass", __name__)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"glass_words": GLASS_WORDS}


@blueprint.get("/break-glass")
@requires(Permission.BREAK_GLASS)
def ask() -> ResponseReturnValue:
    """Ask to read one item, and see what was asked before."""
    return _asking(GlassForm(formdata=None))


@blueprint.post("/break-glass")
@requires(Permission.BREAK_GLASS)
@commits
def send() -> ResponseReturnValue:
    """Send the asking: a second person must say yes."""
    form = GlassForm()
    if form.validate():
        with refusals_on(form):
            glass.ask(current_actor(), form.number.data, form.reason.data)
            flash("Asked. The safeguarding desk and the auditor have been written to.", "success")
            return redirect(url_for(".ask"), code=303)
    return _asking(form)


@blueprint.post("/break-glass/<public_id>")
@requires(Permission.BREAK_GLASS)
@commits_without_trace
def read(public_id: str) -> ResponseReturnValue:
    """The words, while it is open. The reading is recorded."""
    asked, texts = glass.read(current_actor(), public_id)
    return kept(render_template("participation/glass/read.html", asked=asked, texts=texts))


@blueprint.post("/break-glass/<public_id>/shut")
@requires(Permission.BREAK_GLASS)
@commits
def shut_own(public_id: str) -> ResponseReturnValue:
    """The one who asked has done what was needed, and shuts it."""
    glass.shut(current_actor(), public_id)
    flash("Shut. To read it again you must ask again.", "success")
    return redirect(url_for(".ask"), code=303)


@blueprint.post("/glass/<public_id>/shut")
@requires(Permission.KEEP_SAFE)
@commits
def shut(public_id: str) -> ResponseReturnValue:
    """The lead shuts what was opened."""
    glass.shut(current_actor(), public_id)
    flash("Shut. To read it again they must ask again, and they have been told.", "success")
    return redirect(url_for(".index"), code=303)


@blueprint.get("/glass")
@requires(Permission.WATCH_GLASS)
def index() -> ResponseReturnValue:
    """Each time an administrator asked, why, and what came of it."""
    return render_template(
        "participation/glass/index.html",
        askings=glass.watched(current_actor()),
        may_shut=current_actor().has(*MAY_SHUT),
        unread=unreadable.items(current_actor()),
    )


@blueprint.post("/glass/<public_id>")
@requires(Permission.WATCH_GLASS)
@commits
def answer(public_id: str) -> ResponseReturnValue:
    """The second person says yes or no."""
    glass.get_for(current_actor(), public_id)
    said = request.form.get("answer")
    if said not in {"yes", "no"}:
        raise Refusal("Answer yes or no.")
    yes = said == "yes"
    glass.answer(current_actor(), public_id, yes=yes)
    flash("Opened for half an hour. Each reading is recorded." if yes else "Refused.", "success")
    return redirect(url_for(".index"), code=303)


def _asking(form: GlassForm) -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "participation/glass/ask.html", form=form, askings=glass.mine(actor),
        late=unreadable.late_or_unreadable(actor), unread=unreadable.items(actor),
    )  # fmt: skip
