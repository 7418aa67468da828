"""The finer rules of a round that is being set up: kind of ballot, least score, pairs, quorum, chambers."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.counting.values import BallotKind, Completion, Rule
from commissioning.rules.ways_of_counting import ONE_POUND, family
from commissioning.services import polling_sheets, rounds
from commissioning.services.rolls import quorum_warning, smallest_warning
from forms.rounds_rules import MOST_PAIRS, YES, RulesForm
from models.rounds import Round

blueprint = Blueprint("rounds_rules", __name__)


@blueprint.get("/rounds/<public_id>/rules")
@requires(Permission.RUN_ROUNDS)
def edit(public_id: str) -> ResponseReturnValue:
    """The form, as the round stands."""
    round_ = rounds.get_round_to_run(current_actor(), public_id)
    return _page(round_, _offered(round_, RulesForm(data=_as_it_is(round_))))


@blueprint.post("/rounds/<public_id>/rules")
@requires(Permission.RUN_ROUNDS)
@commits
def save(public_id: str) -> ResponseReturnValue:
    """Keep the rules; once opened, the answer is a refusal in words."""
    round_ = rounds.get_round_to_run(current_actor(), public_id)
    rounds.refuse_if_opened(round_)
    form = _offered(round_, RulesForm())
    if form.validate() and form.half is None:
        with refusals_on(form):
            _change(round_, form)
        if not form.refused:
            flash("The rules are changed.", "success")
            for warning in (quorum_warning(round_), smallest_warning(round_), polling_sheets.warning(round_)):
                if warning:
                    flash(warning, "careful")
            return redirect(url_for("rounds.show", public_id=public_id), code=303)
        _beside_a_field(form)
    if form.half is not None:
        form.refuse("Choose both projects of the pair, or neither.", form.half.name)
    return _page(round_, form)


def _change(round_: Round, form: RulesForm) -> None:
    plan = replace(
        rounds.plan_of(round_), kind=BallotKind(form.kind.data), points_each=form.points_each.data or 0,
        threshold=form.threshold.data or 0, quorum=form.quorum.data or 0, smallest=form.smallest.data or 0,
        two_chambers=form.chambers.data == YES, decide_by=form.decide_by.data, pairs=form.pairs,
    )  # fmt: skip
    if "finish" in form:
        step = form.increment.data
        plan = replace(
            plan, completion=Completion(form.finish.data), increment=ONE_POUND if step is None else step
        )
    if "misfit" in form:
        plan = replace(plan, rule=Rule(form.misfit.data))
    rounds.change(current_actor(), round_, rounds.pot_of(round_), plan)


def _beside_a_field(form: RulesForm) -> None:
    """A refusal about pairs is shown beside the first pair."""
    form.pair_1.errors = [*form.pair_1.errors, *(said for said in form.refusals if "pair" in said)]
    form.refusals = [said for said in form.refusals if "pair" not in said]


def _offered(round_: Round, form: RulesForm) -> RulesForm:
    form.ask_only_about(family(round_.rule))
    listed = [("", "No pair"), *((p.proposal_public_id, p.title) for p in round_.projects)]
    for one, other in form.rows:
        one.choices = other.choices = listed
    return form


def _as_it_is(round_: Round) -> dict[str, object]:
    found: dict[str, object] = {
        "kind": str(round_.ballot_kind), "points_each": round_.points_each or None,
        "threshold": round_.threshold or None, "quorum": round_.quorum or None, "smallest": round_.smallest,
        "finish": str(round_.completion), "increment": round_.increment_pence, "misfit": str(round_.rule),
        "chambers": YES if round_.two_chambers else "no", "decide_by": round_.decide_by,
    }  # fmt: skip
    for number, (one, other) in enumerate(round_.exclusions[:MOST_PAIRS], 1):
        found |= {f"pair_{number}": one, f"other_{number}": other}
    return found


def _page(round_: Round, form: RulesForm) -> ResponseReturnValue:
    return render_template(
        "commissioning/rounds/rules.html", round=round_, form=form, frozen=round_.opened_at is not None,
        warning=quorum_warning(round_) if round_.opened_at is None else "",
    )  # fmt: skip
