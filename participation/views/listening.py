"""Listenings: the public doors, and the worker's pages with the poster."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import cast

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.access import Permission, current_actor, public, requires
from app.errors import NotFound, refusals_on
from app.keyed import settings
from app.unit_of_work import commits
from forms.fields import london_moment
from forms.listening import FindForm, ListeningForm
from models.listening import Listening
from participation.rules.listening import CHILDREN, PARENTS
from participation.rules.people import AgeBand
from participation.rules.ways import USUAL, WAY_WORDS, Way
from participation.services import listening as listenings
from participation.services import pairs
from participation.views.paging import page_number

blueprint = Blueprint("listening", __name__)
EVERYWHERE = "everywhere"


@blueprint.get("/say")
@public
def doors() -> ResponseReturnValue:
    """Have your say: what is open now, the words of a poster, and the way back for an answer."""
    form = FindForm(request.args, meta={"csrf": False})
    if "code" in request.args and form.validate():
        try:
            return redirect(url_for("feedback.start", code=listenings.by_code(form.code.data).code))
        except NotFound:
            form.refuse("We did not find those two words. Look at the poster and try again.", "code")
    return render_template("participation/listening/doors.html", form=form, listenings=listenings.open_now())


@blueprint.get("/listenings")
@requires(Permission.SET_UP_LISTENING)
def index() -> ResponseReturnValue:
    """Every listening, with how many it heard."""
    page = page_number()
    rows, pages = listenings.listed(page)
    return render_template("participation/listening/index.html", rows=rows, page=page, pages=pages)


@blueprint.route("/listenings/new", methods=["GET", "POST"])
@requires(Permission.SET_UP_LISTENING)
@commits
def new() -> ResponseReturnValue:
    """Set up a listening."""
    form = ListeningForm()
    form.area.choices = [
        (EVERYWHERE, "The whole place: ask each person where"),
        *((area.public_id, area.name) for area in listenings.areas()),
    ]
    form.pairs.choices = [(one.public_id, one.i_words, {"hint": one.we_words}) for one in pairs.asked_now()]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            made = listenings.set_up(current_actor(), _wanted(form))
            flash("The listening is set up. Print its poster, or share its link.", "success")
            return redirect(url_for(".show", public_id=made.public_id), code=303)
    return render_template("participation/listening/new.html", form=form)


@blueprint.get("/listenings/<public_id>")
@requires(Permission.SET_UP_LISTENING)
def show(public_id: str) -> ResponseReturnValue:
    """One listening."""
    found = listenings.get_listening(public_id)
    return render_template(
        "participation/listening/show.html", listening=found, state=listenings.state(found),
        heard=listenings.heard_in([found])[found.id], address=address_of(found),
        way_words=[WAY_WORDS[way][0] for way in found.offers],
    )  # fmt: skip


@blueprint.get("/listenings/<public_id>/poster")
@requires(Permission.SET_UP_LISTENING)
def poster(public_id: str) -> ResponseReturnValue:
    """A poster with the QR code and the two words, to print."""
    found = listenings.get_listening(public_id)
    code = qr_of(address_of(found))
    return render_template(
        "participation/listening/poster.html",
        listening=found,
        address=address_of(found),
        qr=Markup(code),  # noqa: S704
    )


@blueprint.post("/listenings/<public_id>/close")
@requires(Permission.SET_UP_LISTENING)
@commits
def close(public_id: str) -> ResponseReturnValue:
    """Close a listening now."""
    listenings.close(current_actor(), listenings.get_listening(public_id))
    flash("The listening is closed.", "success")
    return redirect(url_for(".show", public_id=public_id), code=303)


def _wanted(form: ListeningForm) -> listenings.NewListening:
    first, last = (
        cast("date", form.opens_on.data),
        cast("date", form.closes_on.data),
    )  # the form has checked both
    return listenings.NewListening(
        title=form.title.data, about=form.about.data or "", question=form.question.data,
        more_question=form.more_question.data or "", area="" if form.area.data == EVERYWHERE else form.area.data,
        group=form.group.data or "", ways=tuple(Way(way) for way in form.ways.data or USUAL),
        age_bands=tuple(AgeBand(band) for band in form.age_bands.data or ()),
        statements=tuple(line.strip() for line in (form.statements.data or "").splitlines() if line.strip()),
        pairs=tuple(form.pairs.data or ()),
        for_children=CHILDREN in form.who.data, for_parents=PARENTS in form.who.data,
        opens_at=london_moment(first, time(0)),
        closes_at=london_moment(last + timedelta(days=1), time(0)),
    )  # fmt: skip


def address_of(listening: Listening) -> str:
    """The whole address of a listening's first page, for posters."""
    return settings().public_url.rstrip("/") + url_for("feedback.start", code=listening.code)


def qr_of(address: str) -> str:
    """A code to scan, as SVG without styles."""
    return segno.make(address, error="q").svg_inline(
        scale=8, border=2, omitsize=True, svgclass="op-qr__svg", lineclass=None, unit=None
    )
