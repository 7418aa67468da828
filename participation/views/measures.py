"""Consent and children's voices, as services count them: for everybody to read, and for officers to add."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.measures import MeasureForm
from participation.rules.measures import CAUTION, DECLINED_WORDS, Consent, Declined, Voice
from participation.services import measures
from participation.views.paging import page_number

blueprint = Blueprint("measures", __name__)


@blueprint.get("/measures")
@public
def show() -> ResponseReturnValue:
    """Whether families say yes to help, and whether a child's voice was there."""
    page = page_number()
    rows, pages = measures.told(page)
    return render_template(
        "participation/measures/show.html",
        rows=rows,
        page=page,
        pages=pages,
        caution=CAUTION,
        reasons=DECLINED_WORDS,
    )


@blueprint.route("/measures/add", methods=["GET", "POST"])
@requires(Permission.GIVE_COUNTS)
@commits
def add() -> ResponseReturnValue:
    """One service's counts of one period."""
    form = MeasureForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            measures.add(current_actor(), _given(form))
            flash("Kept. Numbers of one to four people are not shown to anybody.", "success")
            return redirect(url_for(".show"), code=303)
    return render_template("participation/measures/add.html", form=form)


def _given(form: MeasureForm) -> measures.Given:
    def many(name: str) -> int:
        return cast("int", form[name].data)

    reasons = {reason: many(reason) for reason in Declined}
    first, last = cast("date", form.since.data), cast("date", form.until.data)  # the form has checked both
    return measures.Given(
        service=form.service.data, since=first, until=last + timedelta(days=1), source=form.source.data,
        consent=Consent(many("offered"), many("accepted"), many("declined"), many("withdrawn"), reasons),
        voice=Voice(
            many("primary_reviewed"), many("primary_heard"), many("secondary_reviewed"), many("secondary_heard")
        ),
    )  # fmt: skip
