"""The component gallery (development only): every part our pages are made of, in every state."""

from __future__ import annotations

import segno
from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app.access import public
from forms.gallery import GalleryForm

blueprint = Blueprint("gallery", __name__, url_prefix="/gallery")

PAGES = {
    "words": "gallery/words.html", "forms": "gallery/forms.html", "lists": "gallery/lists.html",
    "records": "gallery/records.html", "charts": "gallery/charts.html", "home": "gallery/home.html",
    "child": "gallery/child.html", "voice": "gallery/voice.html", "sheet": "gallery/sheet.html",
    "errors": "gallery/errors.html",
}  # fmt: skip
ERRORS = (
    "400", "403", "404", "405", "413", "429", "500", "503",
    "changed_meanwhile", "form_out_of_date", "refused", "sent_before",
)  # fmt: skip
FAULTY = {
    "title": "",
    "amount": "lots",
    "need": "A place to go\nafter school",
    "starts-day": "31",
    "starts-month": "2",
    "starts-year": "2026",
    "at": "6pm",
}


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    """The list of the gallery's pages."""
    return render_template("gallery/index.html", pages=PAGES)


@blueprint.get("/<name>")
@public
def show(name: str) -> ResponseReturnValue:
    """One page of parts."""
    if name not in PAGES:
        abort(404)
    return render_template(PAGES[name], sample=GalleryForm(), code=_qr(), errors=ERRORS)


@blueprint.get("/forms/problems")
@public
def problems() -> ResponseReturnValue:
    """The form as it comes back when much is wrong with it."""
    form = GalleryForm(MultiDict(FAULTY), meta={"csrf": False})
    form.validate()
    form.refuse("The pot has £310.00 left and this asks for £400.00.")
    return render_template("gallery/problems.html", form=form)


@blueprint.get("/errors/<name>")
@public
def error(name: str) -> ResponseReturnValue:
    """An error page, shown with status 200."""
    if name not in ERRORS:
        abort(404)
    reason = "You have already voted in this round. A vote can be changed until it closes, from your receipt."
    return render_template(f"errors/{name}.html", reason=reason, kept="/")


def _qr() -> Markup:
    """A QR code to a made-up address, as an SVG without styles."""
    drawn = segno.make("https://alderbrook.example/say/boats", error="m")
    return Markup(drawn.svg_inline(omitsize=True, dark="#16211b", border=2))  # noqa: S704 - made here from our own address
