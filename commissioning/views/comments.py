"""Pages for supporting, asking about and commenting on an idea, and for the participation worker who moderates."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, requires
from app.errors import NotFound, Refusal, refusals_on
from app.unit_of_work import commits
from commissioning.rules.comments import KIND_NAMES, TOLD, CommentKind, Moderation
from commissioning.services import comments, comments_moderating, supports
from commissioning.services.co_authors import author_ids
from commissioning.services.comments import get_readable
from commissioning.services.suggestions import title_of
from commissioning.views.idea_kept import leads_to_what_is_kept
from forms.co_design import ModerateForm, ReplyForm, TalkForm
from models.proposals import Proposal

blueprint = Blueprint("comments", __name__)

WAITS = "Thank you. Somebody reads it before it shows."


@blueprint.post("/proposals/<public_id>/support")
@requires(Permission.TALK_ABOUT_PROPOSALS)
@leads_to_what_is_kept
@commits
def support(public_id: str) -> ResponseReturnValue:
    """Support an idea, or take that back."""
    actor = current_actor()
    proposal = get_readable(actor, public_id)
    wanted = request.form.get("do")
    if wanted == "take_back":
        supports.take_back(actor, proposal)
        flash("You have taken your support back.", "success")
    elif wanted != "give":
        raise Refusal("Choose whether you support it or take your support back.")
    else:
        supports.give(actor, proposal)
        flash("You support this idea. That is not a vote, and you can take it back.", "success")
    return redirect(url_for("proposals.show", public_id=public_id), code=303)


@blueprint.get("/proposals/<public_id>/talk")
@requires(Permission.READ_PROPOSALS)
@leads_to_what_is_kept
def talk(public_id: str) -> ResponseReturnValue:
    """Everything said about an idea, for whoever may read it."""
    return _talk(get_readable(current_actor(), public_id), TalkForm())


@blueprint.post("/proposals/<public_id>/talk")
@requires(Permission.TALK_ABOUT_PROPOSALS)
@leads_to_what_is_kept
@commits
def say(public_id: str) -> ResponseReturnValue:
    """Saying something about an idea."""
    actor, form = current_actor(), TalkForm()
    proposal = get_readable(actor, public_id)
    if form.validate():
        with refusals_on(form):
            comments.say(actor, proposal, CommentKind(form.kind.data), form.words.data)
        if not form.refused:
            flash(WAITS, "success")
            return redirect(url_for(".talk", public_id=public_id), code=303)
        proposal = get_readable(actor, public_id)
    return _talk(proposal, form)


@blueprint.route("/proposals/<public_id>/talk/<comment_id>", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def reply(public_id: str, comment_id: str) -> ResponseReturnValue:
    """An author's answer to a question."""
    actor, form = current_actor(), ReplyForm()
    proposal = get_readable(actor, public_id)
    if not comments.is_open(proposal):
        flash("The talk about this idea is over. What was said is kept.", "info")
        return redirect(url_for(".talk", public_id=public_id), code=303)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            comments.say(actor, proposal, CommentKind.ANSWER, form.words.data, answers=comment_id)
        if not form.refused:
            flash(WAITS, "success")
            return redirect(url_for(".talk", public_id=public_id), code=303)
        proposal = get_readable(actor, public_id)
    asked = next((one for one in comments.shown_on(actor, proposal) if one.public_id == comment_id), None)
    if asked is None or actor.user_id not in author_ids(proposal):
        raise NotFound
    return render_template(
        "commissioning/together/reply.html",
        form=form,
        proposal=proposal,
        asked=asked,
        title=title_of(proposal),
    )


@blueprint.get("/moderate")
@requires(Permission.MODERATE)
def queue() -> ResponseReturnValue:
    """What waits for the moderator, oldest first."""
    return render_template(
        "commissioning/together/moderate.html",
        waiting=comments_moderating.to_moderate(current_actor()),
        kinds=KIND_NAMES,
    )


@blueprint.route("/moderate/<public_id>", methods=["GET", "POST"])
@requires(Permission.MODERATE)
@commits
def moderate(public_id: str) -> ResponseReturnValue:
    """One of them: show it, do not show it, or send it to the desk."""
    actor, form = current_actor(), ModerateForm()
    found = comments_moderating.get_to_moderate(actor, public_id)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            comments_moderating.moderate(
                actor, found.comment, Moderation(form.outcome.data), form.reason.data or ""
            )
        if not form.refused:
            flash("Decided.", "success")
            return redirect(url_for(".queue"), code=303)
        found = comments_moderating.get_to_moderate(actor, public_id)
    return render_template(
        "commissioning/together/moderate_one.html", form=form, found=found, kinds=KIND_NAMES
    )


def _talk(proposal: Proposal, form: TalkForm) -> ResponseReturnValue:
    actor = current_actor()
    said = comments.shown_on(actor, proposal)
    return render_template(
        "commissioning/together/talk.html", form=form, proposal=proposal, title=title_of(proposal), said=said,
        take_down=comments_moderating.may_take_down(actor, said), may_talk=may(actor, Permission.TALK_ABOUT_PROPOSALS),
        mine=comments.mine_not_shown(actor, proposal), kinds=KIND_NAMES,
        told=TOLD, official=actor.speaks_officially, is_author=actor.user_id in author_ids(proposal),
        is_open=comments.is_open(proposal),
    )  # fmt: skip
