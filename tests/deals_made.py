"""Deals for tests: one of the south's that is lived, a school's that a class agreed, and a way through the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from app.db import db
from app.demo.people import ACADEMY
from models.deals import Deal
from models.organisations import Organisation
from models.places import Team
from models.triage import TriageItem
from participation.rules.deals import StandsFor
from participation.rules.deals_life import DealState
from participation.rules.deals_rhythm import Rhythm
from participation.rules.gate import Decision, Letting, Outcome
from participation.rules.people import Actor
from participation.services import (
    deals,
    deals_class,
    deals_lasting,
    deals_owners,
    deals_reading,
    deals_renewing,
    triage,
)
from participation.services.deals import PairWords
from tests.built_once import built_once

Cast = Callable[[str], Actor]
PAIRS = (
    PairWords("Open the hall on Fridays", "Help run the tuck shop", "Head of parks", "", date(2026, 10, 1)),
    PairWords("Mend the lights", "Say which are out", "Head of highways", "", date(2027, 2, 1)),
)
YEAR_SIX = "Year 6"
HEAD = deals_owners.Answering("Head teacher", rhythm=Rhythm.TERMLY)


def academy() -> Organisation:
    """The school that is a partner."""
    return db.session.scalars(sa.select(Organisation).where(Organisation.name == ACADEMY)).one()


def lived(cast: Cast, *pairs: PairWords, title: str = "The Friday Deal", owner: str = "") -> str:
    """A Deal of the south's, agreed by Asha and Rhona and begun; its public id."""
    team = db.session.scalars(sa.select(Team).where(Team.name == "Alderbrook South team")).one()
    deal = deals.start(cast("Pia"), title, "For the south", team)
    for words in pairs or PAIRS:
        owned = words if not owner else replace(words, our_owner_id=cast(owner).user_id)
        deals.write_pair(cast("Carol"), deal, owned)
    deals.offer(cast("Pia"), deal)
    agreed_again(cast, deal)
    return deal.public_id


def agreed_again(cast: Cast, deal: Deal) -> None:
    """Both sides agree the words as they stand, and the Deal is lived by them."""
    for name in ("Asha", "Rhona"):
        deals.agree(cast(name), deal)
    if deal.state is DealState.AGREED:  # new words of one that is lived are lived at once
        deals_lasting.begin(cast("Grace"), deal, date(2027, 6, 1))


def a_schools(cast: Cast) -> Deal:
    """A school's Deal, offered: Bethan speaks for the school, and a class is to agree by hands up."""
    more = deals.More(stands_for=StandsFor.SCHOOL, school=academy(), start_from="school")
    deal = deals.start(cast("Bethan"), "Our school’s Deal", "For one school", None, more=more)
    deals_owners.answer_for_all(cast("Bethan"), deal, HEAD)
    deals.offer(cast("Bethan"), deal)
    return deal


@built_once
def a_class_agreed(cast: Cast) -> Deal:
    """As above, agreed by the school and by the hands of its class, and begun."""
    deal = a_schools(cast)
    deals.agree(cast("Bethan"), deal)
    deals_class.agree_by_hands(cast("Pia"), deal, YEAR_SIX, 20, 22)
    deals_lasting.begin(cast("Bethan"), deal, date(2027, 6, 1))
    return deal


def the(cast: Cast, key: str, name: str = "Grace") -> Deal:
    """A Deal as somebody finds it."""
    return deals_reading.get_deal_for(cast(name), key)


def let_through(cast: Cast, public_id: str) -> None:
    """The desk reads the words of this record and lets them through."""
    item = db.session.scalars(
        sa.select(TriageItem).where(TriageItem.words_of == public_id, TriageItem.is_latest)
    ).one()
    decision = Decision(Outcome.NO_CONCERN, "An ordinary thing about their street.", "", Letting.RELEASE, {})
    decision = replace(decision, stays=frozenset(triage.marks_of(item)))
    triage.decide(cast("Sam"), item.public_id, decision, after=0)


def renewed_by_both(cast: Cast, key: str, to: date, learned: str = "Ask the caretaker first.") -> None:
    """Rhona asks to renew it, and Grace says yes."""
    assert deals_renewing.renew(cast("Rhona"), the(cast, key), to, learned) is False
    assert deals_renewing.renew(cast("Grace"), the(cast, key), None) is True
