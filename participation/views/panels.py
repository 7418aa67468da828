"""A young advisors' panel: its home, who is on it, inviting, ages and supporters."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits, commits_without_trace, kept
from forms.panels import AgeForm, InviteForm, NewPanelForm, SupporterForm
from models.forums import Forum
from models.places import Team
from participation.rules.ages import CHANGES, Age
from participation.rules.forums import Meeting, rhythm_words
from participation.rules.people import AgeBand, Role
from participation.rules.responses import ANSWER_WORDS
from participation.services import forums, panels, panels_joining, panels_needs, raised, vetting

blueprint = Blueprint("panels", __name__)


@blueprint.get("/panel")
@requires(Permission.SEE_PANEL)
def index() -> ResponseReturnValue:
    """The one panel this person is on, or those they may choose from."""
    found = panels.panels_for(current_actor())
    if len(found) == 1:
        return redirect(url_for("panels.show", public_id=found[0].public_id))
    return render_template("participation/panels/index.html", panels=found)


@blueprint.get("/panel/you")
@requires(Permission.SEE_PANEL)
def you() -> ResponseReturnValue:
    """What a birthday changes: for a young advisor themselves, and for the adult who supports them."""
    actor = current_actor()
    return render_template(
        "participation/panels/you.html", changes=CHANGES, own=panels_needs.own_age(actor),
        supported=[(user, panels_needs.age_now(user)) for user in panels.supported_by(actor)],
    )  # fmt: skip


@blueprint.route("/panel/new", methods=["GET", "POST"])
@requires(Permission.RUN_PANEL)
@commits
def new() -> ResponseReturnValue:
    """Begin a panel."""
    form = NewPanelForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            made = panels.make(current_actor(), form.name.data)
            flash("The panel is begun. Invite its supporters first, then its young advisors.", "success")
            return redirect(url_for("panels.show", public_id=made.public_id), code=303)
    return render_template("participation/panels/new.html", form=form)


@blueprint.get("/panel/<public_id>")
@requires(Permission.SEE_PANEL)
def show(public_id: str) -> ResponseReturnValue:
    """A panel's home."""
    actor = current_actor()
    team = panels.get_panel_for(actor, public_id)
    runs = actor.has(Role.PARTICIPATION_WORKER)
    return render_template(
        "participation/panels/show.html", team=team, members=panels.members_of(team), runs=runs,
        supporters=panels.supporters_on(team), workers=panels.workers(),
        cards=panels_joining.waiting_on(team) if runs else [], own=panels_needs.own_age(actor),
        mine=panels.supporters_of({actor.user_id or 0}).get(actor.user_id or 0, []),
        soon=panels_needs.is_soon_for(actor),
        advises=actor.has(Role.YOUNG_ADVISOR), needs=[] if runs else panels_needs.on_panel(actor),
        items=raised.of_panel(team), forums=_next_days(team),
        being_read=raised.being_read(actor, team), kinds=ANSWER_WORDS,
    )  # fmt: skip


@blueprint.route("/panel/<public_id>/invite", methods=["GET", "POST"])
@requires(Permission.RUN_PANEL)
@commits_without_trace
def invite(public_id: str) -> ResponseReturnValue:
    """Invite somebody, and show the card once."""
    actor = current_actor()
    team = panels.get_panel_for(actor, public_id)
    form = InviteForm().offer(_supporters(team))
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            made, words = panels_joining.invite(actor, team, _invited(form))
            return kept(
                render_template(
                    "participation/panels/card.html", team=team, invitation=made, four_words=words
                )
            )
    return render_template("participation/panels/invite.html", team=team, form=form)


@blueprint.route("/panel/<public_id>/people/<person_id>", methods=["GET", "POST"])
@requires(Permission.RUN_PANEL)
@commits
def person(public_id: str, person_id: str) -> ResponseReturnValue:
    """One young advisor: when their age band changes, and who supports them."""
    team, member = _member(public_id, person_id)
    form = AgeForm(band=str(member.age.band) if member.age else None)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            panels.note_age(current_actor(), member, Age(AgeBand(form.band.data), form.turns_on.data))
        if not form.refused:
            flash("Noted. They and their supporter are told before it changes anything.", "success")
            return redirect(url_for("panels.show", public_id=public_id), code=303)
        team, member = _member(public_id, person_id)
    return _person(team, member, form, None)


@blueprint.post("/panel/<public_id>/people/<person_id>/supporter")
@requires(Permission.RUN_PANEL)
@commits
def name_supporter(public_id: str, person_id: str) -> ResponseReturnValue:
    """Name who supports them from today."""
    team, member = _member(public_id, person_id)
    form = SupporterForm()
    form.supporter.choices = _supporters(team)
    if form.validate():
        with refusals_on(form):
            panels.support(current_actor(), team, member.user, form.supporter.data)
        if not form.refused:
            flash(f"That is {member.user.name}’s supporter now.", "success")
            return redirect(url_for("panels.show", public_id=public_id), code=303)
        team, member = _member(public_id, person_id)
    return _person(team, member, None, form)


def _next_days(team: Team) -> list[tuple[Forum, str, Meeting | None]]:
    """The panel's forums, each with its rhythm in words and its next day that is not off."""
    found = forums.of_panel(team)
    coming = forums.coming(found)
    return [
        (one, rhythm_words(forums.plan_of(one)), next((day for day in coming[one.id] if not day.off), None))
        for one in found
    ]


def _person(
    team: Team, member: panels.Member, ages: AgeForm | None, who: SupporterForm | None
) -> ResponseReturnValue:
    aging = ages or AgeForm(formdata=None, band=str(member.age.band) if member.age else None)
    naming = who or SupporterForm(formdata=None)
    naming.supporter.choices = _supporters(team)
    return render_template(
        "participation/panels/person.html", team=team, member=member, aging=aging, naming=naming, form=ages or who,
        changes=CHANGES, today=local_date(now()),
    )  # fmt: skip


def _member(public_id: str, person_id: str) -> tuple[Team, panels.Member]:
    team = panels.get_panel_for(current_actor(), public_id)
    return team, panels.get_member(team, person_id)


def _supporters(team: Team) -> list[tuple[str, str]]:
    """Supporters whose checks are in date."""
    fine = {one.user.id for one in vetting.adults() if not one.paused}
    return [(one.public_id, one.name) for one in panels.supporters_on(team) if one.id in fine]


def _invited(form: InviteForm) -> panels_joining.Invited:
    role = Role(form.role.data)
    band = AgeBand(form.band.data) if form.band.data and role is Role.YOUNG_ADVISOR else AgeBand.ADULT
    return panels_joining.Invited(form.name.data, role, band, form.turns_on.data, form.supporter.data or "")
