"""Decisions between meetings: what ward members think, and the committee's conditions."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.delegated import VIEW_WORDS, MemberView
from commissioning.services import delegated
from forms.delegated import ConditionsForm, MemberViewForm
from models.proposals import Proposal
from participation.rules.people import Role

blueprint = Blueprint("delegated", __name__)


@blueprint.get("/proposals/<public_id>/member-view")
@requires(Permission.SAY_AS_MEMBER)
def ask(public_id: str) -> ResponseReturnValue:
    """What ward members said so far, and the reader's own say."""
    return _page(delegated.get_proposal_for(current_actor(), public_id), MemberViewForm())


@blueprint.post("/proposals/<public_id>/member-view")
@requires(Permission.SAY_AS_MEMBER)
@commits
def say(public_id: str) -> ResponseReturnValue:
    """Keep a view."""
    actor = current_actor()
    proposal = delegated.get_proposal_for(actor, public_id)
    members = delegated.members_of(proposal.team_id)
    form = MemberViewForm().offer(members)
    if form.validate():
        of = next((one for one in members if one.public_id == form.member.data), None)
        writes_down = of is not None and of.id != actor.user_id
        with refusals_on(form):
            delegated.say(
                actor,
                proposal,
                MemberView(form.view.data),
                form.words.data or "",
                of=of if writes_down else None,
            )
        if not form.refused:
            flash("It is kept, and stands beside the decision.", "success")
            return redirect(url_for("delegated.ask", public_id=public_id), code=303)
    return _page(delegated.get_proposal_for(actor, public_id), form)


@blueprint.get("/between-meetings")
@requires(Permission.SEE_POTS)
def conditions() -> ResponseReturnValue:
    """The conditions each team's committee agreed."""
    return _conditions_page()


@blueprint.post("/between-meetings")
@requires(Permission.KEEP_CONDITIONS)
@commits
def agree() -> ResponseReturnValue:
    """Write down what a committee agreed."""
    teams = delegated.teams()
    form = ConditionsForm().offer(teams)
    if form.validate() and form.agreed_on.data and form.ends_on.data:
        team_id = next(team.id for team in teams if team.public_id == form.team.data)
        with refusals_on(form):
            delegated.agree_conditions(
                current_actor(), team_id, form.agreed_on.data, form.ends_on.data, form.minute.data
            )
        if not form.refused:
            flash("The conditions are on record.", "success")
            return redirect(url_for("delegated.conditions"), code=303)
    return _conditions_page(form)


def _page(proposal: Proposal, form: MemberViewForm) -> ResponseReturnValue:
    actor, members = current_actor(), delegated.members_of(proposal.team_id)
    is_officer = actor.has(Role.COMMISSIONING_OFFICER)
    return render_template(
        "commissioning/decisions/member_view.html", proposal=proposal, form=form.offer(members), is_officer=is_officer,
        views=delegated.views_on(proposal.public_id), view_words=VIEW_WORDS,
        may_say=is_officer or actor.user_id in {user.id for user in members},
    )  # fmt: skip


def _conditions_page(form: ConditionsForm | None = None) -> ResponseReturnValue:
    actor, teams = current_actor(), delegated.teams()
    return render_template(
        "commissioning/decisions/between_meetings.html", held=delegated.all_conditions(), form=form,
        asked=delegated.waiting_for(actor) if may(actor, Permission.SAY_AS_MEMBER) else [],
        adding=(form or ConditionsForm(formdata=None)).offer(teams),
        may_add=actor.has(Role.BOARD_CLERK, Role.COMMISSIONING_OFFICER),
    )  # fmt: skip
