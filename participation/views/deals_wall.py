"""The wall of one Deal, with whatever its reader can do now."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may
from app.keyed import settings
from forms.base import OurForm
from forms.deals import BeginForm
from models.deals import Deal
from participation.rules.deals import PROGRESS_WORDS, WITH_A_CLASS
from participation.rules.deals_life import LIFE, LIVED, STATE_WORDS, DealAction, Side
from participation.rules.deals_rhythm import RHYTHM_WORDS
from participation.rules.deals_sides import is_councillor, side_of
from participation.services import (
    deals_choices,
    deals_heard,
    deals_lasting,
    deals_moves,
    deals_places,
    deals_readers,
    deals_shown,
    deals_thanks,
)


def wall(
    deal: Deal, begin_form: BeginForm | None = None, refused: OurForm | None = None
) -> ResponseReturnValue:
    """The page of one Deal, with whatever this reader can do."""
    actor = current_actor()
    changes = deals_readers.may_change(actor, deal)
    return render_template(
        "participation/deals/show.html", deal=deal, pairs=deals_shown.pairs_of(deal, actor), may=changes,
        drafts=deals_shown.drafts_of(deal, actor), left_out=deals_shown.left_out_of(deal, actor),
        name_of=deals_places.name_of,
        form=refused or begin_form, begin_form=begin_form or BeginForm(), mark=deals_moves.mark_of(deal),
        unanswered=deals_moves.unanswered_for(deal), renewing=deals_thanks.renewal_of(deal),
        side=side_of(actor) if changes else None, councillor=is_councillor(actor) and changes,
        spoke_before=deals_lasting.spoke_before(actor, deal, side_of(actor)),
        counted_before=deals_lasting.spoke_before(actor, deal, Side.YOURS),
        by_hands=deal.stands_for in WITH_A_CLASS,
        links=may(actor, Permission.LINK_DEALS), asking=deals_thanks.asking_of(deal),
        agreed=deals_moves.sides_agreed(deal), actions=set(LIFE.actions(deal.state)) if changes else set(),
        Action=DealAction, Side=Side, progress_words=PROGRESS_WORDS, state_words=STATE_WORDS,
        rhythm_words=RHYTHM_WORDS, waiting=deals_moves.waiting_at_gate(deal), lived=deals_readers.is_lived(deal),
        name_waits=deals_moves.name_waits(deal), heard=deals_heard.of(deal),
        unspoken=deals_moves.unspoken(deal), is_open=deals_moves.is_open(deal),
        thanks=deals_thanks.of(deal), lessons=deals_thanks.lessons_of(deal), mine=deals_choices.mine(actor, deal),
        speaks_for=deals_readers.partner_of(actor), holds_session=deals_readers.may_hold_session(actor, deal),
    )  # fmt: skip


def path_of(deal: Deal) -> str:
    """The address of a Deal's own page."""
    return url_for("deals.show", public_id=deal.public_id)


def address_of(deal: Deal) -> str:
    """The same in full, to be scanned from a poster."""
    return f"{settings().public_url.rstrip('/')}{path_of(deal)}"


def both_agreed(deal: Deal) -> str:
    """What is told to whoever agreed second."""
    if deal.state in LIVED:
        return "Both sides have agreed. The Deal goes on with the new words."
    return "Both sides have agreed. The Deal can begin."
