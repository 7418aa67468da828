"""Forums of a panel: when they meet, one day's agenda, notes and who was there and calendar files."""

from __future__ import annotations

from datetime import date, time, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.calendar_files import calendar_response
from app.clock import now
from app.errors import NotFound, refusals_on
from app.times import local_date
from app.unit_of_work import commits
from forms.forums import ForumForm, ForumWordsForm, OffForm, ThereForm
from participation.rules.forums import Plan, Rhythm, kinds_on, rhythm_words
from participation.rules.people import Role
from participation.services import forums, forums_dates, panels

blueprint = Blueprint("forums", __name__)
BACK = timedelta(days=28)


@blueprint.route("/panel/<public_id>/forums/new", methods=["GET", "POST"])
@requires(Permission.RUN_PANEL)
@commits
def new(public_id: str) -> ResponseReturnValue:
    """Set up a forum that comes round."""
    actor, form = current_actor(), ForumForm()
    team = panels.get_panel_for(actor, public_id)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            forums.begin(actor, team, form.name.data, _plan(form), form.place.data)
        if not form.refused:
            flash("It is set up, and in the calendars of those who subscribe.", "success")
            return redirect(url_for("panels.show", public_id=public_id), code=303)
        team = panels.get_panel_for(actor, public_id)
    return render_template("participation/forums/new.html", team=team, form=form, terms=forums.terms_now())


@blueprint.get("/forums/<public_id>")
@requires(Permission.SEE_PANEL)
def show(public_id: str) -> ResponseReturnValue:
    """One forum and its next days."""
    actor = current_actor()
    forum = forums.get_for(actor, public_id)
    return render_template(
        "participation/forums/show.html", forum=forum, days=forums.coming([forum])[forum.id],
        rhythm=rhythm_words(forums.plan_of(forum)), runs=actor.has(Role.PARTICIPATION_WORKER),
    )  # fmt: skip


@blueprint.get("/forums/<public_id>/dates.ics")
@requires(Permission.SEE_PANEL)
def dates(public_id: str) -> ResponseReturnValue:
    """Its dates as a calendar file, to take away once."""
    forum = forums.get_for(current_actor(), public_id)
    found = forums_dates.happenings_of([forum], now() - BACK, now() + forums.AHEAD)
    return calendar_response(forums_dates.NAME, found, download="our-part-dates")


@blueprint.post("/forums/<public_id>/end")
@requires(Permission.RUN_PANEL)
@commits
def end(public_id: str) -> ResponseReturnValue:
    """It comes round no more."""
    actor = current_actor()
    forum = forums.get_for(actor, public_id)
    forums.end(actor, forum)
    flash("It comes round no more. What was said stays.", "success")
    return redirect(url_for("panels.show", public_id=forum.team.public_id), code=303)


@blueprint.route("/forums/<public_id>/<on>", methods=["GET", "POST"])
@requires(Permission.SEE_PANEL)
@commits
def day(public_id: str, on: str) -> ResponseReturnValue:
    """One day: its agenda, its notes and who was there; and adding to the first two."""
    actor, form = current_actor(), ForumWordsForm()
    found = forums.get_day(actor, public_id, _day(on))
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            forums.write(actor, found, form.words.data, is_note=form.kind.data == "note")
        if not form.refused:
            flash("Sent. Somebody reads it first.", "success")
            return redirect(url_for("forums.day", public_id=public_id, on=on), code=303)
        found = forums.get_day(actor, public_id, _day(on))
    return _page(found, form)


@blueprint.post("/forums/<public_id>/<on>/there")
@requires(Permission.RUN_PANEL)
@commits
def there(public_id: str, on: str) -> ResponseReturnValue:
    """Note who was there."""
    actor, form = current_actor(), ThereForm()
    found = forums.get_day(actor, public_id, _day(on))
    form.there.choices = _members(found)
    if form.validate():
        with refusals_on(form):
            forums.note_there(actor, found, form.there.data or ())
        if not form.refused:
            flash("Noted.", "success")
            return redirect(url_for("forums.day", public_id=public_id, on=on), code=303)
        found = forums.get_day(actor, public_id, _day(on))
    return _page(found, None, there=form)


@blueprint.post("/forums/<public_id>/<on>/off")
@requires(Permission.RUN_PANEL)
@commits
def call_off(public_id: str, on: str) -> ResponseReturnValue:
    """It does not meet that day."""
    actor, form = current_actor(), OffForm()
    found = forums.get_day(actor, public_id, _day(on))
    if form.validate():
        with refusals_on(form):
            forums.call_off(actor, found, form.why.data)
        if not form.refused:
            flash("Called off, in everybody’s calendar too.", "success")
            return redirect(url_for("forums.day", public_id=public_id, on=on), code=303)
        found = forums.get_day(actor, public_id, _day(on))
    return _page(found, None, off=form)


def _page(
    found: forums.Day,
    form: ForumWordsForm | None,
    *,
    there: ThereForm | None = None,
    off: OffForm | None = None,
) -> ResponseReturnValue:
    noting = there or ThereForm(formdata=None, there=[user.public_id for user in found.there])
    noting.there.choices = _members(found)
    runs, today = current_actor().has(Role.PARTICIPATION_WORKER), local_date(now())
    return render_template(
        "participation/forums/day.html", day=found, noting=noting,
        writing=(form or ForumWordsForm(formdata=None)).offering(kinds_on(found.meeting.on, today)),
        calling=off or OffForm(formdata=None), form=form or there or off, runs=runs,
        begun=found.meeting.on <= today, over=found.meeting.on < today,
    )  # fmt: skip


def _members(found: forums.Day) -> list[tuple[str, str]]:
    return [(one.user.public_id, one.user.name) for one in panels.members_of(found.forum.team)]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound from None


def _plan(form: ForumForm) -> Plan:
    return Plan(
        Rhythm(form.rhythm.data), form.first_on.day, form.at.time or time(17), form.minutes.number,
        bool(form.in_term.data),
    )  # fmt: skip
