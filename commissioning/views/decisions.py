"""The public register of decisions, and deciding."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public, requires
from app.clock import now
from app.csv_out import csv_response
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules import decisions as rules
from commissioning.rules.advice import FOLLOWED_WORDS, VIEW_NAMES, Followed, in_words
from commissioning.rules.call_in import HOLD_WORDS
from commissioning.rules.decisions import Outcome
from commissioning.rules.delegated import VIEW_WORDS
from commissioning.rules.interests import INTEREST_WORDS
from commissioning.rules.pots import ROUTE_NAMES, ROUTE_WORDS
from commissioning.rules.pots_terms import match_words
from commissioning.services import (
    advice_answers,
    advice_kept,
    advice_standing,
    advice_together,
    call_in,
    decisions,
    decisions_cases,
    decisions_interests,
    decisions_reading,
    delegated,
    interests,
    key_decisions,
    match,
    minutes,
    panel_questions_decided,
    pots_terms,
    proposals_again,
)
from commissioning.services.decisions_cases import Case
from commissioning.services.decisions_reading import Wanted
from commissioning.views.decisions_lines import (
    HEADS,
    changed,
    in_a_line,
    interest_line,
    met_words,
    newest_at,
    plain,
    reasons,
)
from forms.decisions import DecideForm, DeferForm, decide_form
from participation.services import elections

blueprint = Blueprint("decisions", __name__)
LONGEST_ASKED = {"team": 20, "outcome": 20, "year": 10, "route": 40, "area": 20, "since": 10, "until": 10}
SAID = {
    "outcome_filters": rules.OUTCOME_FILTERS,
    "first_words": call_in.first_words,
    "route_names": ROUTE_NAMES,
    "route_words": ROUTE_WORDS,
    "stands_as": call_in.standing,
}


@blueprint.get("/decisions")
@public
def register() -> ResponseReturnValue:
    """Every decision, newest first, to search and filter."""
    typed = request.args.get("page", "1")
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1
    actor, (teams, years) = current_actor(), decisions_reading.teams_and_years()
    listed = decisions_reading.register(_wanted(), page)
    ids = [decision.id for decision in listed.decisions]
    return render_template(
        "commissioning/decisions/register.html", listed=listed, held=call_in.held(ids),
        advised=advice_kept.kept_with_all(ids), wanted=_wanted(),
        teams=teams, years=years, areas=decisions_reading.areas(), may_decide=may(actor, Permission.DECIDE),
        sees_between=may(actor, Permission.SEE_POTS),
        put_off=delegated.still_deferred(), quiet=elections.now_on(), **SAID,
    )  # fmt: skip


@blueprint.get("/decisions.csv")
@public
def register_csv() -> ResponseReturnValue:
    """The register, or what the filters leave of it, as CSV."""
    found = decisions_reading.whole_register(_wanted())
    ids = [decision.id for decision in found]
    met, held, advised = minutes.minutes_of(ids), call_in.held(ids), advice_kept.kept_with_all(ids)
    told = decisions_interests.told_of_each(found)
    rows = [
        (
            d.number, local_date(d.at).isoformat(), d.team.name, d.proposal_title, stands.words,
            plain(d.asked_pence), plain(stands.awarded), d.decided_by, reasons(d, held.get(d.id)),
            d.alternatives, stands.conditions,
            d.recommendation, ROUTE_NAMES[d.route], d.decider_name,
            "; ".join(interest_line(one) for one in told[d.id]), *met_words(met.get(d.id)),
            *((kept.advice, kept.reply) if (kept := advised.get(d.id)) else ("", "")),
            HOLD_WORDS[held[d.id].hold] if d.id in held else "", changed(held.get(d.id)),
            call_in.first_words(d), plain(d.awarded_pence), d.conditions, d.reasons,
            url_for("decisions.show", number=d.number, _external=True),
        )
        for d in found
        for stands in [call_in.standing(d, held.get(d.id))]
    ]  # fmt: skip
    return csv_response("decisions", HEADS, rows)


@blueprint.get("/decisions.atom")
@public
def register_atom() -> ResponseReturnValue:
    """The newest decisions as a feed, or the newest of what the filters leave."""
    newest = decisions_reading.register(_wanted()).decisions
    held = call_in.held([decision.id for decision in newest])
    text = render_template("commissioning/decisions/feed.xml", decisions=newest, said=in_a_line, **SAID,
                           held=held, updated=newest_at(newest, held))  # fmt: skip
    return Response(text, content_type="application/atom+xml; charset=utf-8")


@blueprint.get("/decisions/<number>")
@public
def show(number: str) -> ResponseReturnValue:
    """One decision: what, who, why, what else was thought about, and what the vote said."""
    decision, actor = decisions_reading.get_decision(number), current_actor()
    held = call_in.held_of(decision.id)
    return render_template(
        "commissioning/decisions/show.html",
        decision=decision,
        interests=decisions_interests.told_of(decision),
        advised=advice_kept.kept_with(decision),
        followed_words=FOLLOWED_WORDS,
        clearer=advice_answers.clearer_of(decision),
        award=decisions_reading.award_of(decision),
        panels_asked=panel_questions_decided.asked_about(decision.proposal_id),
        view_names=VIEW_NAMES,
        beside=minutes.beside(decision),
        held=held,
        may_call=call_in.may_call(actor, decision, held),
        may_answer=may(actor, Permission.DECIDE) and call_in.may_answer(actor, decision, held),
        view_words=VIEW_WORDS,
        **SAID,
    )


@blueprint.get("/decide")
@requires(Permission.DECIDE)
def waiting() -> ResponseReturnValue:
    """What waits for this decision-maker."""
    actor = current_actor()
    cases = decisions_cases.waiting_for(actor)
    return render_template(
        "commissioning/decisions/waiting.html", cases=cases,
        later=proposals_again.later_among(actor, [case.proposal.id for case in cases]),
        again=call_in.to_look_again(actor), **SAID,
    )  # fmt: skip


@blueprint.get("/decide/<proposal_id>")
@requires(Permission.DECIDE)
def consider(proposal_id: str) -> ResponseReturnValue:
    """Everything about one proposal, and the decision to write."""
    if number := decisions_cases.number_of(proposal_id):
        return redirect(url_for("decisions.show", number=number))
    case = decisions_cases.get_case_for(current_actor(), proposal_id)
    return _page(case, decide_form(_areas(case), case.suggestion))


@blueprint.post("/decide/<proposal_id>")
@requires(Permission.DECIDE)
@commits
def decide(proposal_id: str) -> ResponseReturnValue:
    """Write the decision, make the award and promise its money: all or nothing."""
    actor = current_actor()
    if number := decisions_cases.number_of(proposal_id):  # another tab or another decision-maker was first
        flash(f"This was already decided, as {number}. What you sent just now changed nothing.", "info")
        return redirect(url_for("decisions.show", number=number), code=303)
    case = decisions_cases.get_case_for(actor, proposal_id)
    form = decide_form(_areas(case))
    if form.validate():
        with refusals_on(form):
            decision = decisions.decide(actor, case, _verdict(case, form))
            number = decision.number
        if not form.refused:
            flash(f"Your decision is in the register as {number}.", "success")
            return redirect(url_for("decisions.show", number=number), code=303)
    return _page(decisions_cases.get_case_for(actor, proposal_id), form)


@blueprint.post("/decide/<proposal_id>/defer")
@requires(Permission.DECIDE)
@commits
def defer(proposal_id: str) -> ResponseReturnValue:
    """Put it off to the next meeting: a ward member objects, or a meeting should hear it."""
    actor, form = current_actor(), DeferForm()
    case = decisions_cases.get_case_for(actor, proposal_id)
    if form.validate():
        with refusals_on(form):
            body = delegated.defer(actor, case, form.defer_reasons.data).to_body
        if not form.refused:
            flash(f"It is put off to the next meeting of {body}, and stands in the register.", "success")
            return redirect(url_for("decisions.waiting"), code=303)
    case = decisions_cases.get_case_for(actor, proposal_id)
    return _page(case, decide_form(_areas(case), case.suggestion), form)


def _verdict(case: Case, form: DecideForm) -> decisions.Verdict:
    return decisions.Verdict(
        outcome=Outcome(form.outcome.data), reasons=form.reasons.data, alternatives=form.alternatives.data,
        reply=form.reply.data or "",
        followed=Followed(form.followed.data) if form.followed.data else None,
        conditions=form.conditions.data or "", shares=form.shares, declined=form.no_from,
        minutes=form.minutes(delegated.body_of(case.proposal.team_id)[0]),
    )  # fmt: skip


def _page(case: Case, form: DecideForm, deferring: DeferForm | None = None) -> ResponseReturnValue:
    actor, proposal = current_actor(), case.proposal
    standing = advice_standing.standing_of(proposal)
    return render_template(
        "commissioning/decisions/decide.html", pot_terms=pots_terms.terms_of(case.pot), match_words=match_words,
        key_rule=key_decisions.rule_now(), notice_given=key_decisions.notice_of(proposal.public_id),
        match_offered=match.offered_for(case.pot, proposal.public_id), case=case, deciding=form, form=deferring or form,
        deferring=deferring or DeferForm(formdata=None), meeting_why=minutes.needed_because(case),
        standing=standing, advised=advice_standing.said_on(proposal), together=advice_together.said(proposal),
        views=VIEW_NAMES, advice_words=in_words(standing, now()),
        member_views=delegated.views_on(proposal.public_id), members=delegated.members_of(proposal.team_id),
        conditions=delegated.conditions_of(proposal.team_id), body=delegated.body_of(proposal.team_id)[0],
        panels_asked=panel_questions_decided.asked_about(proposal.public_id), followed_words=FOLLOWED_WORDS,
        deferral=delegated.deferral_of(proposal.public_id), view_words=VIEW_WORDS, interest_words=INTEREST_WORDS,
        turns=proposals_again.turns_of(actor, proposal, is_own=False),
        reviews=decisions_cases.reviews_of(case), declared=decisions_cases.interests_in(case),
        has_interest=interests.has_interest(actor.user_id, case.proposal.public_id), **SAID,
    )  # fmt: skip


def _areas(case: Case) -> list[tuple[int | None, str]]:
    return [(area.area_id, area.area) for area in case.standing.areas]


def _wanted() -> Wanted:
    args = request.args
    words = "".join(letter for letter in args.get("q", "")[:200] if letter.isprintable())
    return Wanted(words, **{name: args.get(name, "")[:most] for name, most in LONGEST_ASKED.items()})
