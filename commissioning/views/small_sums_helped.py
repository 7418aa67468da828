"""The family's page after a small sum: did it help? No account and no name, only the code they were given."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import public
from app.errors import refusals_on
from app.unit_of_work import commits_without_trace
from commissioning.rules.small_sums import Helped
from commissioning.services import small_sums_helped
from commissioning.services import small_sums_reading as reading
from forms.small_sums import CodeForm, HelpedForm
from participation.rules.refusals import NotFound

blueprint = Blueprint("small_sums_helped", __name__)


@blueprint.get("/helped")
@public
def start() -> ResponseReturnValue:
    """Where the code goes."""
    return render_template("commissioning/small_sums/code.html", form=CodeForm())


@blueprint.post("/helped")
@public
@commits_without_trace
def enter() -> ResponseReturnValue:
    """Go to the page of this code, whatever spaces and capitals it was typed with."""
    form = CodeForm()
    if form.validate():
        code = "".join(form.code.data.lower().replace("-", " ").split())
        try:
            reading.of_family_code(code)
        except NotFound:
            form.refuse(
                "We do not know this code. Look at it again, or ask the worker who gave it to you.", "code"
            )
        else:
            return redirect(url_for(".ask", code=code), code=303)
    return render_template("commissioning/small_sums/code.html", form=form)


@blueprint.get("/helped/<code>")
@public
def ask(code: str) -> ResponseReturnValue:
    """One statement to agree or disagree with, and room to say more."""
    return render_template(
        "commissioning/small_sums/helped.html", one=reading.of_family_code(code), form=HelpedForm()
    )


@blueprint.post("/helped/<code>")
@public
@commits_without_trace
def answer(code: str) -> ResponseReturnValue:
    """Keep the answer; words wait for the safeguarding desk."""
    small_sum, form = reading.of_family_code(code), HelpedForm()
    if form.validate():
        with refusals_on(form):
            small_sums_helped.say(small_sum, Helped(form.helped.data), form.words.data or "")
        if not form.refused:
            return redirect(url_for(".ask", code=code), code=303)
    return render_template(
        "commissioning/small_sums/helped.html", one=reading.of_family_code(code), form=form
    )
