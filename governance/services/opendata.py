"""Gathering what open data tells: every award somebody accepted, cleaned of everything personal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.clock import now
from app.csv_out import plain_cell
from app.db import db
from app.times import local_date
from commissioning.rules.awards import AwardState
from commissioning.rules.ledger import AccountKind
from commissioning.rules.organisations import OrganisationKind
from commissioning.rules.pots import PotState
from commissioning.rules.public_money import Instrument
from commissioning.services import awards_reading, offers
from commissioning.services.awards_reading import AwardRow
from governance.rules import opendata as rules
from governance.rules.opendata import Given, Payment, Publisher
from governance.rules.opendata_words import cleaned, sentences
from models.awards import Award, AwardShare
from models.ledger import Account, LedgerEntry, LedgerLine
from models.offers import AwardTerms
from models.organisations import Organisation
from models.people import User
from models.pots import Pot
from participation.rules.people import AgeBand

ACCEPTED = (
    AwardState.ACCEPTED, AwardState.PART_PAID, AwardState.PAID, AwardState.FINISHED, AwardState.STOPPED,
)  # fmt: skip
K = OrganisationKind
VOLUNTARY = frozenset({K.CHARITY, K.CIC, K.MUTUAL, K.CLUB, K.GROUP})


def given(year: str = "") -> list[Given]:
    """Every award that was accepted (of the pots of one financial year, when given), oldest first. Seven queries."""
    query = sa.select(Award).where(Award.state.in_(ACCEPTED)).order_by(Award.id)
    query = query.join(Award.pot).where(Pot.financial_year == year) if year else query
    found = awards_reading.rows(query.options(
        joinedload(Award.decision), joinedload(Award.pot).joinedload(Pot.team),
        joinedload(Award.organisation).joinedload(Organisation.accountable),
        selectinload(Award.shares).joinedload(AwardShare.area),
    ))  # fmt: skip
    terms, paid, names = _terms(found), _payments(found), children()
    return [
        _given(row, terms.get(row.award.id), tuple(paid.get(row.award.public_id, ())), names) for row in found
    ]


def children() -> list[str]:
    """The names of every child known here: none of them may leave."""
    query = sa.select(User.name).where(User.age_band.is_not(None), User.age_band != AgeBand.ADULT)
    return list(db.session.scalars(query))


def years() -> list[str]:
    """The financial years there is something of, newest first."""
    query = sa.select(Pot.financial_year).join(Award, Award.pot_id == Pot.id).where(Award.state.in_(ACCEPTED))
    return sorted(set(db.session.scalars(query.distinct())), reverse=True)


def is_year(year: str) -> bool:
    """Whether there is a pot of this financial year that anybody may see: a year nobody knows has no file."""
    query = sa.select(Pot.id).where(Pot.financial_year == year, Pot.state != PotState.DRAFT).limit(1)
    return db.session.scalar(query) is not None


def grants_360(by: Publisher, year: str = "") -> str:
    """The 360Giving file; raises Refusal while there is no grant to tell of, as the standard has no empty file."""
    package = rules.grants_360(given(year), by, now())
    return rules.written(rules.refuse_empty(package, "grants", "grant", year))


def contracts_ocds(by: Publisher, year: str = "") -> str:
    """The OCDS release package; raises Refusal while there is no contract, as the standard has no empty package."""
    package = rules.contracts_ocds(given(year), by, now())
    return rules.written(rules.refuse_empty(package, "releases", "contract", year))


def transparency(year: str = "") -> list[list[str]]:
    """The Transparency Code's list: its headings, then a row for each grant, safe to open in a spreadsheet."""
    rows = [[plain_cell(cell) for cell in row] for row in rules.transparency_rows(given(year))]
    return [list(rules.TRANSPARENCY_HEADS), *rows]


def _given(
    row: AwardRow, terms: AwardTerms | None, payments: tuple[Payment, ...], names: Collection[str]
) -> Given:
    award, organisation = row.award, row.award.organisation
    areas = tuple(cleaned(share.area.name, ()) for share in award.shares if share.area)
    purpose = terms.purpose if terms and terms.purpose else award.pot.purpose or award.pot.name
    about = sentences(
        f"{award.title}: {purpose}", f"From {award.pot.name}, {award.pot.financial_year}",
        f"For {', '.join(areas)}" if areas else "",
    )  # fmt: skip
    registered = _registered(organisation)
    return Given(
        public_id=award.public_id, title=cleaned(award.title, names), about=cleaned(about, names),
        awarded_on=local_date(award.decision.at), signed_at=award.accepted_at,
        asked=int(award.decision.asked_pence), awarded=int(award.amount_pence), paid=int(row.paid),
        starts_on=terms.starts_on if terms else None, ends_on=terms.ends_on if terms else None,
        purpose=cleaned(purpose, names), department=cleaned(award.pot.decided_by, names), areas=areas,
        is_contract=bool(terms and terms.instrument is Instrument.CONTRACT),
        is_voluntary=bool(organisation and organisation.kind in VOLUNTARY),
        recipient_id=(registered.identifier or "") if registered else "",
        recipient=cleaned(organisation.name, names) if organisation else "",
        register=(registered.scheme or "") if registered else "",
        number=(registered.number or "") if registered else "", is_over=award.state is AwardState.FINISHED,
        was_stopped=award.state is AwardState.STOPPED,
        changed_at=max((p.at for p in payments), default=award.accepted_at), payments=payments,
    )  # fmt: skip


def _registered(organisation: Organisation | None) -> Organisation | None:
    """Whose register number stands for it: its own and nobody else's, since another's would name another."""
    return organisation if organisation is not None and organisation.scheme else None


def _terms(found: list[AwardRow]) -> dict[int, AwardTerms]:
    """The terms in force of each award: what one side only proposes is nobody's promise yet, so it is not told."""
    keys = [row.award.id for row in found]
    query = sa.select(AwardTerms).where(AwardTerms.award_id.in_(keys)).order_by(AwardTerms.version.desc())
    versions: dict[int, list[AwardTerms]] = defaultdict(list)
    for terms in db.session.scalars(query.options(selectinload(AwardTerms.agreements))):
        versions[terms.award_id].append(terms)
    counts = {award_id: offers.in_force(every) for award_id, every in versions.items()}
    return {award_id: terms for award_id, terms in counts.items() if terms is not None}


def _payments(found: list[AwardRow]) -> dict[str, list[Payment]]:
    start, to = aliased(Account), aliased(Account)
    award = sa.func.coalesce(to.award_id, start.award_id)
    signed = sa.func.sum(
        sa.case((to.kind == AccountKind.PAID, LedgerLine.amount_pence), else_=-LedgerLine.amount_pence)
    )
    query = (
        sa.select(award, LedgerEntry.public_id, LedgerEntry.at, signed)
        .join(LedgerLine, LedgerLine.entry_id == LedgerEntry.id)
        .join(start, start.id == LedgerLine.from_account_id)
        .join(to, to.id == LedgerLine.to_account_id)
        .where(sa.or_(to.kind == AccountKind.PAID, start.kind == AccountKind.PAID))
        .where(award.in_([row.award.public_id for row in found]))
        .group_by(award, LedgerEntry.id, LedgerEntry.public_id, LedgerEntry.at)
        .order_by(LedgerEntry.id)
    )
    paid: dict[str, list[Payment]] = defaultdict(list)
    for award_id, entry, at, pence in db.session.execute(query):
        paid[str(award_id)].append(Payment(entry, at, int(pence)))
    return paid
