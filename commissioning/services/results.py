"""Counting a round once, after it has closed, and reading what was found."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import defer, joinedload, selectinload

from app import audit
from app.clock import now as clock_now
from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules import results as rules
from commissioning.rules.ballots import tidy_receipt
from commissioning.rules.counting.values import CountingRefused, Project
from commissioning.rules.proposals import Action, State
from commissioning.rules.results_words import no_verdict
from commissioning.rules.rounds import Phase
from commissioning.services import boxes, proposals, results_letters
from commissioning.services.box import standing
from commissioning.services.results_chambers import chambers_of
from commissioning.services.rounds import may_run, phase_of
from models.ballots import Ballot, Receipt
from models.polling import Place
from models.proposals import Proposal
from models.results import RoundResult
from models.rounds import RollEntry, Round, RoundProject
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal

log = logging.getLogger("our_part.results")


@dataclass(frozen=True)
class Given:
    """All that a count reads: frozen when voting opened, or shut when it closed, but for ideas that leave the round."""

    terms: rules.Terms
    projects: list[Project]
    ballots: list[list[Any]]
    electorate: int
    receipts: list[str]
    chambers: list[rules.Chamber]

    def outcome(self) -> dict[str, Any]:
        """The count itself: no database, and no transaction needed. Raises Refusal where it cannot be counted."""
        try:
            return rules.outcome(
                self.terms, self.projects, self.ballots, self.electorate, self.receipts, self.chambers
            )
        except CountingRefused as why:
            raise Refusal(f"This round could not be counted. {why} Tell the auditor.") from why


@dataclass(frozen=True)
class Ready:
    """A count made beforehand, and what it was made from."""

    given: Given
    outcome: dict[str, Any]


def count_due(now: datetime) -> list[str] | str:
    """Count every round that had closed by `now` and has no result yet (the scheduler's job; twice is no
    harm).

    Each is counted while others may write, and kept in a short transaction of its own. One that cannot be counted
    keeps no other waiting; whoever runs it is told, once, and it is tried again next time.
    """
    counted, failed = [], 0
    for round_id in [round_.id for round_ in due(now)]:
        try:
            ready = _ready(db.session.get_one(Round, round_id))
            with unit_of_work():
                round_ = db.session.get_one(Round, round_id)
                counted.append(count_round(Actor.system(), round_, ready).round.title)
        except Exception:
            log.exception("round %s could not be counted", round_id)
            failed += 1
            with unit_of_work():
                results_letters.tell_not_counted(db.session.get_one(Round, round_id))
    if failed:
        return f"failed: {failed} rounds could not be counted; {len(counted)} were."
    return counted


def due(now: datetime) -> list[Round]:
    """Rounds that had closed by `now` and have no result yet, the first to close first."""
    query = (
        sa.select(Round)
        .where(Round.opened_at.is_not(None), Round.closes_at <= now)
        .where(~sa.exists().where(RoundResult.round_id == Round.id))
        .order_by(Round.closes_at, Round.id)
    )
    return list(db.session.scalars(query))


def count_now(actor: Actor, round_: Round) -> RoundResult:
    """Count a closed round by hand: the same count, for whoever runs the team's rounds."""
    if not may_run(actor, round_.team_id):
        raise NotFound
    return count_round(actor, round_)


def count_round(actor: Actor, round_: Round, ready: Ready | None = None) -> RoundResult:
    """Count `round_` and keep the result; a round already counted gives the result it has. A count made beforehand is
    kept if nothing that it read has changed.

    Moves the winners to recommended and the rest to not chosen; after too few votes for a result, all of them back to
    those that wait for a vote. Raises Refusal while it is not closed, and
    when roll, ballots and receipts do not add up.
    """
    earlier = result_of(round_)
    if earlier is not None:
        return earlier
    if phase_of(round_) is not Phase.CLOSED:
        raise Refusal("This round can be counted once voting has closed.")
    ballots = standing(round_.id)
    found = _proposals(round_)
    given = _given(round_, ballots, found)
    counted = ready.outcome if ready and ready.given == given else given.outcome()
    outcome = counted | boxes.papers_not_counted(round_.id)
    boxes.rebuild(round_.id, [(list(ballot.picks), ballot.chamber) for ballot in ballots])
    result = RoundResult(round_id=round_.id, counted_at=clock_now(), outcome=outcome, round=round_)
    db.session.add(result)
    db.session.flush()
    boxes.empty(round_.id)
    _move(found, outcome["chosen"]["winners"], no_verdict(outcome))
    audit.record(
        "round.counted", round_, actor=actor, ballots=len(ballots), voters=given.electorate, rule=str(round_.rule),
        winners=outcome["chosen"]["winners"], spent_pence=outcome["chosen"]["spent"],
    )  # fmt: skip
    results_letters.tell_counted(round_)
    return result


