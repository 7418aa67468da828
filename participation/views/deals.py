"""Pages for Deals: the list, the wall, the poster, and writing one until both sides agree."""

from __future__ import annotations

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.access import Permission, current_actor, may, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.deals import EVERYONE, BeginForm, DealForm, EndForm, PairForm
from forms.seen import SeenForm
from models.deals import DealPair
from participation.rules.deals import StandsFor
from participation.rules.deals_life import STATE_WORDS, Side
from participation.rules.deals_rhythm import RHYTHM_WORDS, Rhythm
from participation.rules.deals_sides import is_councillor, side_of
from participation.services import (
    deals,
    deals_lasting,
    deals_moves,
    deals_newest,
    deals_places,
    deals_reading,
    deals_shown,
    deals_thanks,
    deals_versions,
    elections,
    people,
)
from participation.services.deals_readers import may_start_for
from participation.views.deals_wall import address_of, both_agreed, path_of, wall

blueprint = Blueprint("deals", __name__)


@blueprint.get("/deals")
@public
def index() -> ResponseReturnValue:
    """Every Deal this reader may see."""
    actor = current_actor()
    found = deals_reading.list_for(actor, agreements=True)
    return render_template(
        "participation/deals/index.html", deals=found, tallies=deals_shown.tallies(found, actor),
        may_make=may(actor, Permission.MAKE_DEALS), state_words=STATE_WORDS, heading_of=deals_places.heading_of,
    )  # fmt: skip


