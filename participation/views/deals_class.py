"""A Deal for a class: a page to project on a wall, and sessions in which hands and faces are counted."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.deals_lived import EndHandsForm, FacesForm, GroupChooseForm, HandsForm, RenewHandsForm
from models.deals import Deal
from participation.rules.deals import PROGRESS_WORDS, WITH_A_CLASS
from participation.rules.deals_life import Side
from participation.services import (
    deals_choices,
    deals_class,
    deals_moves,
    deals_newest,
    deals_places,
    deals_readers,
    deals_reading,
    deals_renewing,
    deals_shown,
    deals_thanks,
)
from participation.views.deals_living import part_choices, shown_as
from participation.views.deals_wall import both_agreed

blueprint = Blueprint("deals_class", __name__)
ENDING = {
    True: "The Deal has ended.", False: "Our side is asked. The Deal goes on until it says yes.",
    None: "The class wants it to go on, and it does.",
}  # fmt: skip
RENEWING = {
    True: "The Deal is renewed.", False: "Our side is asked. It is renewed once it says yes.",
    None: "The class does not renew it. It ends after its last day.",
}  # fmt: skip


@blueprint.get("/deals/<public_id>/class")
@public
def show(public_id: str) -> ResponseReturnValue:
    """The Deal in large letters, for a classroom wall. No sign-in is needed to read it."""
    actor = current_actor()
    deal = deals_reading.get_deal_for(actor, public_id)
    return render_template(
        "participation/deals/class.html", deal=deal, pairs=deals_shown.pairs_of(deal, actor),
        progress_words=PROGRESS_WORDS, heading_of=deals_places.heading_of, lived=deals_readers.is_lived(deal),
        holds_session=deals_readers.may_hold_session(actor, deal), agreed=deals_moves.sides_agreed(deal), Side=Side,
        by_hands=deal.stands_for in WITH_A_CLASS,
    )  # fmt: skip


@blueprint.route("/deals/<public_id>/class/agree", methods=["GET", "POST"])
@requires(Permission.HOLD_DEAL_SESSIONS)
@commits
def agree(public_id: str) -> ResponseReturnValue:
    """Write down that a class agreed by hands up."""
    actor = current_actor()
    deal = deals_class.get_deal_to_hold(actor, public_id)
    form = HandsForm(data={"group_name": deal.group_name})
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            both = deals_class.agree_by_hands(
                actor, deal, form.group_name.data, form.hands_yes.data or 0, form.hands_all.data or 0,
                form.seen.data or "",
            )  # fmt: skip
            flash(both_agreed(deal) if both else "The class has agreed.", "success")
            return redirect(_path(public_id), code=303)
    form.show(deals_moves.mark_of(deal))
    return render_template("participation/deals/class_agree.html", form=form, deal=deal, pairs=_drafts(deal),
                           unanswered=len(deals_moves.unanswered_for(deal)))  # fmt: skip


@blueprint.route("/deals/<public_id>/class/end", methods=["GET", "POST"])
@requires(Permission.HOLD_DEAL_SESSIONS)
@commits
def end(public_id: str) -> ResponseReturnValue:
    """Write down what a class said of ending its Deal, by hands up."""
    actor = current_actor()
    deal = deals_class.get_deal_to_hold(actor, public_id)
    form = EndHandsForm(data={"group_name": deal.group_name})
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            ended = deals_class.end_by_hands(
                actor, deal, form.group_name.data, form.hands_yes.data or 0, form.hands_all.data or 0
            )
            flash(ENDING[ended], "success")
            return redirect(_path(public_id), code=303)
    return render_template(
        "participation/deals/class_end.html", form=form, deal=deal, asked=deals_thanks.asking_of(deal)
    )


@blueprint.route("/deals/<public_id>/class/renew", methods=["GET", "POST"])
@requires(Permission.HOLD_DEAL_SESSIONS)
@commits
def renew(public_id: str) -> ResponseReturnValue:
    """Write down what a class said of renewing its Deal, by hands up."""
    actor = current_actor()
    deal = deals_class.get_deal_to_hold(actor, public_id)
    form = RenewHandsForm(data={"group_name": deal.group_name})
    if deal.renewal_by is Side.OURS:
        del form.review_on
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            renewed = deals_class.renew_by_hands(
                actor, deal, form.group_name.data, form.hands_yes.data or 0, form.hands_all.data or 0,
                form.review_on.data if "review_on" in form else None, form.seen.data or "",
            )  # fmt: skip
            flash(RENEWING[renewed], "success")
            return redirect(_path(public_id), code=303)
    form.show(deals_renewing.mark_of(deal))
    return render_template(
        "participation/deals/class_renew.html", form=form, deal=deal, asked=deals_thanks.renewal_of(deal),
        pairs=deals_shown.pairs_of(deal, actor), lived=deals_readers.is_lived(deal),
    )  # fmt: skip


@blueprint.route("/deals/<public_id>/class/choose", methods=["GET", "POST"])
@requires(Permission.HOLD_DEAL_SESSIONS)
@commits
def choose(public_id: str) -> ResponseReturnValue:
    """Write down the one part a class chose together."""
    actor = current_actor()
    deal = deals_class.get_deal_to_hold(actor, public_id)
    form = GroupChooseForm(data={"group_name": deal.group_name})
    form.part.choices = part_choices(deal)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            deals_choices.choose_for_group(actor, deal, form.group_name.data, form.part.data)
            flash("What the class chose stands on its page.", "success")
            return redirect(_path(public_id), code=303)
    return render_template("participation/deals/class_choose.html", form=form, deal=deal)


@blueprint.route("/deals/<public_id>/class/faces/<pair_id>", methods=["GET", "POST"])
@requires(Permission.HOLD_DEAL_SESSIONS)
@commits
def faces(public_id: str, pair_id: str) -> ResponseReturnValue:
    """Count the faces a class shows about one part."""
    actor = current_actor()
    deal = deals_class.get_deal_to_hold(actor, public_id)
    shown = shown_as(deal, deals_newest.standing(deal, pair_id))
    form = FacesForm(data={"group_name": deal.group_name})
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            deals_class.count_faces(
                actor, deal, pair_id, Side(form.about.data), form.group_name.data, form.counts
            )
            flash("The faces are counted. Thank you all.", "success")
            return redirect(_path(public_id), code=303)
    return render_template("participation/deals/class_faces.html", form=form, deal=deal, pair=shown)


def _drafts(deal: Deal) -> list[deals_shown.ShownPair]:
    return deals_shown.drafts_of(deal, current_actor()) or deals_shown.pairs_of(deal, current_actor())


def _path(public_id: str) -> str:
    return url_for("deals_class.show", public_id=public_id)
