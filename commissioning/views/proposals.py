"""Pages for reading proposals: the list, one idea's story, its earlier versions, one's own."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, requires
from app.clock import now
from app.csv_out import csv_response
from app.errors import NotFound, refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules.advice import VIEW_NAMES
from commissioning.rules.comments import KIND_NAMES, TOLD
from commissioning.rules.proposals import State
from commissioning.rules.proposals_compare import parts_of
from commissioning.rules.proposals_content import CHANGED_WORDS, changed_between
from commissioning.rules.proposals_story import STATE_WORDS
from commissioning.rules.suggestions import PART_NAMES
from commissioning.services import (
    co_authors,
    co_drafts,
    comments_moderating,
    interests,
    proposals_again,
    proposals_list,
    proposals_reading,
    research_ideas,
    reviews,
)
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from commissioning.services import proposals_withdrawing as withdrawing
from commissioning.services.co_authors import MustWait
from commissioning.services.proposals_list import GROUPS, ORDERS, Wanted
from commissioning.services.proposals_story import story_for
from commissioning.services.together import together_for
from commissioning.services.what_works import card_or_none
from commissioning.views.idea_kept import kept_page, leads_to_what_is_kept
from forms.co_design import SureForm
from forms.proposals import WithdrawForm
from participation.rules.people import Actor
from participation.rules.themes import Shanarri

blueprint = Blueprint("proposals", __name__)

HEADS = ("Proposal", "State", "Team", "Area", "Proposed by", "Asks for (£)", "Sent in", "Address")


@blueprint.get("/proposals")
@requires(Permission.READ_PROPOSALS)
def index() -> ResponseReturnValue:
    """The list, searched and filtered."""
    actor = current_actor()
    listed = proposals_list.list_for(actor, _wanted(), request.args.get("page", 1, type=_page))
    teams = proposals_reading.teams_with_proposals(actor)
    return render_template(
        "commissioning/proposals/index.html", listed=listed, teams=teams, areas=proposals_reading.areas(),
        groups=GROUPS, orders=ORDERS, parts=Shanarri, asked=_asked(), may_propose=may(actor, Permission.PROPOSE),
        may_review=may(actor, Permission.REVIEW_PROPOSALS), may_moderate=may(actor, Permission.MODERATE),
    )  # fmt: skip


@blueprint.get("/proposals.csv")
@requires(Permission.READ_PROPOSALS)
def as_csv() -> ResponseReturnValue:
    """The whole list that matches, to take away."""
    rows = [
        (
            row.title, STATE_WORDS[row.state], row.team, row.areas, row.proposer, f"{int(row.ask) / 100:.2f}",
            local_date(row.sent).isoformat() if row.sent else "",
            url_for("proposals.show", public_id=row.public_id, _external=True),
        )
        for row in proposals_list.whole_list_for(current_actor(), _wanted())
    ]  # fmt: skip
    return csv_response(f"proposals-{local_date(now()).isoformat()}", HEADS, rows)


@blueprint.get("/proposals/mine")
@requires(Permission.PROPOSE)
def mine() -> ResponseReturnValue:
    """One's own ideas, each with how far it has come and what happens next."""
    return render_template("commissioning/proposals/mine.html", ideas=proposals_reading.mine(current_actor()))


@blueprint.get("/proposals/<public_id>")
@requires(Permission.READ_PROPOSALS)
def show(public_id: str) -> ResponseReturnValue:
    """An idea's story; or what is kept of it for somebody who took part, once it is not theirs to read."""
    actor = current_actor()
    try:
        story = story_for(actor, public_id)
    except NotFound:
        return kept_page(public_id)
    except MustWait:
        return redirect(url_for("co_authors.people", public_id=public_id))
    if story.proposal.state is State.DRAFT:
        return redirect(url_for("proposals_writing.tasks", public_id=public_id))
    may_review = may(actor, Permission.REVIEW_PROPOSALS)
    return render_template(
        "commissioning/proposals/show.html", story=story, proposal=story.proposal, may_review=may_review,
        turns=proposals_again.turns_of(actor, story.proposal, is_own=story.is_own), sure=SureForm(),
        together=(together := together_for(actor, story)), **_talking(actor),
        take_down=comments_moderating.may_take_down(actor, together.talk),
        reviews=reviews.reviews_of(story.proposal) if may_review else [],
        may_declare=may(actor, Permission.DECLARE_INTEREST),
        has_interest=interests.has_interest(actor.user_id, public_id), card=card_or_none(story.proposal.started_from),
        origin=research_ideas.origin_of(story.proposal),
        photos=extras.photos_of(story.proposal, actor), quotes=extras.quotes_of(story.proposal, actor),
    )  # fmt: skip


