"""Pages for Deals."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public, requires
from app.errors import NotFound, refusals_on
from app.unit_of_work import commits
from forms.deals import CheckInForm, DealForm, EndForm, PairForm, ReviewForm
from models.deals import Deal
from participation.rules.deals import LIFE, PROGRESS_WORDS, DealAction, Progress, Side, side_of
from participation.services import deals, deals_shown, people

blueprint = Blueprint("deals", __name__)


@blueprint.get("/deals")
@public
def index() -> ResponseReturnValue:
    """Every Deal this reader may see."""
    actor = current_actor()
    return render_template(
        "participation/deals/index.html", deals=deals.list_for(actor), shown=deals_shown.pairs_of,
        may_make=may(actor, Permission.MAKE_DEALS),
    )  # fmt: skip


@blueprint.get("/deals/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """The Deal wall."""
    return _wall(deals.get_deal_for(current_actor(), public_id))


@blueprint.get("/deals/<public_id>/poster")
@public
def poster(public_id: str) -> ResponseReturnValue:
    """The Deal on one page, to print."""
    deal = deals.get_deal_for(current_actor(), public_id)
    return render_template(
        "participation/deals/poster.html", deal=deal, pairs=deals_shown.pairs_of(deal, current_actor())
    )


@blueprint.route("/deals/new", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def new() -> ResponseReturnValue:
    """Start a Deal."""
    teams = {team.public_id: team for team in people.teams()}
    form = DealForm()
    form.team.choices = [("borough", "The whole borough"), *((key, team.name) for key, team in teams.items())]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            deal = deals.start(
                current_actor(), form.title.data, form.about.data, teams.get(form.team.data),
                with_starting_pairs=form.starting.data,
            )  # fmt: skip
            flash("The Deal is started. Add pairs until both sides are in it.", "success")
            return redirect(_path(deal), code=303)
    return render_template("participation/deals/new.html", form=form)


@blueprint.route("/deals/<public_id>/pair", methods=["GET", "POST"], defaults={"pair_id": None})
@blueprint.route("/deals/<public_id>/pair/<pair_id>", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def pair(public_id: str, pair_id: str | None) -> ResponseReturnValue:
    """Write a new pair, or new words for one."""
    deal = deals.get_deal_to_change(current_actor(), public_id)
    old = next((p for p in deal.pairs if p.public_id == pair_id), None)
    if pair_id and old is None:
        raise NotFound
    form = PairForm(obj=old)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            deals.write_pair(current_actor(), deal, _words(form), instead_of=pair_id)
            flash("Saved. Both sides need to agree these words.", "success")
            return redirect(_path(deal), code=303)
    return render_template("participation/deals/pair.html", form=form, deal=deal, old=old)


@blueprint.post("/deals/<public_id>/pair/<pair_id>/drop")
@requires(Permission.MAKE_DEALS)
@commits
def drop(public_id: str, pair_id: str) -> ResponseReturnValue:
    """Take a pair out."""
    deal = deals.get_deal_to_change(current_actor(), public_id)
    deals.drop_pair(current_actor(), deal, pair_id)
    flash("That pair is taken out. Both sides need to agree the rest.", "success")
    return redirect(_path(deal), code=303)


@blueprint.post("/deals/<public_id>/offer")
@requires(Permission.MAKE_DEALS)
@commits
def offer(public_id: str) -> ResponseReturnValue:
    """Ask both sides to agree."""
    deal = deals.get_deal_to_change(current_actor(), public_id)
    deals.offer(current_actor(), deal)
    flash("Both sides are now asked to agree.", "success")
    return redirect(_path(deal), code=303)


@blueprint.post("/deals/<public_id>/agree")
@requires(Permission.MAKE_DEALS)
@commits
def agree(public_id: str) -> ResponseReturnValue:
    """Agree for one's own side."""
    deal = deals.get_deal_to_change(current_actor(), public_id)
    both = deals.agree(current_actor(), deal)
    flash("Both sides have agreed. The Deal can begin." if both else "Your side has agreed.", "success")
    return redirect(_path(deal), code=303)


@blueprint.post("/deals/<public_id>/<any(begin, renew):step>")
@requires(Permission.MAKE_DEALS)
@commits
def step(public_id: str, step: str) -> ResponseReturnValue:
    """Begin or renew."""
    actor = current_actor()
    deal = deals.get_deal_to_change(actor, public_id)
    form = ReviewForm()
    if not form.validate():
        return _wall(deal, review_form=form)
    (deals.begin if step == "begin" else deals.renew)(actor, deal, form.review_on.data)
    flash({"begin": "The Deal has begun.", "renew": "The Deal is renewed."}[step], "success")
    return redirect(_path(deal), code=303)


@blueprint.route("/deals/<public_id>/end", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def end(public_id: str) -> ResponseReturnValue:
    """Ask before a Deal is ended: what both sides agreed, both sides end."""
    actor = current_actor()
    deal = deals.get_deal_to_change(actor, public_id)
    form = EndForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            if form.what.data == "go_on":
                deals.go_on(actor, deal)
                flash("The Deal goes on.", "success")
            else:
                ended = deals.retire(actor, deal)
                flash(
                    "The Deal has ended."
                    if ended
                    else "The other side is asked. The Deal goes on until they agree.",
                    "success",
                )
            return redirect(_path(deal), code=303)
    return render_template("participation/deals/end.html", form=form, deal=deal, side=side_of(actor))


@blueprint.route("/deals/<public_id>/pair/<pair_id>/check-in", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def check_in(public_id: str, pair_id: str) -> ResponseReturnValue:
    """Say how one's own side's part is going."""
    actor = current_actor()
    deal = deals.get_deal_to_change(actor, public_id)
    found = [p for p in deals_shown.pairs_of(deal, actor) if p.public_id == pair_id]
    if not found:
        raise NotFound
    side = side_of(actor) or Side.OURS
    form = CheckInForm().for_side(side)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            deals.check_in(actor, deal, pair_id, Progress(form.progress.data), form.words.data or "")
            flash("Thank you. Your check-in is kept.", "success")
            return redirect(_path(deal), code=303)
    return render_template(
        "participation/deals/check_in.html", form=form, deal=deal, pair=found[0], side=side
    )


def _wall(deal: Deal, review_form: ReviewForm | None = None) -> ResponseReturnValue:
    actor = current_actor()
    changes = deals.may_change(actor, deal)
    return render_template(
        "participation/deals/show.html", deal=deal, pairs=deals_shown.pairs_of(deal, actor), may=changes,
        form=review_form, review_form=review_form or ReviewForm(), side=side_of(actor) if changes else None,
        agreed=deals.sides_agreed(deal), actions=set(LIFE.actions(deal.state)) if changes else set(),
        Action=DealAction, Side=Side, progress_words=PROGRESS_WORDS, waiting=deals.waiting_at_gate(deal),
        name_waits=deals.name_waits(deal),
    )  # fmt: skip


def _words(form: PairForm) -> deals.PairWords:
    return deals.PairWords(
        our_text=form.our_text.data, your_text=form.your_text.data, our_owner=form.our_owner.data or "",
        your_owner=form.your_owner.data or "", our_by=form.our_by.data, your_by=form.your_by.data,
    )  # fmt: skip


def _path(deal: Deal) -> str:
    return url_for("deals.show", public_id=deal.public_id)
