"""A worker's pages of what young people agreed to: find, add, write down, take back."""

from __future__ import annotations

from base64 import b64encode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits, commits_without_trace, kept
from forms.consents import ConsentForm, PhotoForm, YoungPersonForm
from models.attachments import Attachment
from models.consents import YoungPerson
from participation.rules.attachments import MIME, FileKind
from participation.rules.consents import (
    GIVER_WORDS,
    KIND_WORDS,
    STANDING_WORDS,
    Agreed,
    ConsentKind,
    Giver,
    NewConsent,
)
from participation.rules.feedback import CHILD_BANDS
from participation.rules.people import AgeBand
from participation.services import consents, consents_photos
from participation.views.paging import page_number

blueprint = Blueprint("consents", __name__)


@blueprint.get("/young-people")
@requires(Permission.KEEP_CONSENTS)
def index() -> ResponseReturnValue:
    """Everybody there is a page for."""
    text, page = request.args.get("q", "")[:40], page_number()
    found, total = consents.find(current_actor(), text, page)
    return render_template(
        "participation/consents/index.html", people=found, total=total, q=text, page=page, bands=CHILD_BANDS,
        pages=max(1, -(-total // consents.PAGE)),
    )  # fmt: skip


@blueprint.get("/young-people/new")
@requires(Permission.KEEP_CONSENTS)
def new() -> ResponseReturnValue:
    """The form for somebody new."""
    return render_template("participation/consents/new.html", form=YoungPersonForm())


@blueprint.post("/young-people/new")
@requires(Permission.KEEP_CONSENTS)
@commits_without_trace
def add() -> ResponseReturnValue:
    """Begin a page; somebody without an account is shown their four words, this once."""
    form = YoungPersonForm()
    if form.validate():
        with refusals_on(form):
            person, words = consents.add_person(
                current_actor(), form.called.data, AgeBand(form.band.data), form.username.data or ""
            )
            return _given(person, words) if words else _back(person, "Their page is ready.")
    return render_template("participation/consents/new.html", form=form)


@blueprint.get("/young-people/<public_id>")
@requires(Permission.KEEP_CONSENTS)
def show(public_id: str) -> ResponseReturnValue:
    """One young person: the four kinds of record, and the photos they are in."""
    return _page(consents.get_person_for(current_actor(), public_id), PhotoForm())


@blueprint.route("/young-people/<public_id>/record", methods=["GET", "POST"])
@requires(Permission.KEEP_CONSENTS)
@commits
def record(public_id: str) -> ResponseReturnValue:
    """Write down what they agreed to, or did not."""
    person = consents.get_person_for(current_actor(), public_id)
    asked = request.args.get("kind", "")
    chosen = request.args.get("photo", "")
    form = ConsentForm(data={"kind": asked, "photos": [chosen]} if asked in set(ConsentKind) else None)
    photos = consents_photos.photos_of(person)
    form.photos.choices = [(file.public_id, file.words or "A photo") for file, _ in photos]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            consents.record(current_actor(), person, _written(form))
            return _back(person, "Written down.")
    return render_template(
        "participation/consents/record.html", form=form, person=person, kinds=KIND_WORDS,
        nos=consents.standing_nos(person), picture=consents_photos.to_ask_about(person, chosen), source_of=_source_of,
    )  # fmt: skip


@blueprint.post("/young-people/<public_id>/take-back")
@requires(Permission.KEEP_CONSENTS)
@commits
def take_back(public_id: str) -> ResponseReturnValue:
    """They told the worker that they take it back."""
    person = consents.get_person_for(current_actor(), public_id)
    consents.take_back(current_actor(), person, request.form.get("record", ""))
    return _back(person, "Taken back. It stopped at once.")


@blueprint.post("/young-people/<public_id>/photo")
@requires(Permission.KEEP_CONSENTS)
@commits
def photo(public_id: str) -> ResponseReturnValue:
    """Say that they are in a photo."""
    person, form = consents.get_person_for(current_actor(), public_id), PhotoForm()
    if form.validate():
        with refusals_on(form):
            consents_photos.put_in_photo(current_actor(), person, form.photo.data)
            return _back(person, "The photo shows only while everybody in it agrees.")
    return _page(consents.get_person_for(current_actor(), public_id), form)


@blueprint.post("/young-people/<public_id>/words")
@requires(Permission.KEEP_CONSENTS)
@commits_without_trace
def words(public_id: str) -> ResponseReturnValue:
    """Give four new words and show them, this once."""
    person = consents.get_person_for(current_actor(), public_id)
    return _given(person, consents.new_words(current_actor(), person))


def _page(person: YoungPerson, form: PhotoForm) -> str:
    return render_template(
        "participation/consents/show.html", person=person, records=consents.records_of(person), form=form,
        photos=consents_photos.photos_agreed(person), kinds=KIND_WORDS, givers=GIVER_WORDS, standings=STANDING_WORDS,
        bands=CHILD_BANDS, called=consents_photos.called(person),
    )  # fmt: skip


def _source_of(picture: Attachment) -> str:
    """A picture as an address that holds the picture itself, so that no address of it opens for anybody."""
    return f"data:{MIME[FileKind.PICTURE]};base64,{b64encode(picture.content).decode('ascii')}"


def _given(person: YoungPerson, words: str) -> ResponseReturnValue:
    return kept(render_template("participation/consents/words.html", person=person, four_words=words))


def _back(person: YoungPerson, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("consents.show", public_id=person.public_id), code=303)


def _written(form: ConsentForm) -> NewConsent:
    return NewConsent(
        kind=ConsentKind(form.kind.data), agreed=Agreed(form.agreed.data), given_by=Giver(form.given_by.data),
        purpose=form.purpose.data, until=form.until.data, note=form.note.data or "",
        photos=tuple(form.photos.data or ()),
    )  # fmt: skip
