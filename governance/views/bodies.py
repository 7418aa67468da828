"""Pages for bodies: who sits on them, when they give their account, the meetings they held."""

from __future__ import annotations

from datetime import date, time

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.bodies import MeetingForm, ScheduleForm
from governance.rules.bodies import SEAT_WORDS
from governance.rules.schedules import RHYTHM_WORDS, Rhythm, Schedule
from governance.services import bodies, summaries_reading
from models.places import Body

blueprint = Blueprint("bodies", __name__)


@blueprint.get("/bodies")
@public
def index() -> ResponseReturnValue:
    """Every body, with how many sit on it and when it gives its account next."""
    return render_template("governance/bodies/index.html", rows=summaries_reading.calendar(), **_people())


@blueprint.get("/bodies/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """One body."""
    body = bodies.get_body(public_id)
    kept = bodies.schedule_of(body)
    return render_template(
        "governance/bodies/show.html", body=body, members=bodies.members_of([body])[body.id], schedule=kept,
        next=kept and bodies.next_due(kept), rhythms=RHYTHM_WORDS, seats=SEAT_WORDS,
        meetings=bodies.meetings_of(body), published=summaries_reading.published(body, limit=10),
        may_schedule=may(current_actor(), Permission.CLERK), sees_names=may(current_actor(), Permission.READ_DRAFTS),
    )  # fmt: skip


@blueprint.route("/bodies/<public_id>/schedule", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def schedule(public_id: str) -> ResponseReturnValue:
    """Set when the body gives its account."""
    body = bodies.get_body(public_id)
    form = _schedule_form(body)
    if request.method == "POST" and form.validate() and form.first_on.data:
        with refusals_on(form):
            bodies.set_schedule(current_actor(), body, _schedule(form, form.first_on.data))
            flash("The schedule is set. Summaries are drafted by themselves when they are due.", "success")
            return redirect(url_for("bodies.show", public_id=public_id), code=303)
    return render_template("governance/bodies/schedule.html", form=form, body=bodies.get_body(public_id))


@blueprint.route("/bodies/<public_id>/meeting", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def meeting(public_id: str) -> ResponseReturnValue:
    """Write down a meeting that was held."""
    body = bodies.get_body(public_id)
    form = MeetingForm()
    form.present.choices = [(m.public_id, m.name) for m in bodies.members_of([body])[body.id]]
    if request.method == "POST" and form.validate() and form.held_on.data:
        with refusals_on(form):
            bodies.record_meeting(
                current_actor(), body, form.held_on.data, form.present.data or [], form.apologies.data or 0
            )
            flash("The meeting is written down. The next summary tells of it.", "success")
            return redirect(url_for("bodies.show", public_id=public_id), code=303)
    return render_template("governance/bodies/meeting.html", form=form, body=bodies.get_body(public_id))


def _people() -> dict[str, object]:
    found = bodies.members_of(bodies.list_bodies())
    return {"counts": {body_id: len(members) for body_id, members in found.items()}}


def _schedule_form(body: Body) -> ScheduleForm:
    """Filled with the present schedule, except the first day: a change counts from now on."""
    kept = bodies.schedule_of(body)
    if kept is None:
        return ScheduleForm(data={"at": "18:00", "working_days": "yes"})
    following = bodies.next_due(kept)
    return ScheduleForm(
        data={
            "rhythm": str(kept.rhythm), "at": f"{kept.at:%H:%M}", "working_days": "yes" if kept.working_days else "no",
            "last_on": kept.last_on, "first_on": following and following.due.date(),
        }
    )  # fmt: skip


def _schedule(form: ScheduleForm, first_on: date) -> Schedule:
    return Schedule(
        Rhythm(form.rhythm.data), first_on, form.at.time or time(18), form.working_days.data == "yes",
        form.last_on.data,
    )  # fmt: skip
