"""Pages for bodies: who sits on them, when they give their account, the meetings they held."""

from __future__ import annotations

from datetime import date, time

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.bodies import (
    BodyForm,
    MeetingForm,
    QuorumForm,
    ScheduleForm,
    SeatForm,
    TermForm,
)
from governance.rules.bodies import SEAT_WORDS
from governance.rules.schedules import RHYTHM_WORDS, Rhythm, Schedule
from governance.services import (
    bodies,
    bodies_seats,
    body_tasks,
    meetings,
    summaries_reading,
)
from models.bodies import BodySchedule
from models.places import Body
from participation.rules.people import SeatKind
from participation.rules.responses import ANSWER_WORDS

blueprint = Blueprint("bodies", __name__)


@blueprint.get("/bodies")
@public
def index() -> ResponseReturnValue:
    """Every body, with how many sit on it and when it gives its account next."""
    return render_template(
        "governance/bodies/index.html", rows=summaries_reading.calendar(),
        may_schedule=may(current_actor(), Permission.CLERK), **_people(),
    )  # fmt: skip


@blueprint.get("/bodies/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """One body."""
    body = bodies.get_body(public_id)
    kept = bodies.schedule_of(body)
    return render_template(
        "governance/bodies/show.html", body=body, members=bodies.members_of([body])[body.id], schedule=kept,
        next=kept and bodies.next_due(kept), rhythms=RHYTHM_WORDS, seats=SEAT_WORDS,
        meetings=bodies.meetings_of(body), coming=meetings.coming(body),
        published=summaries_reading.published(body, limit=10),
        tasks=body_tasks.of_body(body), answers=ANSWER_WORDS,
        may_answer=may(current_actor(), Permission.ANSWER_FOR_BODIES),
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
            bodies.set_schedule(
                current_actor(), body, _schedule(form, form.first_on.data),
                school_days=form.working_days.data == "term",
            )  # fmt: skip
            flash("The schedule is set. Summaries are drafted by themselves when they are due.", "success")
            return redirect(url_for("bodies.show", public_id=public_id), code=303)
    return render_template("governance/bodies/schedule.html", form=form, body=bodies.get_body(public_id))


@blueprint.route("/bodies/<public_id>/meeting", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def meeting(public_id: str) -> ResponseReturnValue:
    """Write down a meeting that was held."""
    body = bodies.get_body(public_id)
    form = _meeting_form(body)
    form.present.choices = [(m.public_id, m.name) for m in bodies.members_of([body])[body.id]]
    if request.method == "POST" and form.validate() and form.held_on.data:
        with refusals_on(form):
            bodies.record_meeting(
                current_actor(), body, form.held_on.data, form.present.data or [], form.apologies.data or 0,
                at=form.at.time, place=form.place.data or "",
            )  # fmt: skip
            flash("The meeting is written down. The next summary tells of it.", "success")
            return redirect(url_for("bodies.show", public_id=public_id), code=303)
    return render_template("governance/bodies/meeting.html", form=form, body=bodies.get_body(public_id))


@blueprint.route("/bodies/new", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def new() -> ResponseReturnValue:
    """Set up a body."""
    form = BodyForm()
    form.team.choices = [
        ("council", "The whole council"),
        *((t.public_id, t.name) for t in bodies.list_teams()),
    ]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            team = bodies.get_team(form.team.data or "")
            made = bodies.add_body(current_actor(), form.name.data or "", team, form.quorum.data or 0)
            if team is None:
                flash("The body is set up. Next, give people their seats on it.", "success")
                return redirect(url_for("bodies.seats", public_id=made.public_id), code=303)
            flash("The body is set up. Whoever has a seat on its team sits on it.", "success")
            return redirect(url_for("bodies.show", public_id=made.public_id), code=303)
    return render_template("governance/bodies/new.html", form=form)


@blueprint.route("/bodies/<public_id>/seats", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def seats(public_id: str) -> ResponseReturnValue:
    """Give people their seats on a body, and see who has one."""
    body, form = bodies.get_body(public_id), SeatForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            bodies_seats.give(current_actor(), body, form.signs_in_as.data or "", SeatKind(form.seat.data))
            flash("They sit on it from today.", "success")
            return redirect(url_for("bodies.seats", public_id=public_id), code=303)
    body = bodies.get_body(public_id)
    return render_template(
        "governance/bodies/seats.html",
        form=form,
        body=body,
        members=bodies.members_of([body])[body.id],
        seats=SEAT_WORDS,
    )


@blueprint.post("/bodies/<public_id>/seats/<person_id>/end")
@requires(Permission.CLERK)
@commits
def end_seat(public_id: str, person_id: str) -> ResponseReturnValue:
    """End a seat somebody has on the body."""
    bodies_seats.end(current_actor(), bodies.get_body(public_id), person_id)
    flash("That seat has ended. Meetings held keep who was there.", "success")
    return redirect(url_for("bodies.seats", public_id=public_id), code=303)


@blueprint.route("/bodies/<public_id>/quorum", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def quorum(public_id: str) -> ResponseReturnValue:
    """Set how many members must be there to decide."""
    body = bodies.get_body(public_id)
    form = QuorumForm(data={"quorum": body.quorum})
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            bodies.set_quorum(current_actor(), body, form.quorum.data or 0)
            flash("Set. It counts from the next meeting on.", "success")
            return redirect(url_for("bodies.show", public_id=public_id), code=303)
    return render_template("governance/bodies/quorum.html", form=form, body=bodies.get_body(public_id))


@blueprint.route("/bodies/terms", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def terms() -> ResponseReturnValue:
    """The school terms that are written down, and one more."""
    form = TermForm()
    if request.method == "POST" and form.validate() and form.starts_on.data and form.ends_on.data:
        with refusals_on(form):
            bodies.add_term(current_actor(), form.name.data or "", form.starts_on.data, form.ends_on.data)
            flash("The term is written down.", "success")
            return redirect(url_for("bodies.terms"), code=303)
    return render_template("governance/bodies/terms.html", form=form, terms=bodies.list_terms())


def _meeting_form(body: Body) -> MeetingForm:
    """Filled with the meeting that was planned and is not written down yet, if there is one."""
    planned = meetings.to_write_down(body) if request.method == "GET" else None
    if planned is None:
        return MeetingForm()
    return MeetingForm(
        data={"held_on": planned.meets_on, "at": f"{planned.at:%H:%M}", "place": planned.place}
    )


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
            "rhythm": str(kept.rhythm), "at": f"{kept.at:%H:%M}", "working_days": _moved(kept),
            "last_on": kept.last_on, "first_on": following and following.due.date(),
        }
    )  # fmt: skip


def _schedule(form: ScheduleForm, first_on: date) -> Schedule:
    return Schedule(
        Rhythm(form.rhythm.data), first_on, form.at.time or time(18), form.working_days.data != "no",
        form.last_on.data,
    )  # fmt: skip


def _moved(kept: BodySchedule) -> str:
    """Which day a slot moves to, as the form asks it."""
    if kept.school_days:
        return "term"
    return "yes" if kept.working_days else "no"
