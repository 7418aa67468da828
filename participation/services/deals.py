"""Deals: writing pairs, and agreeing for a side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from app import audit, once
from app.clock import now
from app.db import db
from app.keyed import settings
from app.times import local_date
from models.deals import Deal, DealAgreement, DealPair
from models.organisations import Organisation
from models.places import Team
from models.proposals import Proposal
from participation.rules.deals import StandsFor, check_place, refuse_alone, refuse_lacking
from participation.rules.deals_life import (
    LIFE,
    SIDE_WORDS,
    DealAction,
    DealState,
    Side,
    Voice,
    refuse_unready,
)
from participation.rules.deals_rhythm import Rhythm
from participation.rules.deals_sides import refuse_councillor, side_spoken_for
from participation.rules.deals_starts import STARTS
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.seen import refuse_unseen
from participation.services import deals_lasting, deals_newest, deals_partners, deals_told, gate
from participation.services.deals_moves import (
    JUST_NOW,
    facts_of,
    is_owed,
    mark_of,
    move,
    newly_unanswered_for,
    waiting_at_gate,
)
from participation.services.deals_readers import COUNCIL_WIDE, may_start_for, partner_of


@dataclass(frozen=True)
class PairWords:
    """The words of one pair, as typed. `our_owner_id` is whoever is reminded of our part."""

    our_text: str
    your_text: str
    our_owner: str = ""
    your_owner: str = ""
    our_by: date | None = None
    your_by: date | None = None
    our_owner_id: int | None = None
    our_rhythm: Rhythm | None = None


@dataclass(frozen=True)
class More:
    """For whom a Deal stands beyond its team, how often it is checked in on, and which pairs it starts from."""

    stands_for: StandsFor | None = None
    school: Organisation | None = None
    project: Proposal | None = None
    group_name: str = ""
    rhythm: Rhythm = Rhythm.TERMLY
    start_from: str = ""


def start(
    actor: Actor, title: str, about: str, team: Team | None, *, with_starting_pairs: bool = False,
    more: More | None = None,
) -> Deal:  # fmt: skip
    """Begin to listen for a Deal; optionally with pairs to start from, for both sides to change.

    What a young person calls it and says it is for waits at the gate; until then only they find the Deal.
    """
    more = more or More(start_from="wigan" if with_starting_pairs else "")
    stands_for = more.stands_for or (StandsFor.TEAM if team else StandsFor.BOROUGH)
    check_place(
        stands_for, team=team is not None, school=more.school is not None, project=more.project is not None,
        group=more.group_name,
    )  # fmt: skip
    _check_theirs(actor, team, more.school)
    deal = Deal(title=title, about=about, team_id=team.id if team else None, state=DealState.LISTENING,
                stands_for=stands_for, organisation_id=more.school.id if more.school else None,
                proposal_id=more.project.id if more.project else None, group_name=more.group_name,
                rhythm=more.rhythm, version=1,
                waits_at_gate=not actor.speaks_officially, made_by_id=known(actor), made_at=now())  # fmt: skip
    db.session.add(deal)
    db.session.flush()
    if deal.waits_at_gate:
        said = "\n".join(filter(None, [title, about, more.group_name]))
        gate.hold(WordsKind.DEAL_WORDS, deal.public_id, said, by=actor)
    audit.record("deal.started", deal, actor=actor, stands_for=str(stands_for))
    found = STARTS.get(more.start_from)
    for ours, yours in found.pairs if found else ():
        _add_pair(actor, deal, PairWords(ours.format(place=settings().place_name), yours), waits=False)
    return deal


def write_pair(actor: Actor, deal: Deal, words: PairWords, instead_of: str | None = None) -> DealPair:
    """Add a pair, or put new words in place of one. Agreements to the old words fall, and both sides agree again."""
    old = next((pair for pair in deal.pairs if pair.public_id == instead_of), None)
    if instead_of and old is None:
        deals_newest.refuse_moved(deal, instead_of)
    refuse_councillor(actor)
    _next_version(actor, deal)
    pair = _add_pair(actor, deal, words, waits=not actor.speaks_officially, place=old.place if old else None)
    if old is not None:
        _replaced(deal, old)
        deals_partners.ask_again(old, pair)
    db.session.flush()
    db.session.expire(deal, ["all_pairs"])
    deals_told.to_agree(deal, besides=actor)
    return pair


def still_answered(words: PairWords, old: DealPair) -> PairWords:
    """The words of somebody who does not speak for our part: who answers for it and by when stay where left empty.

    A day that has passed was promised for the words before: for other words our side says a new one.
    """
    same = words.our_text.split() == old.our_text.split()
    stays = same or old.our_by is None or old.our_by >= local_date(now())
    return replace(
        words,
        our_owner=words.our_owner or old.our_owner,
        our_owner_id=words.our_owner_id or old.our_owner_id,
        our_by=words.our_by or (old.our_by if stays else None),
        our_rhythm=words.our_rhythm or old.our_rhythm,
    )


def drop_pair(actor: Actor, deal: Deal, public_id: str) -> None:
    """Take a pair out of the Deal (its words and check-ins are kept)."""
    pair = next((one for one in deal.pairs if one.public_id == public_id), None)
    if pair is None:
        deals_newest.refuse_moved(deal, public_id)
    refuse_councillor(actor)
    _next_version(actor, deal)
    _replaced(deal, pair)
    audit.record("deal.pair_dropped", deal, actor=actor, pair=public_id)
    db.session.flush()
    db.session.expire(deal, ["all_pairs"])
    deals_told.to_agree(deal, besides=actor)


def offer(actor: Actor, deal: Deal) -> None:
    """Say the listening is done: these are the words both sides are asked to agree."""
    refuse_councillor(actor)
    move(actor, deal, DealAction.DRAFT, facts_of(actor, deal))
    deals_told.to_agree(deal, besides=actor)


def agree(actor: Actor, deal: Deal, seen: str | None = None) -> bool:
    """Agree this version for one's own side; returns whether both sides now have. A class agrees by hands up.

    `seen` is the mark of the words on the page: words that changed since are read before they are agreed.
    """
    side = side_spoken_for(actor, "agrees")
    if side is Side.YOURS:
        refuse_alone(deal.stands_for)
    return agreed_by(actor, deal, DealAgreement(side=side), seen)


def agreed_by(actor: Actor, deal: Deal, made: DealAgreement, seen: str | None = None) -> bool:
    """Keep one side's agreement to the words as they stand; with both, the Deal is agreed. Nobody agrees for both."""
    refuse_unready(len(deal.pairs), waiting_at_gate(deal))
    LIFE.step(deal.state, DealAction.AGREE)
    if made.side is Side.OURS:
        refuse_lacking(newly_unanswered_for(deal))
    refuse_unseen(seen, mark_of(deal), "The words of this Deal")
    already = {a.side: a.user_id for a in deal.agreements if a.version == deal.version}
    if made.side in already:
        raise Refusal(f"{SIDE_WORDS[made.side]} has already agreed these words")
    if actor.user_id in already.values():
        raise Refusal("You spoke for the other side. Somebody else has to speak for this one.")
    made.deal_id, made.version, made.user_id, made.at = deal.id, deal.version, known(actor), now()
    db.session.add(made)
    audit.record("deal.agreed_by_a_side", deal, actor=actor, side=str(made.side), version=deal.version)
    if already:
        facts = facts_of(actor, deal, agreed=frozenset(Side), voice=Voice(made.side))
        owed = is_owed(deal)
        move(actor, deal, DealAction.AGREE, facts)
        deal.agreed_version = deal.version
        if deal.begun_at is not None:
            db.session.flush()
            db.session.expire(deal, ["agreements"])
            deals_lasting.live_on(actor, deal, owed=owed)
    db.session.flush()
    db.session.expire(deal, ["agreements"])
    return bool(already)