@blueprint.get("/deals/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """The Deal wall."""
    return wall(deals_reading.get_deal_for(current_actor(), public_id))


@blueprint.get("/deals/<public_id>/poster")
@public
def poster(public_id: str) -> ResponseReturnValue:
    """The Deal on one page, to print."""
    deal = deals_reading.get_deal_for(current_actor(), public_id)
    drawn = segno.make(address_of(deal), error="m").svg_inline(
        scale=4, border=2, omitsize=True, svgclass="op-qr__svg", lineclass=None, unit=None
    )
    return render_template(
        "participation/deals/poster.html", deal=deal, pairs=deals_shown.pairs_of(deal, current_actor()),
        heading_of=deals_places.heading_of, quiet=elections.now_on(deal.team_id),
        qr=Markup(drawn), address=address_of(deal),  # noqa: S704
    )  # fmt: skip


@blueprint.get("/deals/<public_id>/versions")
@public
def versions(public_id: str) -> ResponseReturnValue:
    """What changed from one agreed version to the next."""
    deal = deals_reading.get_deal_for(current_actor(), public_id)
    return render_template(
        "participation/deals/versions.html", deal=deal, versions=deals_versions.of(deal, current_actor()),
        rhythm_words=RHYTHM_WORDS,
    )  # fmt: skip


@blueprint.route("/deals/new", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def new() -> ResponseReturnValue:
    """Start a Deal."""
    actor = current_actor()
    teams = {team.public_id: team for team in people.teams() if may_start_for(actor, team)}
    schools = {one.public_id: one for one in deals_places.schools(actor)}
    projects = {one.public_id: one for one in deals_places.projects()}
    form = DealForm()
    form.team.choices = [("borough", "The whole borough"), *((key, team.name) for key, team in teams.items())]
    form.school.choices = [("", "Choose a school"), *((key, one.name) for key, one in schools.items())]
    form.project.choices = [("", "Choose a project"), *((key, one.title) for key, one in projects.items())]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            kind = form.just_for.data
            more = deals.More(
                stands_for=None if kind in {EVERYONE, "", None} else StandsFor(kind),
                school=schools.get(form.school.data) if kind == "school" else None,
                project=projects.get(form.project.data) if kind == "project" else None,
                group_name=(form.group_name.data or "") if kind == "group" else "",
                rhythm=Rhythm(form.rhythm.data or Rhythm.TERMLY), start_from=form.starting.data or "",
            )  # fmt: skip
            deal = deals.start(actor, form.title.data, form.about.data, teams.get(form.team.data), more=more)
            flash("The Deal is started. Add pairs until both sides are in it.", "success")
            return redirect(path_of(deal), code=303)
    return render_template("participation/deals/new.html", form=form)


@blueprint.route("/deals/<public_id>/pair", methods=["GET", "POST"], defaults={"pair_id": None})
@blueprint.route("/deals/<public_id>/pair/<pair_id>", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def pair(public_id: str, pair_id: str | None) -> ResponseReturnValue:
    """Write a new pair, or new words for one."""
    deal = deals_reading.get_deal_to_change(current_actor(), public_id)
    actor = current_actor()
    newest = deals_newest.to_change(actor, deal, pair_id) if pair_id else deals_newest.Newest(None)
    old = newest.pair
    if request.method == "GET" and (newest.moved or is_councillor(actor)):
        if old is None or is_councillor(actor):
            return redirect(path_of(deal))
        return redirect(url_for("deals.pair", public_id=public_id, pair_id=old.public_id))
    ours = {one.public_id: one for one in deals_places.our_people()}
    reminded = next((key for key, one in ours.items() if old and one.id == old.our_owner_id), "")
    side = side_of(actor)
    form = PairForm(obj=old, data={"our_person": reminded, "our_rhythm": _rhythm(old)}).for_side(side, old)
    form.our_person.choices = [("", "Nobody yet"), *((key, one.name) for key, one in ours.items())]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            owner = ours.get(form.our_person.data or "")
            words = deals.PairWords(
                our_text=form.our_text.data, your_text=form.your_text.data, our_owner=form.our_owner.data or "",
                your_owner=form.your_owner.data or "", our_by=form.our_by.data, your_by=form.your_by.data,
                our_owner_id=owner.id if owner else None,
                our_rhythm=Rhythm(form.our_rhythm.data) if form.our_rhythm.data else None,
            )  # fmt: skip
            if side is Side.YOURS and old is not None:
                words = deals.still_answered(words, old)
            deals.write_pair(current_actor(), deal, words, instead_of=pair_id)
            flash("Saved. Both sides need to agree these words.", "success")
            return redirect(path_of(deal), code=303)
    return render_template(
        "participation/deals/pair.html", form=form, deal=deal, old=old, newest=newest, pair_id=pair_id,
        rhythm_words=RHYTHM_WORDS,
    )  # fmt: skip


@blueprint.post("/deals/<public_id>/pair/<pair_id>/drop")
@requires(Permission.MAKE_DEALS)
@commits
def drop(public_id: str, pair_id: str) -> ResponseReturnValue:
    """Take a pair out."""
    deal = deals_reading.get_deal_to_change(current_actor(), public_id)
    deals.drop_pair(current_actor(), deal, pair_id)
    flash("That pair is taken out. Both sides need to agree the rest.", "success")
    return redirect(path_of(deal), code=303)


@blueprint.post("/deals/<public_id>/offer")
@requires(Permission.MAKE_DEALS)
@commits
def offer(public_id: str) -> ResponseReturnValue:
    """Ask both sides to agree."""
    deal = deals_reading.get_deal_to_change(current_actor(), public_id)
    deals.offer(current_actor(), deal)
    flash("Both sides are now asked to agree.", "success")
    return redirect(path_of(deal), code=303)


@blueprint.post("/deals/<public_id>/agree")
@requires(Permission.MAKE_DEALS)
@commits
def agree(public_id: str) -> ResponseReturnValue:
    """Agree for one's own side."""
    actor, form = current_actor(), SeenForm()
    deal = deals_reading.get_deal_to_change(actor, public_id)
    if form.validate():
        with refusals_on(form):
            both = deals.agree(actor, deal, seen=form.seen.data or "")
            half = "You agreed for our side." if side_of(actor) is Side.OURS else "You agreed for your side."
            flash(both_agreed(deal) if both else half, "success")
            return redirect(path_of(deal), code=303)
    return wall(deals_reading.get_deal_to_change(actor, public_id), refused=form)


@blueprint.post("/deals/<public_id>/begin")
@requires(Permission.MAKE_DEALS)
@commits
def begin(public_id: str) -> ResponseReturnValue:
    """Begin to live it."""
    actor, form = current_actor(), BeginForm()
    deal = deals_reading.get_deal_to_change(actor, public_id)
    if form.validate():
        with refusals_on(form):
            deals_lasting.begin(actor, deal, form.review_on.data)
            flash("The Deal has begun.", "success")
            return redirect(path_of(deal), code=303)
    return wall(deals_reading.get_deal_to_change(actor, public_id), begin_form=form)


@blueprint.route("/deals/<public_id>/end", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def end(public_id: str) -> ResponseReturnValue:
    """Ask before a Deal is ended: what both sides agreed, both sides end."""
    actor = current_actor()
    deal = deals_reading.get_deal_to_change(actor, public_id)
    form, holds = EndForm(), deals_moves.holds(deal)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            if form.what.data == "go_on":
                deals_lasting.go_on(actor, deal, form.why.data or "")
                flash("The Deal goes on.", "success")
            else:
                ended = deals_lasting.retire(actor, deal, form.learned.data or "")
                asked = "The other side is asked. The Deal goes on until they agree."
                flash("The Deal has ended." if ended else asked, "success")
            return redirect(path_of(deal), code=303)
    return render_template(
        "participation/deals/end.html", form=form, deal=deal, side=side_of(actor), holds=holds,
        asked=deals_thanks.asking_of(deal),
    )  # fmt: skip


def _rhythm(old: DealPair | None) -> str:
    return str(old.our_rhythm) if old is not None and old.our_rhythm else ""
