"""Deals for the sweeps of every page and form: one of everything a Deal can carry, and then many more of each."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.db import db
from app.demo.people import ACADEMY
from models.organisations import Organisation
from participation.rules.deals import Kept, Progress, StandsFor
from participation.rules.deals_life import Side
from participation.services import (
    deals,
    deals_check_ins,
    deals_choices,
    deals_class,
    deals_lasting,
    deals_moves,
    deals_owners,
    deals_partners,
    deals_reading,
    deals_renewing,
    deals_thanks,
)
from tests.deals_made import HEAD
from tests.proposals_made import actor


def check_in(deal: Any, pair: Any, words: str) -> None:
    """Carol says how one of our parts goes."""
    deals_check_ins.check_in(actor("Carol"), deal, pair.public_id, Progress.IN_PROGRESS, words)


def lived_deals(active: Any) -> dict[str, str]:
    """A school's Deal lived, one a class is asked to agree, and a part Bethan's school is asked to take."""
    academy = db.session.scalars(sa.select(Organisation).where(Organisation.name == ACADEMY)).one()
    place = deals.More(stands_for=StandsFor.SCHOOL, school=academy, start_from="school")
    lived, offered = (
        deals.start(actor("Bethan"), title, "For one school.", None, more=place)
        for title in ("Our school", "Our class")
    )
    for deal in (lived, offered):
        deals_owners.answer_for_all(actor("Bethan"), deal, HEAD)
        deals.offer(actor("Pia"), deal)
    deals.agree(actor("Bethan"), lived)
    deals_class.agree_by_hands(actor("Pia"), lived, "Year 6", 20, 22)
    deals_lasting.begin(actor("Bethan"), lived, date(2027, 6, 1))
    first, second = active.pairs[:2]
    asked = deals_partners.ask(actor("Carol"), active, second, academy.public_id, "")
    deals_check_ins.say_kept(actor("Grace"), active, first.public_id, Kept.PARTLY, "Half the lights work.")
    school = lived.pairs[0].public_id
    deals_class.count_faces(actor("Pia"), lived, school, Side.OURS, "Year 6", (0, 1, 2, 9, 8))
    deals_thanks.thank(actor("Grace"), active, "The lamp team", "For coming in the rain.")
    return {
        "school_deal": lived.public_id, "school_pair": school, "class_deal": offered.public_id,
        "school_to_renew": deals_renewing.mark_of(lived),
        "class_words": deals_moves.mark_of(offered),
        "asked_part": asked.public_id, "academy": academy.public_id,
    }  # fmt: skip


def grow(ids: dict[str, str], turn: str, n: int, another: Any) -> None:
    """More of everything said in a Deal; `another` is one more that is lived."""
    deal, pair = deals_reading.get_deal_for(actor("Carol"), ids["deal"]), ids["pair"]
    deals_check_ins.check_in(actor("Carol"), deal, pair, Progress.KEPT, "Another three are mended.")
    deals_check_ins.check_in(actor("Asha"), deal, pair, Progress.KEPT, f"Held {turn} {n}.")
    deals_check_ins.say_kept(actor("Asha"), deal, pair, Kept.YES, f"Seen {turn} {n}.")
    deals_thanks.thank(actor("Carol"), deal, f"Class {turn} {n}", "For helping.")
    deals_choices.choose_for_group(actor("Pia"), deal, f"Group {turn} {n}", pair)
    school = deals_reading.get_deal_for(actor("Bethan"), ids["school_deal"])
    faces = (0, 0, 3, 4, 5)
    deals_class.count_faces(actor("Pia"), school, ids["school_pair"], Side.YOURS, f"Class {turn} {n}", faces)
    asked = deals_partners.ask(actor("Carol"), another, another.pairs[0], ids["academy"], "")
    deals_partners.answer(actor("Bethan"), asked, takes=True, words="We keep a room open.", by=None)
