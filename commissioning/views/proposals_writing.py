"""Pages for writing a proposal: the task list, a page for each part, check your answers, send in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.errors import NotFound, Refusal, refusals_on
from app.times import clock_time
from app.unit_of_work import commits, kept
from commissioning.rules.proposals import EDITABLE
from commissioning.rules.proposals_advice import quotes_of_nothing, worth_adding
from commissioning.rules.proposals_content import SECTION_NAMES, Content, Section, missing
from commissioning.services import co_authors, co_drafts, pots_terms, proposals_again, proposals_choices
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from commissioning.services.proposals_reading import Row
from commissioning.services.proposals_search import similar_to
from commissioning.services.proposals_story import story_for
from commissioning.services.what_works import card_or_none
from forms.proposals import FORMS, GroupForm, PlaceForm, StartForm, SubmitForm
from forms.proposals_costs import CostsForm, without_row
from forms.proposals_part import PartForm
from models.proposals import Proposal
from participation.rules.people import Actor

blueprint = Blueprint("proposals_writing", __name__)

FEWEST_ROWS = 3
ORDER = tuple(Section)


@blueprint.route("/proposals/new", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def start() -> ResponseReturnValue:
    """Begin: a name, and which team."""
    actor = current_actor()
    card = card_or_none(request.args.get("from", ""))
    teams = proposals_choices.teams_open_to(actor)
    form = StartForm(
        data={"team": teams[0].public_id} if len(teams) == 1 and request.method == "GET" else None
    )
    form.team.choices = [(team.public_id, team.name, {"hint": team.purpose}) for team in teams]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            proposal = drafts.start(actor, team=form.team.data, title=form.title.data, card=card)
            return redirect(_to_part(proposal.public_id, Section.IDEA), code=303)
    return render_template("commissioning/proposals/start.html", form=form, teams=teams, card=card)


@blueprint.get("/proposals/<public_id>/edit")
@requires(Permission.PROPOSE)
def tasks(public_id: str) -> ResponseReturnValue:
    """The task list of a draft or a returned proposal."""
    actor = current_actor()
    try:
        story = story_for(actor, public_id)
    except co_authors.MustWait:
        return redirect(url_for("co_authors.people", public_id=public_id))
    if not story.can_edit:
        return redirect(_to_story(public_id))
    return render_template(
        "commissioning/proposals/tasks.html", story=story, gaps=missing(story.content), names=SECTION_NAMES,
        photos=extras.photos_of(story.proposal, actor), parts=co_drafts.seen_by(actor, story.proposal),
        authors=co_authors.authors_for(actor, story.proposal),
        turns=proposals_again.turns_of(actor, story.proposal, is_own=True),
    )  # fmt: skip


@blueprint.route("/proposals/<public_id>/edit/<section>", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def part(public_id: str, section: str) -> ResponseReturnValue:
    """One part of it. Half-written is fine: only what is typed wrongly is refused."""
    actor, which = current_actor(), _section(section)
    proposal = drafts.get_own(actor, public_id)
    if request.method == "GET" and (proposal.state not in EDITABLE or co_authors.must_wait(actor, proposal)):
        return redirect(_to_story(public_id))
    form = _form_for(actor, which, proposal)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            drafts.save(actor, public_id, form.changes(), seen=form.seen_number, page=form.page)
        if not form.refused:
            if which is Section.COSTS:
                _say_what_quotes_lost(co_drafts.content_for(actor, proposal))
            return redirect(_after(public_id, which, form), code=303)
        proposal = drafts.get_own(actor, public_id)
    now_there = co_drafts.seen_by(actor, proposal)[which]
    clashed = bool(form.refused) and form.seen_number not in {None, now_there.number}
    form.seen.data = str(now_there.number)
    if isinstance(form, CostsForm):
        form.show_rows(max(FEWEST_ROWS, len(now_there.content.lines) + 1, _rows_asked()))
    number = ORDER.index(which) + 1
    return render_template(
        "commissioning/proposals/part.html", form=form, proposal=proposal, section=which, of=len(ORDER),
        name=SECTION_NAMES[which], number=number, there=now_there, title=co_drafts.content_for(actor, proposal).title,
        both=form.refused and (clashed or co_drafts.is_shared(proposal)),
        similar=_similar(actor, proposal) if which is Section.IDEA else [],
    )  # fmt: skip


@blueprint.post("/proposals/<public_id>/draft")
@requires(Permission.PROPOSE)
@commits
def autosave(public_id: str) -> ResponseReturnValue:
    """Save while somebody types, all that is right: JSON in answer, with what is wrong. 422 when nothing was saved."""
    actor, which = current_actor(), _section(request.args.get("section", ""))
    proposal = drafts.get_own(actor, public_id)
    form = _form_for(actor, which, proposal)
    changes = form.changes() if form.validate() else form.right(co_drafts.content_for(actor, proposal))
    try:
        drafts.save(actor, public_id, changes, seen=form.seen_number, page=form.page, share=False)
    except Refusal as refusal:
        return jsonify(problem=refusal.reason), 422
    number = co_drafts.seen_by(actor, proposal)[which].number
    return kept(jsonify(saved_at=clock_time(now()), seen=number, problem=form.problems))


@blueprint.route("/proposals/<public_id>/check", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def check(public_id: str) -> ResponseReturnValue:
    """Everything in one place, with what is missing; from here it is sent in."""
    actor = current_actor()
    story = story_for(actor, public_id)
    form = SubmitForm()
    if not story.is_own:
        raise NotFound
    if request.method == "GET" and not story.can_edit:
        return redirect(_to_story(public_id))
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            drafts.submit(actor, public_id)
        if not form.refused:
            flash("You have sent it in. This page shows how it gets on.", "success")
            return redirect(_to_story(public_id), code=303)
        story = story_for(actor, public_id)
    photos = extras.photos_of(story.proposal, actor)
    return render_template(
        "commissioning/proposals/check.html", form=form, story=story, gaps=missing(story.content),
        names=SECTION_NAMES, most=proposals_choices.most_for(story.proposal), official=actor.speaks_officially,
        similar=_similar(actor, story.proposal), photos=photos, quotes=extras.quotes_of(story.proposal, actor),
        advice=[*pots_terms.ages_wanted_by(story.pot, story.content), *worth_adding(story.content, len(photos))],
    )  # fmt: skip


def _say_what_quotes_lost(content: Content) -> None:
    """Costs that were saved may have left a quote behind: its writer hears so at once."""
    for say in quotes_of_nothing(content.lines, content.quotes):
        flash(f"{say}.", "info")


def _similar(actor: Actor, proposal: Proposal) -> list[Row]:
    """Ideas like this one that its writer may read."""
    content = co_drafts.content_for(actor, proposal)
    return similar_to(actor, content.title, content.need, but=proposal.public_id)


def _form_for(actor: Actor, which: Section, proposal: Proposal) -> PartForm:
    """The part's form, filled with the draft as its writer may see it, or from what was sent."""
    written = co_drafts.content_for(actor, proposal)
    if which is Section.COSTS:
        return _costs_form(proposal, written)
    if which is Section.PLACE:
        areas = proposals_choices.areas_open_to(proposal)
        chosen = [area.public_id for area in areas if area.name in written.areas]
        form: PartForm = PlaceForm(data={"areas": chosen, "builds_on": written.builds_on})
        form["areas"].choices = [(area.public_id, area.name) for area in areas]
        return form
    if which is Section.GROUP:
        rules = {True: "yes", False: "no"}.get(written.is_constituted)  # type: ignore[arg-type]
        return GroupForm(
            data={"group_name": written.group_name, "is_constituted": rules, "sponsor": written.sponsor}
        )
    return FORMS[which](obj=written)


