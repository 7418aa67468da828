"""Paper packs: numbered sheets to print, and typing in what comes back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits, commits_without_trace
from forms.whole import PaperForm, SheetsForm
from participation.rules.feedback import CHILD_BANDS, FACES
from participation.rules.refusals import NotFound
from participation.rules.ways import AGREES, FEELS, PARTS, SYMBOLS
from participation.services import listening as listenings
from participation.services import paper, whole_said
from participation.views.listening import address_of, qr_of

blueprint = Blueprint("paper", __name__)


@blueprint.route("/listenings/<public_id>/paper", methods=["GET", "POST"])
@requires(Permission.SET_UP_LISTENING)
@commits
def pack(public_id: str) -> ResponseReturnValue:
    """How many sheets there are, and printing more."""
    listening, form = listenings.get_listening(public_id), SheetsForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            made = paper.make_sheets(current_actor(), listening, form.number)
            first, last = made[0].number, made[-1].number
            return redirect(url_for(".sheets", public_id=public_id, first=first, last=last), code=303)
    printed, entered = paper.counts(listening)
    return render_template(
        "participation/listening/paper.html", form=form, listening=listening, printed=printed, entered=entered
    )


@blueprint.get("/listenings/<public_id>/paper/sheets")
@requires(Permission.SET_UP_LISTENING)
def sheets(public_id: str) -> ResponseReturnValue:
    """Sheets to print, each with its number, its code to scan and a slip to tear off."""
    listening = listenings.get_listening(public_id)
    first, last = (
        _number(request.args.get(name, str(usual))) for name, usual in (("first", 1), ("last", 60))
    )
    if last < first:
        raise NotFound
    drawn = [(one, Markup(qr_of(f"{address_of(listening)}?sheet={one.sheet.public_id}")))  # noqa: S704 - our own SVG
             for one in paper.sheets_of(listening, first, last)]  # fmt: skip
    return render_template(
        "participation/listening/sheets.html", listening=listening, sheets=drawn, faces=FACES, parts=PARTS,
        feels=FEELS, symbols=SYMBOLS, agrees=AGREES, bands=CHILD_BANDS,
        areas=listenings.areas() if listening.area_id is None else [],
    )  # fmt: skip


@blueprint.route("/listenings/<public_id>/paper/enter", methods=["GET", "POST"])
@requires(Permission.SET_UP_LISTENING)
@commits_without_trace
def enter(public_id: str) -> ResponseReturnValue:
    """Type in one sheet."""
    listening, form = listenings.get_listening(public_id), PaperForm()
    form.asking(listening)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            whole_said.type_in(current_actor(), listening, form.number, form.answers, form.files)
            flash(f"Sheet {form.number} is kept. The safeguarding desk reads it first.", "success")
            return redirect(url_for(".enter", public_id=public_id), code=303)
    printed, entered = paper.counts(listening)
    return render_template(
        "participation/listening/enter.html", form=form, listening=listening, printed=printed, entered=entered
    )


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0
