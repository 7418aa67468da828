"""Partners in a Deal: asked to take a part beside ours, and answering for themselves."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.clock import now
from app.db import db
from app.times import local_date
from models.deals import Deal, DealPair
from models.deals_lived import DealPartner
from models.organisations import Organisation
from models.people import Membership
from participation.rules.deals import standing
from participation.rules.deals_life import DealState, Side
from participation.rules.deals_sides import side_of
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from participation.services import people_named
from participation.services.deals_people import leads_of
from participation.services.deals_readers import partner_of

PARTNER_KINDS = ("school", "health", "police", "public_body", "charity", "cic")


def organisations(kinds: tuple[str, ...] = PARTNER_KINDS) -> list[Organisation]:
    """Organisations open today that may be asked, by name."""
    today = local_date(now())
    open_now = (
        Organisation.starts_on <= today,
        sa.or_(Organisation.ends_on.is_(None), Organisation.ends_on > today),
    )
    query = sa.select(Organisation).where(Organisation.kind.in_(kinds), *open_now)
    return list(db.session.scalars(query.order_by(Organisation.name)))


def ask(actor: Actor, deal: Deal, pair: DealPair, organisation_id: str, signs_in_as: str) -> DealPartner:
    """Ask a partner to take a part in one pair; `signs_in_as` names who may speak for it, when nobody does yet."""
    if deal.state is DealState.RETIRED:
        raise Refusal("This Deal has ended")
    if side_of(actor) is Side.YOURS:
        raise Refusal("Our side asks partners. Tell a worker whom to ask.")
    found = next((one for one in organisations() if one.public_id == organisation_id), None)
    if found is None:
        raise Refusal("Choose a partner from the list", field="organisation")
    if signs_in_as:
        _let_speak(actor, found, signs_in_as)
    leads = leads_of({found.id})
    if not leads:
        raise Refusal("Nobody speaks for this partner yet. Say who will.", field="signs_in_as")
    made = _ask(pair, found.id, known(actor))
    audit.record("deal.partner_asked", deal, actor=actor, pair=pair.public_id, partner=found.public_id)
    _tell(deal, made, leads)
    return made


def answer(actor: Actor, asked: DealPartner, *, takes: bool, words: str, by: date | None) -> None:
    """A partner says for itself whether it takes the part, and what it will do."""
    if takes and len(words.split()) < 3:
        raise Refusal("Say in your own words what you will do", field="words")
    if takes and by is not None and by <= local_date(now()):
        raise Refusal("Choose a day to come", field="by")
    asked.takes, asked.words, asked.by = takes, words, by if takes else None
    asked.answered_by_id, asked.answered_at = known(actor), now()
    audit.record("deal.partner_answered", asked, actor=actor, takes=takes)
    outbox.post(
        asked.asked_by_id, "A partner has answered about a Deal", "Read whether it takes a part, in its own words.",
        dedupe_key=f"deal-partner-answered:{asked.public_id}:{asked.answered_at:%Y-%m-%d}", kind=LetterKind.DEALS,
        path=f"/deals/{asked.pair.deal.public_id}",
    )  # fmt: skip


def get_asked_for(actor: Actor, deal: Deal, public_id: str) -> DealPartner:
    """What one's own organisation is asked in this Deal; NotFound for everybody else's."""
    query = sa.select(DealPartner).join(DealPartner.pair).where(
        DealPartner.public_id == public_id, DealPair.deal_id == deal.id, DealPair.replaced_at.is_(None),
        DealPartner.organisation_id.in_(partner_of(actor)),
    )  # fmt: skip
    found = db.session.scalar(
        query.options(joinedload(DealPartner.organisation), joinedload(DealPartner.pair))
    )
    if found is None:
        raise NotFound
    return found


def speaks_for(actor: Actor, pair: DealPair) -> int | None:
    """The organisation whose part this person may check in on in this pair, or None."""
    mine = partner_of(actor)
    if not mine:
        return None
    query = sa.select(DealPartner.organisation_id).where(
        DealPartner.pair_id == pair.id, DealPartner.organisation_id.in_(mine), DealPartner.takes.is_(True)
    )
    return db.session.scalar(query)


def asked_of(actor: Actor) -> list[DealPartner]:
    """What this person's organisations were asked and have not answered."""
    mine = partner_of(actor)
    if not mine:
        return []
    query = sa.select(DealPartner).join(DealPartner.pair).join(Deal, Deal.id == DealPair.deal_id).where(
        DealPartner.organisation_id.in_(mine), DealPartner.takes.is_(None), DealPair.replaced_at.is_(None),
        Deal.state != DealState.RETIRED,
    )  # fmt: skip
    return list(db.session.scalars(query.options(joinedload(DealPartner.pair).joinedload(DealPair.deal))))