def _costs_form(proposal: Proposal, written: Content) -> CostsForm:
    pots = proposals_choices.pots_open_to(proposal.team_id)
    terms = pots_terms.terms_of_each(pots)
    chosen = next((pot.public_id for pot in pots if pot.id == proposal.pot_id), "")
    lines = [{"what": line.what, "amount": line.pence} for line in written.lines]
    sent = without_row(request.form, request.form["remove"]) if "remove" in request.form else None
    form = CostsForm(**({"formdata": sent} if sent is not None else {}), data={"lines": lines, "pot": chosen})
    form.pot.choices = [
        *form.pot.choices,
        *(
            (pot.public_id, pot.name, {"hint": f"{terms[pot.id].for_askers()} {pot.purpose}".strip()})
            for pot in pots
        ),
    ]
    return form


def _after(public_id: str, which: Section, form: PartForm) -> str:
    """Where to go once a part is saved: more rows, the list, the check page, or the next part."""
    wanted = request.form.get("do", "")
    if wanted == "add" and isinstance(form, CostsForm):
        rows = len(form.changes()["lines"]) + 2
        return f"{_to_part(public_id, which, rows=rows)}#lines-{rows - 2}-what"
    if "remove" in request.form:
        return f"{_to_part(public_id, which)}#lines"
    if wanted == "later":
        flash("Saved. You can come back to it whenever you like.", "success")
        return url_for("proposals.mine")
    place = ORDER.index(which) + 1
    if request.args.get("from") == "check" or place == len(ORDER):
        return url_for(".check", public_id=public_id)
    return _to_part(public_id, ORDER[place])


def _section(name: str) -> Section:
    try:
        return Section(name)
    except ValueError:
        raise NotFound from None


def _rows_asked() -> int:
    text = request.args.get("rows", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def _to_part(public_id: str, which: Section, **more: Any) -> str:
    if request.args.get("from") == "check":
        more["from"] = "check"
    return url_for(".part", public_id=public_id, section=which.value, **more)


def _to_story(public_id: str) -> str:
    return url_for("proposals.show", public_id=public_id)
