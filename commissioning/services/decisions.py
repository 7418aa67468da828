"""Deciding: one numbered entry in the public register, the award it makes, and its money, all in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from app import audit, outbox
from app.clock import now
from app.db import db, new_public_id
from app.times import day, local_date
from commissioning.rules import decisions as rules
from commissioning.rules import minutes as minute_rules
from commissioning.rules import pots_life
from commissioning.rules.advice import Followed, check_asked, check_reply
from commissioning.rules.decisions import Outcome
from commissioning.rules.interests import INTEREST_WORDS, late_words
from commissioning.rules.minutes import Minutes
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action
from commissioning.services import (
    advice_answers,
    advice_kept,
    advice_standing,
    awards,
    call_in,
    decisions_reading,
    interests,
    key_decisions,
    ledger_awards,
    ledger_posting,
    minutes,
    panel_questions_decided,
    pots_terms,
    proposals,
    proposals_again,
)
from commissioning.services.co_authors import author_ids
from commissioning.services.decisions_cases import Case, decides_for, interests_in
from commissioning.services.decisions_people import check_person
from models.decisions import Decision, Interest
from models.proposals import Proposal
from models.rounds import Round
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, AgeBand
from participation.rules.refusals import NotFound

_ACTIONS = {
    Outcome.ADOPTED: Action.APPROVE,
    Outcome.VARIED: Action.PART_APPROVE,
    Outcome.REJECTED: Action.DECLINE,
}


@dataclass(frozen=True)
class Verdict:
    """What a decision-maker writes. `shares` are pence by area id (None: the whole team's money)."""

    outcome: Outcome
    reasons: str
    alternatives: str
    conditions: str = ""
    shares: ledger_posting.Shares = field(default_factory=dict)
    reply: str = ""  # to the young advisors, when there is advice
    followed: Followed | None = None  # whether their advice was followed, when there is any
    minutes: Minutes | None = None  # of the meeting that decided, when one did
    declined: Mapping[int, str] = field(
        default_factory=dict
    )  # areas (ids) that said no to their share, and why

    @property
    def amount(self) -> Pence:
        """What would be awarded."""
        return Pence(0 if self.outcome is Outcome.REJECTED else sum(self.shares.values()))


def decide(actor: Actor, case: Case, verdict: Verdict) -> Decision:
    """Adopt, vary or reject what a vote recommended.

    Raises Refusal when this person may not decide it (see rules.decisions and rules.apart), while young advisors'
    advice is waited for, when reasons, alternatives or a needed answer to young advisors are missing, and when the pot
    or one of its areas cannot bear the award: then nothing at all is written.
    """
    _check(actor, case, verdict)
    standing = advice_standing.standing_of(case.proposal)
    decision = _register(actor, case, verdict)
    advice_kept.keep_with(decision, standing, verdict.reply, verdict.followed)
    minutes.keep(decision, case, verdict.minutes, verdict.shares, verdict.declined)
    call_in.hold(decision)
    award_id = new_public_id()
    if verdict.amount:
        shares = {area: pence for area, pence in verdict.shares.items() if pence}
        ledger_awards.commit_award(
            actor, award_id=award_id, pot_id=case.pot.id, shares=shares,
            reason=f"Decision {decision.number}: {decision.proposal_title}",
        )  # fmt: skip
        awards.make(actor, decision, award_id, case.proposal, shares)
    advice_answers.tell(decision)
    proposals.move(actor, case.proposal, _ACTIONS[verdict.outcome], reason=verdict.reasons)
    audit.record(
        "decision.made", decision, actor=actor, number=decision.number, outcome=str(verdict.outcome),
        proposal=decision.proposal_id, pence=int(verdict.amount),
    )  # fmt: skip
    _tell(case.proposal, decision)
    if verdict.amount:
        proposals_again.tell_it_was_approved(case.proposal)
    return decision


def _tell(proposal: Proposal, decision: Decision) -> None:
    """Whoever wrote the idea hears that it is decided."""
    for user_id in sorted(author_ids(proposal)):
        outbox.post(
            user_id, f"Your idea is decided: {decision.number}", "Read what was decided about your idea, and why.",
            dedupe_key=f"decided:{decision.public_id}:{user_id}", kind=LetterKind.DECISIONS,
            path=f"/decisions/{decision.number}",
        )  # fmt: skip


def _check(actor: Actor, case: Case, verdict: Verdict) -> None:
    if not decides_for(actor, case.proposal.team_id):
        raise NotFound
    has_interest = interests.has_interest(actor.user_id, case.proposal.public_id)
    check_person(actor, case.proposal, has_interest)
    standing = advice_standing.standing_of(case.proposal)
    check_asked(standing, now())
    panel_questions_decided.check_answered(case.proposal)
    rules.check_reasons(verdict.reasons)
    rules.check_alternatives(verdict.alternatives)
    check_reply(standing, verdict.outcome is not Outcome.REJECTED, verdict.reply, verdict.followed)
    minutes.check(case, verdict.minutes)
    minute_rules.check_outcome(verdict.minutes, verdict.outcome, verdict.amount)
    if verdict.outcome is Outcome.REJECTED:
        return
    minutes.check_areas(case, verdict.shares, verdict.declined)
    same_split = {k: v for k, v in verdict.shares.items() if v} == case.suggestion
    asked = case.proposal.ask_pence
    rules.check_amount(verdict.outcome, asked, verdict.amount, verdict.conditions, same_split=same_split)
    if verdict.outcome is Outcome.ADOPTED:
        rules.check_shares(verdict.shares, asked)
    pots_life.check_may_promise(case.pot.life, local_date(now()))
    pots_terms.check_award(case.pot, case.proposal, verdict.amount)
    key_decisions.check_before(case, verdict.amount)


def _register(actor: Actor, case: Case, verdict: Verdict) -> Decision:
    """Write the entry under the next number of the year. Writers wait their turn, so no number is taken twice."""
    year, late = local_date(now()).year, interests.declared_late(case.proposal.public_id)
    last = db.session.scalar(sa.select(sa.func.max(Decision.serial)).where(Decision.year == year)) or 0
    decision = Decision(
        number=rules.number(year, last + 1), year=year, serial=last + 1, at=now(),
        proposal_id=case.proposal.public_id, proposal_title=case.proposal.title, round_id=case.round.public_id,
        team_id=case.proposal.team_id, pot_id=case.pot.id, route=case.pot.decision_route,
        decided_by=case.pot.decided_by, decider_id=actor.user_id, decider_name=actor.name, outcome=verdict.outcome,
        asked_pence=case.proposal.ask_pence, awarded_pence=verdict.amount, recommendation=case.recommendation,
        reasons=verdict.reasons, alternatives=verdict.alternatives, conditions=verdict.conditions,
        interests=[_said(interest, late.get(interest.user_id)) for interest in interests_in(case)],
    )  # fmt: skip
    db.session.add(decision)
    db.session.flush()
    decisions_reading.add_to_search(decision)
    return decision


def _said(interest: Interest, voted_in: Round | None) -> dict[str, str]:
    """An interest as the public register shows it; a child is not named outside their team."""
    adult = interest.user.age_band in {None, AgeBand.ADULT}
    said = {"name": interest.user.name if adult else "A young advisor", "what": INTEREST_WORDS[interest.kind]}
    if voted_in is not None:
        said["part"] = late_words(day(interest.declared_at), voted_in.title)
    return said
