"""Deals: young, offered, agreed, lived and the north’s."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.db import db
from app.demo.people import NORTH
from participation.services import (
    deals,
    deals_lasting,
    deals_moves,
    deals_renewing,
)
from tests import (
    deals_swept,
)
from tests.proposals_made import actor
from tests.sweep_place.found import Ids, team_row


def make_deals() -> Ids:
    active = a_deal("Our park", active=True)
    listening, offered = a_deal("Still being written"), a_deal("Waits for both sides")
    deals.offer(actor("Grace"), offered)
    agreed = a_deal("Agreed by both")
    deals.offer(actor("Grace"), agreed)
    for name in ("Carol", "Grace"):
        deals.agree(actor(name), agreed)
    bare = deals.start(actor("Grace"), "Six pairs", "For everyone.", team_row("Alderbrook South team"),
                       with_starting_pairs=True)  # fmt: skip
    north = deals.start(
        actor("Erin"), "The north’s deal", "For the north.", team_row(NORTH), with_starting_pairs=False
    )
    return {
        "deal": active.public_id, "pair": active.pairs[0].public_id, "young_deal": listening.public_id,
        "young_pair": listening.pairs[0].public_id, "north_deal": north.public_id,
        "agreed_deal": agreed.public_id, "bare_deal": bare.public_id,
        "deal_to_renew": deals_renewing.mark_of(active),
        "offered_deal": offered.public_id, "offered_words": deals_moves.mark_of(offered),
        **deals_swept.lived_deals(active),
    }  # fmt: skip


def a_deal(title: str, *, active: bool = False, pairs: int = 2) -> Any:
    """A Deal of South's; active ones are agreed by both sides and checked in on by Asha."""
    team = team_row("Alderbrook South team")
    deal = deals.start(
        actor("Grace"), title, "For everyone who plays there.", team, with_starting_pairs=False
    )
    for number in range(pairs):
        words = deals.PairWords(
            f"We will mend light {number}", "We will say which", "Head of parks", "", date(2027, 3, 1)
        )
        deals.write_pair(actor("Carol"), deal, words)
    if active:
        deals.offer(actor("Grace"), deal)
        deals.agree(actor("Carol"), deal)
        deals.agree(actor("Grace"), deal)
        deals_lasting.begin(actor("Grace"), deal, date(2027, 6, 1))
        db.session.refresh(deal)
        deals_swept.check_in(deal, deal.pairs[0], "Half of them are mended.")
    return deal
