"""Your own page: what is kept about you, what you agreed to, and taking it back. Signed in, or with four words."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.auth import end_session
from app.errors import NotFound
from app.keyed import keyed_digest
from app.unit_of_work import commits_without_trace, kept
from forms.consents import AboutMeForm
from models.consents import YoungPerson
from participation.rules.consents import GIVER_WORDS, KIND_WORDS, STANDING_WORDS
from participation.rules.requests import ASK_WORDS, VERDICT_WORDS
from participation.services import about_me, comeback, consents, consents_photos, requests
from participation.views.shared_tablet import BACK

blueprint = Blueprint("about_me", __name__)
OPENED = "about_me"  # whose page this browser opened with four words; "leave now" forgets it


@blueprint.route("/about-me", methods=["GET", "POST"])
@public
@commits_without_trace
def show() -> ResponseReturnValue:
    """What is kept about you; somebody not signed in types four words first."""
    if current_actor().is_signed_in or (request.method == "GET" and session.get(OPENED)):
        return _page(_whose())
    form = AboutMeForm()
    if request.method == "POST" and form.validate():
        who = keyed_digest("come-back try", request.remote_addr or "")
        comeback.slow_down(who)
        found = consents.by_words(form.words.data)
        if found is not None:
            session[OPENED] = found
            return redirect(url_for(".show"), code=303)
        comeback.remember_try(who)
        form.refuse("We did not find those words together. Look at your card and try again.", "words")
        return kept(render_template("participation/consents/about_me_words.html", form=form))
    return render_template("participation/consents/about_me_words.html", form=form)


@blueprint.post("/about-me/take-back")
@public
@commits_without_trace
def take_back() -> ResponseReturnValue:
    """Take one agreement back. At once, and nobody asks why."""
    person = _whose()
    if person is None:
        return redirect(url_for(".show"), code=303)
    consents.take_back(current_actor(), person, request.form.get("record", ""))
    flash("You took it back. It stopped at once.", "success")
    return redirect(url_for(".show"), code=303)


@blueprint.post("/about-me/finish")
@public
@commits_without_trace
def finish() -> ResponseReturnValue:
    """Forget whose page this browser was reading."""
    session.pop(OPENED, None)
    return redirect(url_for(".show"), code=303)


@blueprint.route("/about-me/close", methods=["GET", "POST"])
@requires(Permission.BE_SIGNED_IN)
@commits_without_trace
def close() -> ResponseReturnValue:
    """Close one's own account, asked once more."""
    if request.method == "POST":
        about_me.close(current_actor())
        end_session()
        said = (
            "Your account is closed. Your name goes within the hour, unless somebody must keep it for safety."
        )
        flash(said, "success")
        return redirect(url_for("home.show"), code=303)
    return render_template("participation/consents/close.html", young=current_actor().is_child)


@blueprint.get("/comeback/about")
@public
def said() -> ResponseReturnValue:
    """What is kept about what somebody said, for whoever came back with its words."""
    if not session.get(BACK):
        return redirect(url_for("feedback.come_back"), code=303)
    try:
        known = about_me.of_said(session[BACK])
    except NotFound:  # it has been erased since
        session.pop(BACK)
        return redirect(url_for("feedback.come_back"), code=303)
    return render_template(
        "participation/consents/about_said.html", known=known,
        asked=requests.of_said(session[BACK]), asks=ASK_WORDS, verdicts=VERDICT_WORDS,
    )  # fmt: skip


def _whose() -> YoungPerson | None:
    if current_actor().is_signed_in:
        return consents.own_page(current_actor())
    if not session.get(OPENED):
        return None
    try:
        return consents.by_public_id(session[OPENED])
    except NotFound:
        session.pop(OPENED)
        return None


def _page(person: YoungPerson | None) -> ResponseReturnValue:
    if person is None and not current_actor().is_signed_in:
        return redirect(url_for(".show"), code=303)
    return render_template(
        "participation/consents/about_me.html", person=person, records=consents.records_of(person) if person else {},
        kinds=KIND_WORDS, known=about_me.of_person(current_actor()), givers=GIVER_WORDS, standings=STANDING_WORDS,
        called=consents_photos.called(person) if person else {},
        young=current_actor().is_child or not current_actor().is_signed_in,
    )  # fmt: skip
