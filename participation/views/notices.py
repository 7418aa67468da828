"""What is new for a person, what of it comes by e-mail, and ending e-mails without signing in."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.errors import refusals_on
from app.keyed import settings
from app.unit_of_work import commits, kept
from forms.notices import AllForm, LettersForm, letters_form
from participation.rules.letters import CADENCE_NAMES, KINDS, URGENT, Cadence, at_first
from participation.services import letters, notices
from participation.views.paging import page_number

blueprint = Blueprint("notices", __name__)


@blueprint.get("/notices")
@requires(Permission.BE_SIGNED_IN)
def index() -> ResponseReturnValue:
    """A person's own notices, one line for each subject."""
    actor = current_actor()
    return render_template(
        "participation/notices/index.html", found=notices.page_for(actor, page_number()), kinds=KINDS
    )


@blueprint.get("/notices/<public_id>")
@requires(Permission.BE_SIGNED_IN)
def show(public_id: str) -> ResponseReturnValue:
    """One notice: where the link in an e-mail leads."""
    notice = notices.get_notice_for(current_actor(), public_id)
    return render_template("participation/notices/show.html", notice=notice, kinds=KINDS)


@blueprint.post("/notices/<public_id>")
@requires(Permission.BE_SIGNED_IN)
@commits
def read(public_id: str) -> ResponseReturnValue:
    """Note that it was read, and go on to what it is about."""
    actor = current_actor()
    notice = notices.get_notice_for(actor, public_id)
    notices.read(actor, notice)
    return redirect(notice.path or url_for("notices.index"), code=303)


@blueprint.post("/notices/<public_id>/alike")
@requires(Permission.BE_SIGNED_IN)
@commits
def read_alike(public_id: str) -> ResponseReturnValue:
    """Note that all with the same subject were read."""
    actor = current_actor()
    notices.read_alike(actor, notices.get_notice_for(actor, public_id))
    flash("Marked as read.", "success")
    return redirect(url_for("notices.index"), code=303)


@blueprint.post("/notices")
@requires(Permission.BE_SIGNED_IN)
@commits
def read_all() -> ResponseReturnValue:
    """Note that all were read."""
    notices.read_all(current_actor())
    flash("All your notices are marked as read.", "success")
    return redirect(url_for("notices.index"), code=303)


@blueprint.route("/notices/settings", methods=["GET", "POST"])
@requires(Permission.BE_SIGNED_IN)
@commits
def choose() -> ResponseReturnValue:
    """What comes by e-mail, and how often."""
    actor = current_actor()
    form = letters_form(notices.choices_of(actor))
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            notices.choose(actor, form.wanted)
            flash("Your choice is kept.", "success")
            return redirect(url_for("notices.choose"), code=303)
    return _settings(form, AllForm(formdata=None))


def _settings(form: LettersForm, all_: AllForm) -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "participation/notices/settings.html", form=form, all=all_, now=notices.choices_of(actor), kinds=KINDS,
        urgent=URGENT,
        address=notices.address_of(actor), calendar=notices.calendar_key(actor), cadence_names=CADENCE_NAMES,
        base=settings().public_url.rstrip("/"), first=at_first(actor.age_band), problem=all_.refused,
    )  # fmt: skip


@blueprint.post("/notices/settings/all")
@requires(Permission.BE_SIGNED_IN)
@commits
def choose_all() -> ResponseReturnValue:
    """The same for all kinds."""
    actor, form = current_actor(), AllForm()
    if form.validate():
        with refusals_on(form):
            notices.choose_all(actor, Cadence(form.every.data))
            flash("Your choice is kept, for all of them.", "success")
            return redirect(url_for("notices.choose"), code=303)
    return _settings(letters_form(notices.choices_of(actor)), form)


@blueprint.post("/notices/calendar")
@requires(Permission.BE_SIGNED_IN)
@commits
def new_calendar() -> ResponseReturnValue:
    """Give one's own calendar an address, or a new one."""
    notices.new_calendar_key(current_actor())
    flash("Your calendar has a new address. One it had before stops working.", "success")
    return redirect(url_for("notices.choose", _anchor="calendar"), code=303)


@blueprint.get("/stop-letters/<key>/<kind>")
@public
def ask_stop(key: str, kind: str) -> ResponseReturnValue:
    """Ask before ending e-mails of a kind: opening a link changes nothing."""
    _, of_kind = notices.who_stops(key, kind)
    return render_template(
        "participation/notices/stop.html", key=key, kind=of_kind, about=KINDS[of_kind], done=False
    )


@blueprint.post("/stop-letters/<key>/<kind>")
@public
@commits
def stop(key: str, kind: str) -> ResponseReturnValue:
    """End them. Mail programs send this themselves (RFC 8058): with their word the key alone opens it, and it never
    redirects. Without it, it is a form of ours and needs our token like any other.
    """
    if request.form.get("List-Unsubscribe") != "One-Click":
        current_app.extensions["csrf"].protect()
    of_kind = notices.stop(key, kind)
    return kept(
        render_template(
            "participation/notices/stop.html", key=key, kind=of_kind, about=KINDS[of_kind], done=True
        )
    )


stop.opened_by_key = True  # type: ignore[attr-defined]  # no token against forgery: see app.opened_by_key


@blueprint.get("/letters")
@requires(Permission.SEE_LETTERS)
def state() -> ResponseReturnValue:
    """How letters stand, for whoever looks after the mail server."""
    return render_template("participation/notices/letters.html", state=letters.state(), kinds=KINDS)


@blueprint.post("/letters/<public_id>/again")
@requires(Permission.SEE_LETTERS)
@commits
def try_again(public_id: str) -> ResponseReturnValue:
    """Let a refused letter go again."""
    letters.try_again(current_actor(), public_id)
    flash("It goes again with the next ones.", "success")
    return redirect(url_for("notices.state"), code=303)
