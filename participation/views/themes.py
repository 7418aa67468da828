"""Themes: putting together what was released, and sending it to the person who can act."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.errors import NotFound, Refusal, refusals_on
from app.times import local_date
from app.unit_of_work import commits
from forms.themes import NONE, DiffersForm, SendForm, SortForm, TellForm, ThemeForm
from models.themes import Theme
from participation.rules.responses import ANSWER_WORDS
from participation.rules.telling import WAY_WORDS, Way
from participation.rules.theme_checks import STANDING_WORDS, VIEW_WORDS
from participation.rules.themes import FRAMEWORK_WORDS, SHIFT_WORDS, Framework, Shanarri, Shift, ThemeState
from participation.services import listening as listenings
from participation.services import responses, said_shown, tellings, theme_checks, themes
from participation.services.released import PAGE, ReleasedFeedback
from participation.views.paging import page_number

blueprint = Blueprint("themes", __name__)
EVERYWHERE = "everywhere"
MOST_TICKED = 100
ALL_GONE = "All that you ticked has been put in a theme or taken back meanwhile."


@blueprint.get("/themes")
@requires(Permission.THEME_FEEDBACK)
def index() -> ResponseReturnValue:
    """Every theme, and how much waits to be put in one."""
    page, wanted = page_number(), request.args.get("state", "")
    state = ThemeState(wanted) if wanted in set(ThemeState) else None
    rows, pages = themes.listed(state, page)
    return render_template(
        "participation/themes/index.html", rows=rows, page=page, pages=pages, state=state, states=list(ThemeState),
        loose=ReleasedFeedback().read_by(current_actor()).not_in_a_theme().count(),
    )  # fmt: skip


@blueprint.route("/themes/new", methods=["GET", "POST"])
@requires(Permission.THEME_FEEDBACK)
@commits
def new() -> ResponseReturnValue:
    """Begin a theme."""
    form = _theme_form()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            made = themes.make(current_actor(), _wanted(form))
            flash("The theme is made. Now tick what belongs in it.", "success")
            return redirect(url_for(".sort", theme=made.public_id), code=303)
    return render_template("participation/themes/new.html", form=form, theme=None)


@blueprint.route("/themes/<public_id>/change", methods=["GET", "POST"])
@requires(Permission.THEME_FEEDBACK)
@commits
def change(public_id: str) -> ResponseReturnValue:
    """Word it anew before it is sent."""
    theme = themes.get_theme_for(current_actor(), public_id)
    form = _theme_form(theme)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            themes.change(current_actor(), theme, _wanted(form))
            flash("Changed. With a new title, ask young advisors again.", "success")
            return redirect(url_for(".show", public_id=public_id), code=303)
    return render_template("participation/themes/new.html", form=form, theme=theme)


@blueprint.route("/themes/sort", methods=["GET", "POST"])
@requires(Permission.THEME_FEEDBACK)
@commits
def sort() -> ResponseReturnValue:
    """What was released and is in no theme yet."""
    page, loose = page_number(), ReleasedFeedback().read_by(current_actor()).not_in_a_theme()
    total, said = loose.count(), loose.page(page)
    ticked = [one for one in request.form.getlist("chosen") if one.isascii() and one.isalnum()][:MOST_TICKED]
    if ticked:  # what was ticked may stand on another page by now, or be in a theme
        mine = loose.among(ticked).page(size=MOST_TICKED)
        said = [*mine, *(one for one in said if one.public_id not in ticked)]
    form = SortForm(data={"theme": request.args.get("theme")})
    form.chosen.choices = [(one, one) for one in {*ticked, *(one.public_id for one in said)}]
    form.theme.choices = [(theme.public_id, theme.title) for theme in themes.gathering()]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            theme = themes.get_theme_for(current_actor(), form.theme.data)
            still = {one.public_id for one in said}
            chosen = [one for one in form.chosen.data or [] if one in still]
            if ticked and not chosen:
                raise Refusal(ALL_GONE, field="chosen")
            added, gone = themes.add(current_actor(), theme, chosen), len(set(ticked)) - len(set(chosen))
            also = f" {gone} had been put in a theme or taken back meanwhile." if gone else ""
            flash(f"{added} added to “{theme.title}”.{also}", "success")
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
            themes.send(current_actor(), theme, form.responder.data, form.why_anyway.data or "")
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


@blueprint.post("/themes/<public_id>/differs/<feedback_id>")
@requires(Permission.THEME_FEEDBACK)
@commits
def differs(public_id: str, feedback_id: str) -> ResponseReturnValue:
    """Keep one piece as a different view of the matter, or as one of the many again."""
    theme, form = themes.get_theme_for(current_actor(), public_id), DiffersForm()
    if feedback_id not in themes.pieces(theme, [feedback_id]):
        raise NotFound
    if not form.validate():
        return _page(theme, SendForm(formdata=None))
    says = form.differs.data == "yes"
    themes.mark_differs(current_actor(), theme, feedback_id, differs=says)
    flash("Kept as a different view." if says else "It stands with the others again.", "success")
    return redirect(url_for(".show", public_id=public_id), code=303)


@blueprint.post("/themes/<public_id>/tell")
@requires(Permission.THEME_FEEDBACK)
@commits
def tell(public_id: str) -> ResponseReturnValue:
    """Record that children were told the answer."""
    theme, form = themes.get_theme_for(current_actor(), public_id), TellForm()
    if form.validate():
        with refusals_on(form):
            tellings.tell(
                current_actor(),
                theme,
                Way(form.way.data),
                form.to_whom.data,
                form.told_on.data or local_date(now()),
            )
            flash("Recorded. Thank you for telling them.", "success")
            return redirect(url_for(".show", public_id=public_id), code=303)
    return _page(themes.get_theme_for(current_actor(), public_id), SendForm(formdata=None), form)


def _page(theme: Theme, form: SendForm, tell_form: TellForm | None = None) -> str:
    page, items = page_number(), ReleasedFeedback().read_by(current_actor()).in_theme(theme.id)
    total, said = items.count(), items.page(page)
    form.responder.choices = _people()
    check = theme_checks.check_of(theme)
    return render_template(
        "participation/themes/show.html", theme=theme, form=form, said=said, total=total, page=page,
        pages=max(1, -(-total // PAGE)), answers=responses.answers_to(theme), answer_words=ANSWER_WORDS,
        check=check, standing=check.standing(local_date(now())), standing_words=STANDING_WORDS, view_words=VIEW_WORDS,
        views=theme_checks.said_of(theme), pieces=themes.pieces(theme, [one.public_id for one in said]),
        told=tellings.told_of(theme), tell_form=tell_form or TellForm(formdata=None), way_words=WAY_WORDS,
        problem=tell_form is not None and tell_form.refused,
        framework_words=FRAMEWORK_WORDS, shift_words=SHIFT_WORDS,
        shown_media=said_shown.shown_ids([m for one in said for m in one.media]),
    )  # fmt: skip


def _theme_form(theme: Theme | None = None) -> ThemeForm:
    told = {} if theme is None else {
        "title": theme.title, "note": theme.note, "part": theme.part, "framework": theme.framework or NONE,
        "shift": theme.shift or NONE, "area": theme.area.public_id if theme.area else EVERYWHERE,
    }  # fmt: skip
    form = ThemeForm(data=told)
    form.area.choices = [
        (EVERYWHERE, "The whole place"),
        *((area.public_id, area.name) for area in listenings.areas()),
    ]
    return form


def _wanted(form: ThemeForm) -> themes.NewTheme:
    framework, shift = form.framework.data or NONE, form.shift.data or NONE
    return themes.NewTheme(
        form.title.data, Shanarri(form.part.data), form.note.data or "",
        "" if form.area.data == EVERYWHERE else form.area.data,
        None if framework == NONE else Framework(framework), None if shift == NONE else Shift(shift),
    )  # fmt: skip


def _people() -> list[tuple[str, str]]:
    return [(user.public_id, f"{user.name}: {user.about}") for user in themes.responders()]
