"""Themes: putting together what was released, and sending it to the person who can act."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.themes import SendForm, SortForm, ThemeForm
from models.themes import Theme
from participation.rules.responses import ANSWER_WORDS
from participation.rules.themes import Shanarri, ThemeState
from participation.services import listening as listenings
from participation.services import responses, themes
from participation.services.released import PAGE, ReleasedFeedback
from participation.views.paging import page_number

blueprint = Blueprint("themes", __name__)
EVERYWHERE = "everywhere"


@blueprint.get("/themes")
@requires(Permission.THEME_FEEDBACK)
def index() -> ResponseReturnValue:
    """Every theme, and how much waits to be put in one."""
    page, wanted = page_number(), request.args.get("state", "")
    state = ThemeState(wanted) if wanted in set(ThemeState) else None
    rows, pages = themes.listed(state, page)
    return render_template(
        "participation/themes/index.html", rows=rows, page=page, pages=pages, state=state, states=list(ThemeState),
        loose=ReleasedFeedback().not_in_a_theme().count(),
    )  # fmt: skip


@blueprint.route("/themes/new", methods=["GET", "POST"])
@requires(Permission.THEME_FEEDBACK)
@commits
def new() -> ResponseReturnValue:
    """Begin a theme."""
    form = ThemeForm()
    form.area.choices = [
        (EVERYWHERE, "The whole place"),
        *((a.public_id, a.name) for a in listenings.areas()),
    ]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            area = "" if form.area.data == EVERYWHERE else form.area.data
            made = themes.make(
                current_actor(),
                themes.NewTheme(form.title.data, Shanarri(form.part.data), form.note.data or "", area),
            )
            flash("The theme is made. Now tick what belongs in it.", "success")
            return redirect(url_for(".sort", theme=made.public_id), code=303)
    return render_template("participation/themes/new.html", form=form)


@blueprint.route("/themes/sort", methods=["GET", "POST"])
@requires(Permission.THEME_FEEDBACK)
@commits
def sort() -> ResponseReturnValue:
    """What was released and is in no theme yet."""
    page, loose = page_number(), ReleasedFeedback().not_in_a_theme()
    total, said = loose.count(), loose.page(page)
    form = SortForm(data={"theme": request.args.get("theme")})
    form.chosen.choices = [(one.public_id, one.public_id) for one in said]
    form.theme.choices = [(theme.public_id, theme.title) for theme in themes.gathering()]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            theme = themes.get_theme_for(current_actor(), form.theme.data)
            added = themes.add(current_actor(), theme, form.chosen.data or [])
            flash(f"{added} added to “{theme.title}”.", "success")
            return redirect(url_for(".sort", theme=theme.public_id), code=303)
    return render_template(
        "participation/themes/sort.html", form=form, said=said, total=total, page=page,
        pages=max(1, -(-total // PAGE)),
    )  # fmt: skip


@blueprint.get("/themes/<public_id>")
@requires(Permission.THEME_FEEDBACK)
def show(public_id: str) -> ResponseReturnValue:
    """One theme: what was said, where it is, what was answered."""
    return _page(themes.get_theme_for(current_actor(), public_id), SendForm())


@blueprint.post("/themes/<public_id>/send")
@requires(Permission.THEME_FEEDBACK)
@commits
def send(public_id: str) -> ResponseReturnValue:
    """Send it to the person who can act."""
    theme, form = themes.get_theme_for(current_actor(), public_id), SendForm()
    form.responder.choices = _people()
    if form.validate():
        with refusals_on(form):
            themes.send(current_actor(), theme, form.responder.data)
            flash("Sent. They have 20 working days to answer.", "success")
            return redirect(url_for(".show", public_id=public_id), code=303)
    return _page(themes.get_theme_for(current_actor(), public_id), form)


@blueprint.post("/themes/<public_id>/take-out/<feedback_id>")
@requires(Permission.THEME_FEEDBACK)
@commits
def take_out(public_id: str, feedback_id: str) -> ResponseReturnValue:
    """Take one piece out again."""
    themes.take_out(current_actor(), themes.get_theme_for(current_actor(), public_id), feedback_id)
    flash("Taken out. It waits with the others again.", "success")
    return redirect(url_for(".show", public_id=public_id), code=303)


def _page(theme: Theme, form: SendForm) -> str:
    page, items = page_number(), ReleasedFeedback().in_theme(theme.id)
    total = items.count()
    form.responder.choices = _people()
    return render_template(
        "participation/themes/show.html", theme=theme, form=form, said=items.page(page), total=total, page=page,
        pages=max(1, -(-total // PAGE)), answers=responses.answers_to(theme), answer_words=ANSWER_WORDS,
    )  # fmt: skip


def _people() -> list[tuple[str, str]]:
    return [(user.public_id, f"{user.name}: {user.about}") for user in themes.responders()]
