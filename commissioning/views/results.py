"""The result of a round, explained; public as soon as it is counted."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.errors import refusals_on
from app.keyed import settings
from app.unit_of_work import commits
from commissioning.rules import results_since as since
from commissioning.rules import results_words as words
from commissioning.rules.ballots import spaced
from commissioning.rules.bundle import few_words, is_withheld, why_withheld
from commissioning.rules.results_kept import whole
from commissioning.rules.results_page import view_of
from commissioning.services import bundle as bundles
from commissioning.services import bundle_audited, results, results_since, rounds
from commissioning.services.polling import has_papers
from commissioning.views.idea_links import openable
from forms.results import ReceiptForm, RecountForm

blueprint = Blueprint("results", __name__)


@blueprint.get("/rounds/<public_id>/result")
@public
def show(public_id: str) -> ResponseReturnValue:
    """Each project won or lost and why; `?rule=other` shows what the other rule would have chosen."""
    round_ = rounds.get_round_for(current_actor(), public_id)
    result = results.result_of(round_)
    if result is None:
        return redirect(url_for("rounds.show", public_id=public_id))
    form = ReceiptForm(request.args)
    outcome = whole(result.outcome)
    view = view_of(outcome, request.args.get("rule", ""), request.args.get("votes", ""))
    after = results_since.after_count(round_, outcome)
    fates = after.fates if view.is_result else ()
    asked = bool(form.receipt.data)
    found = asked and results.is_counted(result, form.receipt.data or "")
    winners = set(outcome["chosen"]["winners"])
    return render_template(
        "commissioning/results/show.html",
        round=round_, result=result, view=view, words=words, specials=[*words.specials(outcome, view.told),
        *since.lines(fates)], since=since, fates=fates, next_step=since.what_next(after.fates),
        all_withdrawn=bool(winners) and winners <= after.withdrawn,
        readable=openable(current_actor(), view.titles),
        pot=rounds.pot_of(round_), receipts=[spaced(code) for code in outcome["receipts"]],
        receipt_form=form, asked=asked, few_words=few_words(outcome),
        found=found, papers=words.papers_not_listed(outcome) if asked and not found and has_papers(round_) else "",
        decisions=after.decisions, told_of=after.told,
        all_decided=bool(after.decisions) and winners - after.withdrawn <= after.decisions.keys(),
        withheld=why_withheld(outcome) if is_withheld(outcome) else None,
        recounts=bundle_audited.may_recount(current_actor(), result),
    )  # fmt: skip


@blueprint.get("/rounds/<public_id>/result/bundle")
@public
def bundle(public_id: str) -> ResponseReturnValue:
    """Everything needed to count the round again, as one zip; a refusal in words when too few voted.

    The auditor gets it all the same, once they have said why.
    """
    actor = current_actor()
    round_, council = rounds.get_round_for(actor, public_id), settings().council_name
    result = results.result_of(round_)
    if result is not None and bundle_audited.may_recount(actor, result):
        if bundle_audited.open_until(actor, round_) is None:
            return redirect(url_for("results.recount", public_id=public_id))
        found = bundle_audited.bundle_of(actor, round_, council)
    else:
        found = bundles.bundle_of(round_, council)
    response = Response(found.content, mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


@blueprint.route("/rounds/<public_id>/result/recount", methods=["GET", "POST"])
@requires(Permission.CHECK_TRAIL)
@commits
def recount(public_id: str) -> ResponseReturnValue:
    """For the auditor: say why, then take the ballots that are given to nobody else."""
    actor, form = current_actor(), RecountForm()
    round_ = rounds.get_round_for(actor, public_id)
    result = bundle_audited.get_withheld_for(actor, round_)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            bundle_audited.ask(actor, round_, form.why.data or "")
        if not form.refused:
            flash("The trail has your reason. The ballots can be taken now.", "success")
            return redirect(url_for("results.recount", public_id=public_id), code=303)
    return render_template(
        "commissioning/results/recount.html", form=form, round=round_, few_words=few_words(whole(result.outcome)),
        until=bundle_audited.open_until(actor, round_),
    )  # fmt: skip


@blueprint.post("/rounds/<public_id>/count")
@requires(Permission.RUN_ROUNDS)
@commits
def count(public_id: str) -> ResponseReturnValue:
    """Count now, when voting has closed and the scheduler has not come round yet."""
    actor = current_actor()
    results.count_now(actor, rounds.get_round_for(actor, public_id))
    flash("The votes are counted.", "success")
    return redirect(url_for("results.show", public_id=public_id), code=303)