@blueprint.get("/proposals/<public_id>/versions/<int:number>")
@requires(Permission.READ_PROPOSALS)
@leads_to_what_is_kept
def version(public_id: str, number: int) -> ResponseReturnValue:
    """One version as it was sent in, and what had changed since the one before."""
    actor = current_actor()
    story = story_for(actor, public_id, number)
    earlier = max((one for one in story.versions if one < number), default=None)
    before = story_for(actor, public_id, earlier).content if earlier else None
    changed = [CHANGED_WORDS[name] for name in changed_between(before, story.content)] if before else []
    return render_template(
        "commissioning/proposals/version.html", story=story, changed=changed, earlier=earlier
    )


@blueprint.get("/proposals/<public_id>/compare")
@requires(Permission.READ_PROPOSALS)
@leads_to_what_is_kept
def compare(public_id: str) -> ResponseReturnValue:
    """Any two versions side by side, the last two unless others are asked for."""
    actor = current_actor()
    story = story_for(actor, public_id)
    versions = story.versions
    if len(versions) < 2:
        return redirect(url_for(".show", public_id=public_id))
    second = _number(request.args.get("to"), versions, versions[-1])
    first = _number(
        request.args.get("from"), versions, max([one for one in versions if one < second] or versions[:1])
    )
    before, after = (story_for(actor, public_id, number).content for number in (first, second))
    return render_template(
        "commissioning/proposals/compare.html", story=story, first=first, second=second,
        parts=parts_of(before, after),
    )  # fmt: skip


@blueprint.route("/proposals/<public_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take one's own proposal back; the record stays."""
    actor = current_actor()
    proposal = drafts.get_own(actor, public_id)
    if request.method == "GET":
        withdrawing.check_may_withdraw(actor, proposal)
    form = WithdrawForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            withdrawing.withdraw(actor, public_id, form.reason.data or "")
            flash("You have withdrawn it. The record of it is kept.", "success")
            return redirect(url_for("proposals.show", public_id=public_id), code=303)
    title = co_drafts.content_for(actor, proposal).title
    return render_template(
        "commissioning/proposals/withdraw.html", form=form, proposal=proposal, title=title,
        together=len(co_authors.author_ids(proposal)) > 1,
    )  # fmt: skip


def _talking(actor: Actor) -> dict[str, object]:
    """What the part about writing and talking together needs besides."""
    return {
        "may_talk": may(actor, Permission.TALK_ABOUT_PROPOSALS), "may_advise": may(actor, Permission.ADVISE),
        "part_names": PART_NAMES, "kind_names": KIND_NAMES, "view_names": VIEW_NAMES, "told": TOLD,
    }  # fmt: skip


def _wanted() -> Wanted:
    asked = {name: request.args.get(name, "") for name in ("group", "area", "team", "helps")}
    return Wanted(words=request.args.get("q", "").strip(), order=request.args.get("order", "fair"), **asked)


def _asked() -> dict[str, str]:
    """The search and filters of this address, to make another with (whatever else it holds is left out)."""
    return {
        name: request.args[name]
        for name in ("q", "group", "area", "team", "helps", "order")
        if request.args.get(name)
    }


def _number(text: str | None, versions: list[int], otherwise: int) -> int:
    """A version's number as typed in an address: anything odd is the usual one."""
    number = _page(text or "0") if (text or "").isdigit() else 0
    return number if number in versions else otherwise


def _page(text: str) -> int:
    """A page number as typed in an address: anything odd is the first page."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
