"""Adding a translation of released words."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.translations import TranslationForm
from participation.rules.support import Translator
from participation.services import released, said_shown, translations

blueprint = Blueprint("translations", __name__)


@blueprint.route("/said/<public_id>/translation", methods=["GET", "POST"])
@requires(Permission.THEME_FEEDBACK)
@commits
def add(public_id: str) -> ResponseReturnValue:
    """What was said, and a translation of it to be read at the desk first."""
    said, form = released.get_for(current_actor(), public_id), TranslationForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            translations.add(
                current_actor(),
                public_id,
                form.words.data,
                form.language.data,
                Translator(form.translator.data),
            )
        if not form.refused:
            flash("Sent. The safeguarding desk reads it first; then it stands below the words.", "success")
            return redirect(url_for(".add", public_id=public_id), code=303)
    return render_template(
        "participation/themes/translation.html", one=said, form=form, waiting=translations.waiting(public_id),
        shown_media=said_shown.shown_ids(said.media),
    )  # fmt: skip
