"""Sign in, sign out, leave now."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import shared_tablets
from app.access import Permission, public, requires
from app.auth import end_session
from app.errors import Refusal
from app.unit_of_work import commits_without_trace, kept
from forms.sign_in import SignInForm
from participation.services import sign_in

blueprint = Blueprint("sign_in", __name__)
SOMEWHERE_ELSE = "https://www.bbc.co.uk/weather"
FORGET_ALL = '"cache", "cookies", "storage"'


@blueprint.get("/sign-in")
@public
def show() -> ResponseReturnValue:
    """The sign-in page."""
    return render_template("participation/sign_in/sign_in.html", form=SignInForm(), next=way_on())


@blueprint.post("/sign-in")
@public
@commits_without_trace
def enter() -> ResponseReturnValue:
    """Sign in, or say what is wrong and remember the try."""
    form = SignInForm()
    if form.validate():
        try:
            user = sign_in.check(form.name.data, form.words.data)
        except Refusal as refusal:
            sign_in.note_failed_try(form.name.data)
            form.refuse(refusal.reason, "name")
            return kept(render_template("participation/sign_in/sign_in.html", form=form, next=way_on()))
        sign_in.begin(user)
        return redirect(way_on() or url_for("home.show"), code=303)
    return render_template("participation/sign_in/sign_in.html", form=form, next=way_on())


@blueprint.post("/sign-out")
@requires(Permission.BE_SIGNED_IN)
@commits_without_trace
def leave() -> ResponseReturnValue:
    """Sign out and revoke the session."""
    end_session()
    flash("You are signed out.", "success")
    return redirect(url_for("home.show"), code=303)


@blueprint.get("/leave")
@public
def leave_now() -> ResponseReturnValue:
    """Leave fast: forget everything this browser holds of ours and go somewhere ordinary.

    A tablet that is passed round a class stays set out for the others: only the turn of whoever leaves is over. What
    was sent on it where there was no signal waits in its storage, and is somebody's word.
    """
    stays = shared_tablets.forget_whoever_was_here()
    response = make_response(redirect(SOMEWHERE_ELSE, code=303))
    response.headers["Clear-Site-Data"] = (
        '"cache"' if shared_tablets.SAY in stays else '"cache", "storage"' if stays else FORGET_ALL
    )
    return response


def way_on() -> str:
    """Where to go after signing in: a path of ours and nothing else, so nobody can be sent elsewhere."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    safe = (
        wanted.startswith("/")
        and not wanted.startswith(("//", "/\\"))
        and not parts.netloc
        and not parts.scheme
    )
    return wanted if safe and wanted.isprintable() else ""