def ask_again(old: DealPair, new: DealPair) -> None:
    """New words are new promises: whoever took a part in the old pair is asked again."""
    query = sa.select(DealPartner).where(DealPartner.pair_id == old.id)
    for one in db.session.scalars(query):
        _tell(new.deal, _ask(new, one.organisation_id, one.asked_by_id), leads_of({one.organisation_id}))


def taken_by(actor: Actor) -> list[DealPartner]:
    """The parts this person's organisations took in Deals that are lived, with all that says how they go."""
    mine = partner_of(actor)
    if not mine:
        return []
    query = sa.select(DealPartner).join(DealPartner.pair).join(Deal, Deal.id == DealPair.deal_id).where(
        DealPartner.organisation_id.in_(mine), DealPartner.takes.is_(True), Deal.begun_at.is_not(None),
        Deal.state != DealState.RETIRED,
        sa.or_(Deal.organisation_id.is_(None), Deal.organisation_id.not_in(mine)),
    )  # fmt: skip
    pair = joinedload(DealPartner.pair)
    whole = (pair.selectinload(DealPair.check_ins), pair.joinedload(DealPair.deal))
    found = list(db.session.scalars(query.options(*whole).order_by(DealPartner.id)))
    return [
        one for one in found
        if one.pair.deal.agreed_version is not None
        and standing(one.pair.from_version, one.pair.until_version, one.pair.deal.agreed_version)
    ]  # fmt: skip


def _tell(deal: Deal, made: DealPartner, leads: list[int]) -> None:
    """Ask whoever speaks for a partner, once for each part."""
    for user_id in leads:
        outbox.post(
            user_id, "Your organisation is asked to take a part in a Deal",
            "Read the Deal, and say in your own words what you will do, or that you will not.",
            dedupe_key=f"deal-partner:{made.public_id}:{user_id}", kind=LetterKind.DEALS,
            path=f"/deals/{deal.public_id}/part/{made.public_id}",
        )  # fmt: skip


def _ask(pair: DealPair, organisation_id: int, asked_by_id: int) -> DealPartner:
    mine = (DealPartner.pair_id == pair.id, DealPartner.organisation_id == organisation_id)
    if (found := db.session.scalar(sa.select(DealPartner).where(*mine))) is not None:
        return found
    made = DealPartner(
        pair_id=pair.id, organisation_id=organisation_id, asked_by_id=asked_by_id, asked_at=now()
    )
    db.session.add(made)
    db.session.flush()
    return made


def _let_speak(actor: Actor, organisation: Organisation, signs_in_as: str) -> None:
    """Let somebody who can sign in speak for the partner."""
    user = people_named.adult_who_signs_in(
        signs_in_as, to="speak for an organisation", role=Role.PARTNER_LEAD
    )
    if user.id not in leads_of({organisation.id}):
        db.session.add(Membership(
            user_id=user.id, role=Role.PARTNER_LEAD, scope_kind=ScopeKind.ORGANISATION,
            scope_id=organisation.id, starts_on=local_date(now()),
        ))  # fmt: skip
        db.session.flush()
        audit.record("person.given_role", user, actor=actor, role=str(Role.PARTNER_LEAD))
