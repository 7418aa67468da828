"""Meetings of a body that are to come: planning, changing and calling off."""

from __future__ import annotations

from datetime import time

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.bodies import OffForm, PlanForm
from governance.rules.meetings import Planned
from governance.services import bodies, meetings

blueprint = Blueprint("meetings", __name__)


@blueprint.route("/bodies/<public_id>/plan", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def plan(public_id: str) -> ResponseReturnValue:
    """Plan a meeting."""
    form = PlanForm(data={"at": "18:00", "minutes": 90})
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            meetings.plan(current_actor(), bodies.get_body(public_id), _planned(form))
            flash("It is planned, and in the calendars of those who subscribe.", "success")
            return redirect(url_for("bodies.show", public_id=public_id), code=303)
    return render_template(
        "governance/bodies/plan.html", form=form, body=bodies.get_body(public_id), meeting=None
    )


@blueprint.route("/meetings/<public_id>", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def change(public_id: str) -> ResponseReturnValue:
    """Move a planned meeting, or change its room."""
    meeting = meetings.get_meeting(public_id)
    filled = {"meets_on": meeting.meets_on, "at": f"{meeting.at:%H:%M}", "minutes": meeting.minutes}
    form = PlanForm(data={**filled, "place": meeting.place})
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            meetings.change(current_actor(), meeting, _planned(form))
            flash("Changed. Calendars that have it move it.", "success")
            return redirect(url_for("bodies.show", public_id=meeting.body.public_id), code=303)
    meeting = meetings.get_meeting(public_id)
    return render_template("governance/bodies/plan.html", form=form, body=meeting.body, meeting=meeting)


@blueprint.route("/meetings/<public_id>/off", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def call_off(public_id: str) -> ResponseReturnValue:
    """Call a planned meeting off."""
    form = OffForm()
    if request.method == "POST" and form.validate():
        meeting = meetings.get_meeting(public_id)
        with refusals_on(form):
            meetings.call_off(current_actor(), meeting, form.why.data or "")
            flash("Called off, in everybody’s calendar too.", "success")
            return redirect(url_for("bodies.show", public_id=meeting.body.public_id), code=303)
    return render_template("governance/bodies/off.html", form=form, meeting=meetings.get_meeting(public_id))


def _planned(form: PlanForm) -> Planned:
    return Planned(
        form.meets_on.day, form.at.time or time(18), form.minutes.data or 0, form.place.data or "",
        form.why_sooner.data or "",
    )  # fmt: skip