def result_of(round_: Round) -> RoundResult | None:
    """The result of this round, when it has been counted."""
    return db.session.scalar(sa.select(RoundResult).where(RoundResult.round_id == round_.id))


def latest_results(limit: int = 5) -> list[RoundResult]:
    """The newest results, newest first, each with its round's name; all that was counted stays in the database."""
    query = sa.select(RoundResult).order_by(RoundResult.counted_at.desc(), RoundResult.id.desc()).limit(limit)
    named = joinedload(RoundResult.round).load_only(Round.public_id, Round.title)
    return list(db.session.scalars(query.options(named, defer(RoundResult.outcome))))


def is_counted(result: RoundResult, typed: str) -> bool:
    """Whether the receipt a person typed is among those counted."""
    return tidy_receipt(typed) in result.outcome["receipts"]


def _ready(round_: Round) -> Ready:
    given = _given(round_, standing(round_.id), _proposals(round_))
    db.session.rollback()  # a long count must not keep a read open either
    return Ready(given, given.outcome())


def _given(round_: Round, ballots: Sequence[Ballot], found: dict[int, Proposal]) -> Given:
    """What is counted; raises Refusal when roll, ballots and receipts do not add up."""
    marked, electorate = _roll(round_)
    codes = sa.select(Receipt.code).where(Receipt.round_id == round_.id).order_by(Receipt.code)
    receipts = list(db.session.scalars(codes))
    rules.check_box(marked, len(ballots), len(receipts))
    return Given(
        terms_of(round_), [_project(project, found[project.proposal_id]) for project in round_.projects],
        [list(ballot.picks) for ballot in ballots], electorate, receipts, chambers_of(round_, ballots),
    )  # fmt: skip


def _roll(round_: Round) -> tuple[int, int]:
    """How many are marked as having voted, and how many could: people on the roll, and places without an account."""
    marked, all_ = 0, 0
    for table in (RollEntry, Place):
        query = sa.select(sa.func.coalesce(sa.func.sum(table.voted), 0), sa.func.count())
        voted, could = db.session.execute(query.where(table.round_id == round_.id)).one()
        marked, all_ = marked + int(voted), all_ + int(could)
    return marked, all_


def _proposals(round_: Round) -> dict[int, Proposal]:
    query = (
        sa.select(Proposal)
        .join(RoundProject, RoundProject.proposal_id == Proposal.id)
        .where(RoundProject.round_id == round_.id)
        .options(selectinload(Proposal.areas))
    )
    return {proposal.id: proposal for proposal in db.session.scalars(query)}


def terms_of(round_: Round) -> rules.Terms:
    """How the round is counted, as it was frozen."""
    return rules.Terms(
        budget=int(round_.amount_pence), rule=round_.rule, completion=round_.completion,
        tie_order=round_.tie_order, tie_seed=round_.tie_seed, kind=round_.ballot_kind, most=round_.most_picks,
        threshold=round_.threshold, exclusions=round_.exclusions, quorum=round_.quorum, smallest=round_.smallest,
        points_each=round_.points_each, increment=int(round_.increment_pence),
    )  # fmt: skip


def _project(project: RoundProject, proposal: Proposal) -> Project:
    """As it stood on the ballot; one that left the round since can no longer win."""
    gone = proposal.state is not State.IN_ROUND
    return Project(project.proposal_public_id, int(project.cost_pence), project.title, withdrawn=gone)


def _move(found: dict[int, Proposal], winners: list[str], no_verdict: str) -> None:
    """Where each project goes from here. A vote of no verdict has chosen against nobody; `no_verdict` says why.

    The count moves them and no person does: whoever pressed "Count now" stands in the trail for the counting.
    """
    for proposal in found.values():
        if proposal.state is not State.IN_ROUND:
            continue
        if no_verdict:
            proposals.move(Actor.system(), proposal, Action.TAKE_OUT, reason=no_verdict)
        else:
            won = proposal.public_id in winners
            proposals.move(Actor.system(), proposal, Action.RECOMMEND if won else Action.NOT_CHOOSE)
