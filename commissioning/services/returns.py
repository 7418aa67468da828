"""Reports on an award: who came, what was spent, what children said and what was learned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import awards as award_rules
from commissioning.rules import returns as rules
from commissioning.rules.awards import AwardState
from commissioning.rules.pence import Pence
from commissioning.services import awards_who as who
from models.awards import Award
from models.returns import AwardReturn
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate

SAID, LEARNED = "words", "more"  # the parts a report's words are held in at the gate


@dataclass(frozen=True)
class Told:
    """What a report says. `spent` is pence."""

    since: date
    until: date
    children: int
    adults: int
    volunteers: int
    spent: Pence
    learned: str
    children_said: str = ""
    is_last: bool = False


def send(actor: Actor, award: Award, told: Told) -> AwardReturn:
    """Send a report. Its words wait at the gate unless somebody official wrote them."""
    if not (who.is_recipient(actor, award) or who.is_officer(actor, award)):
        raise Refusal(
            "Only the people this award was made to, or the commissioning officer for them, can report."
        )
    if award.state not in award_rules.GOING | {AwardState.STOPPED}:
        raise Refusal(f"Reports are for awards that are under way. {award_rules.STATE_WORDS[award.state]}")
    before = returns_of(award)
    people = max(told.children, told.adults, told.volunteers)
    lowest = min(told.children, told.adults, told.volunteers, 0)
    rules.check_return(
        told.since, told.until, people if lowest == 0 else lowest, told.spent,
        sum(one.spent_pence for one in before), award.amount_pence, local_date(now()), told.learned,
    )  # fmt: skip
    if any(one.is_last for one in before):
        raise Refusal("The last report on this award is in already.")
    made = AwardReturn(
        award_id=award.id, since=told.since, until=told.until, children=told.children, adults=told.adults,
        volunteers=told.volunteers, spent_pence=told.spent, is_last=told.is_last, sent_by_id=actor.user_id,
        sent_at=now(), read_by_id=None, read_at=None,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    gate.hold_parts(
        WordsKind.AWARD_RETURN, made.public_id, {SAID: told.children_said, LEARNED: told.learned}, by=actor,
        passes=actor.speaks_officially,
    )  # fmt: skip
    audit.record("award.reported", award, actor=actor, spent=int(told.spent), last=told.is_last)
    return made


def read(actor: Actor, report: AwardReturn) -> None:
    """The officer has read a report. Nobody reads their own."""
    award = report.award
    if not who.is_officer(actor, award):
        raise Refusal("Only the commissioning officer signs reports off.")
    if actor.user_id == report.sent_by_id:
        raise Refusal("You sent this report, so somebody else must read it.")
    award_rules.check_not_own(who.belongs(actor, award))
    if not gate.is_released(WordsKind.AWARD_RETURN, report.public_id):
        raise Refusal(
            "Its words are still being read by the safeguarding lead. You can sign it off after that."
        )
    if report.read_at is None:
        report.read_by_id, report.read_at = actor.user_id, now()
        db.session.flush()
        audit.record("award.report_read", award, actor=actor)


def returns_of(award: Award) -> list[AwardReturn]:
    """An award's reports, first first."""
    query = sa.select(AwardReturn).where(AwardReturn.award_id == award.id).order_by(AwardReturn.id)
    return list(
        db.session.scalars(query.options(joinedload(AwardReturn.sent_by), joinedload(AwardReturn.read_by)))
    )


def get_return_for(actor: Actor, award: Award, public_id: str) -> AwardReturn:
    """A report on this award, for those inside it; NotFound for anybody else."""
    query = sa.select(AwardReturn).where(AwardReturn.public_id == public_id, AwardReturn.award_id == award.id)
    found = db.session.scalars(query.options(joinedload(AwardReturn.sent_by))).first()
    if found is None or not who.sees(actor, award):
        raise NotFound
    return found


def words_of(reports: list[AwardReturn]) -> dict[str, dict[str, str]]:
    """What each report says, as far as the gate let it through: {public id: {SAID or LEARNED: text}}."""
    return gate.released_texts(WordsKind.AWARD_RETURN, [one.public_id for one in reports])


def check_last_is_read(award: Award) -> None:
    """Refuse to finish an award whose last report is not in, or not read."""
    last = [one for one in returns_of(award) if one.is_last]
    if not last:
        raise Refusal("The last report has not come yet, so this award cannot be finished.")
    if last[0].read_at is None:
        raise Refusal("Read the last report first, then finish the award.")