def _check_theirs(actor: Actor, team: Team | None, school: Organisation | None) -> None:
    if actor.has(*COUNCIL_WIDE):
        return
    mine = partner_of(actor)
    if mine and not actor.team_ids:
        if school is None or school.id not in mine:
            raise Refusal("Choose your own school", field="school")
    elif team is not None and not may_start_for(actor, team):
        raise Refusal("Choose a team you are in", field="team")


def _next_version(actor: Actor, deal: Deal) -> None:
    if deal.state is not DealState.LISTENING:
        move(actor, deal, DealAction.CHANGE, facts_of(actor, deal))
    if not once.changed(deal, Deal.version == deal.version, version=deal.version + 1):
        raise Refusal(JUST_NOW)


def _replaced(deal: Deal, pair: DealPair) -> None:
    pair.replaced_at, pair.until_version = now(), deal.version


def _add_pair(
    actor: Actor, deal: Deal, words: PairWords, *, waits: bool, place: int | None = None
) -> DealPair:
    last = db.session.scalar(sa.select(sa.func.max(DealPair.place)).where(DealPair.deal_id == deal.id)) or 0
    pair = DealPair(
        deal_id=deal.id, place=place or last + 1, from_version=deal.version, our_text=words.our_text,
        our_owner=words.our_owner, our_owner_id=words.our_owner_id, our_by=words.our_by, our_rhythm=words.our_rhythm,
        your_text=words.your_text, your_owner=words.your_owner, your_by=words.your_by,
        written_by_id=known(actor), waits_at_gate=waits, written_at=now(),
    )  # fmt: skip
    db.session.add(pair)
    db.session.flush()
    if waits:
        said = "\n".join(filter(None, [words.our_text, words.our_owner, words.your_text, words.your_owner]))
        gate.hold(WordsKind.DEAL_WORDS, pair.public_id, said, by=actor)
    audit.record("deal.pair_written", deal, actor=actor, pair=pair.public_id)
    return pair
