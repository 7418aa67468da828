"""Pages for living a Deal: check-ins, the other side's answer, choosing a part, partners, themes and thank-yous."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import NotFound, refusals_on
from app.unit_of_work import commits
from forms.deals_lived import CheckInForm, ChooseForm, HeardForm, KeptForm, PartForm, PartnerForm, ThanksForm
from models.deals import Deal, DealPair
from participation.rules.deals import OTHER, Kept, Progress
from participation.rules.deals_life import Side
from participation.rules.deals_sides import side_of
from participation.services import (
    deals_check_ins,
    deals_choices,
    deals_heard,
    deals_newest,
    deals_partners,
    deals_reading,
    deals_shown,
    deals_thanks,
)
from participation.services.deals_shown import ShownPair

blueprint = Blueprint("deals_living", __name__)


@blueprint.route("/deals/<public_id>/pair/<pair_id>/check-in", methods=["GET", "POST"])
@requires(Permission.CHECK_IN_DEALS)
@commits
def check_in(public_id: str, pair_id: str) -> ResponseReturnValue:
    """Say how one's own side's part is going."""
    actor = current_actor()
    deal, stands = deals_check_ins.get_deal_to_check_in(actor, public_id, pair_id)
    shown, side = shown_as(deal, stands), side_of(actor) or Side.OURS
    form = CheckInForm().for_side(side)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            face = form.face.data if "face" in form else None
            deals_check_ins.check_in(
                actor, deal, pair_id, Progress(form.progress.data), form.words.data or "",
                face=int(face) if face else None, photo=form.upload,
            )  # fmt: skip
            flash("Thank you. Your check-in is kept.", "success")
            return redirect(_path(public_id), code=303)
    return render_template("participation/deals/check_in.html", form=form, deal=deal, pair=shown, side=side)


@blueprint.route("/deals/<public_id>/pair/<pair_id>/kept", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def kept(public_id: str, pair_id: str) -> ResponseReturnValue:
    """Say whether the other side kept its part."""
    actor = current_actor()
    deal, stands = deals_check_ins.get_deal_to_answer(actor, public_id, pair_id)
    shown = shown_as(deal, stands)
    side, form = side_of(actor), KeptForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            deals_check_ins.say_kept(actor, deal, pair_id, Kept(form.kept.data), form.words.data or "")
            flash("Thank you. Both answers stand side by side.", "success")
            return redirect(_path(public_id), code=303)
    return render_template(
        "participation/deals/kept.html", form=form, deal=deal, pair=shown, about=OTHER[side or Side.OURS]
    )


@blueprint.post("/deals/<public_id>/check-in/<any(open, close):what>")
@requires(Permission.MAKE_DEALS)
@commits
def ask(public_id: str, what: str) -> ResponseReturnValue:
    """Ask both sides now, or close the check-in."""
    actor = current_actor()
    deal = deals_reading.get_deal_to_change(actor, public_id)
    if what == "open":
        deals_check_ins.open_check_in(actor, deal)
        flash("Both sides are asked how it goes.", "success")
    else:
        deals_check_ins.settle(actor, deal)
        flash("The check-in is closed.", "success")
    return redirect(_path(public_id), code=303)


@blueprint.route("/deals/<public_id>/choose", methods=["GET", "POST"])
@requires(Permission.CHOOSE_YOUR_PART)
@commits
def choose(public_id: str) -> ResponseReturnValue:
    """Choose which "your part" to work on, or "not now"."""
    actor = current_actor()
    deal = deals_reading.get_deal_to_change(actor, public_id)
    deals_choices.hide_from_one(deal)
    before, form = deals_choices.mine(actor, deal), ChooseForm()
    form.part.choices = part_choices(deal)
    if request.method == "GET" and before is not None:
        form.part.data = before.pair.public_id if before.pair else deals_choices.NOT_NOW
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            deals_choices.choose(actor, deal, form.part.data)
            flash("That is kept for you. You can change it whenever you like.", "success")
            return redirect(_path(public_id), code=303)
    return render_template("participation/deals/choose.html", form=form, deal=deal)


@blueprint.route("/deals/<public_id>/heard", methods=["GET", "POST"])
@requires(Permission.LINK_DEALS)
@commits
def heard(public_id: str) -> ResponseReturnValue:
    """Say which themes led to this Deal."""
    deal, form = deals_reading.get_deal_to_change(current_actor(), public_id), HeardForm()
    found = deals_heard.themes()
    form.themes.choices = [(theme.public_id, theme.title) for theme in found]
    if request.method == "GET":
        form.themes.data = [theme.public_id for theme in deals_heard.of(deal)]
    if request.method == "POST" and form.validate():
        deals_heard.choose(current_actor(), deal, form.themes.data or [])
        flash("The Deal shows what it answers.", "success")
        return redirect(_path(public_id), code=303)
    return render_template("participation/deals/heard.html", form=form, deal=deal, themes=found)


@blueprint.route("/deals/<public_id>/pair/<pair_id>/partner", methods=["GET", "POST"])
@requires(Permission.LINK_DEALS)
@commits
def partner(public_id: str, pair_id: str) -> ResponseReturnValue:
    """Ask a partner to take a part."""
    actor = current_actor()
    deal, form = deals_reading.get_deal_to_change(actor, public_id), PartnerForm()
    pair = deals_newest.worded(deal, pair_id)
    form.organisation.choices = [(one.public_id, one.name) for one in deals_partners.organisations()]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            asked = form.organisation.data, form.signs_in_as.data or ""
            if pair.public_id != pair_id:
                deals_newest.refuse_moved(deal, pair_id)
            deals_partners.ask(actor, deal, pair, *asked)
            flash("They are asked. They answer for themselves.", "success")
            return redirect(_path(public_id), code=303)
    return render_template("participation/deals/partner.html", form=form, deal=deal, pair=pair)


@blueprint.route("/deals/<public_id>/part/<asked_id>", methods=["GET", "POST"])
@requires(Permission.TAKE_PART)
@commits
def part(public_id: str, asked_id: str) -> ResponseReturnValue:
    """A partner says whether it takes a part, and what it will do."""
    actor = current_actor()
    deal = deals_reading.get_deal_for(actor, public_id)
    asked = deals_partners.get_asked_for(actor, deal, asked_id)
    form = PartForm(
        obj=asked, data={"takes": "yes" if asked.takes else "no" if asked.takes is False else None}
    )
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            deals_partners.answer(
                actor, asked, takes=form.takes.data == "yes", words=form.words.data or "", by=form.by.data
            )
            flash("Thank you. Everybody can read what you said.", "success")
            return redirect(_path(public_id), code=303)
    return render_template("participation/deals/part.html", form=form, deal=deal, asked=asked)


@blueprint.route("/deals/<public_id>/thanks", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def thanks(public_id: str) -> ResponseReturnValue:
    """Thank a group or a service."""
    actor = current_actor()
    deal, form = deals_reading.get_deal_to_change(actor, public_id), ThanksForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            deals_thanks.thank(actor, deal, form.to_whom.data, form.words.data)
            flash("Your thank-you is kept.", "success")
            return redirect(_path(public_id), code=303)
    return render_template("participation/deals/thanks.html", form=form, deal=deal)


def part_choices(deal: Deal) -> list[tuple[str, str]]:
    """Every "your part" that stands, and "not now" last: as big, and no worse."""
    pairs = deals_shown.pairs_of(deal, current_actor())
    return [*((pair.public_id, pair.yours.text) for pair in pairs), (deals_choices.NOT_NOW, "Not now")]


def shown_as(deal: Deal, pair: DealPair) -> ShownPair:
    """One pair that stands, ready for its page."""
    found = [one for one in deals_shown.pairs_of(deal, current_actor()) if one.public_id == pair.public_id]
    if not found:
        raise NotFound
    return found[0]


def _path(public_id: str) -> str:
    return url_for("deals.show", public_id=public_id)
