"""What proposals have to account for: how many came, what their check said, and how many wait too long."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from commissioning.rules.proposals import Action
from commissioning.rules.reviews import WORKING_DAYS_TO_REVIEW, due_at
from commissioning.services.proposals_reading import is_let_through
from models.proposals import Proposal, ProposalEvent
from participation.rules.facts import Brief, Fact, Section

CHECKS = (Action.PASS, Action.RETURN, Action.REFUSE)


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """The check's counts in the half-open period, and what was late at its end. Two queries.

    Only proposals whose words were let through are counted. Each counts once as sent in and as withdrawn; every check
    counts, also a second one, and one of what was sent in before the period. So checks are told by themselves.
    """
    happened = _happened(team_id, since, until)
    counts = Counter(action for _, action, _ in happened if action in CHECKS)
    counts += Counter(
        action for _, action in {(key, action) for key, action, _ in happened} if action not in CHECKS
    )
    checks = sum(counts[action] for action in CHECKS)
    note, childs_note = _how_counted([(key, before) for key, action, before in happened if action in CHECKS])
    told, childs = _checks(counts, note, childs_note)
    late = _late(team_id, until)
    key = f"proposals:{team_id or 'all'}"
    sent, withdrawn = counts[Action.SUBMIT], counts[Action.WITHDRAW]
    passed, returned, refused = (counts[action] for action in CHECKS)
    facts = [
        Fact(
            Section.DECISIONS, key,
            f"{_count(sent, 'proposal was sent in', 'proposals were sent in')}. "
            f"{told}{withdrawn} {_was(withdrawn)} withdrawn.",
            f"{_count(sent, 'idea was sent in', 'ideas were sent in')}. "
            f"{childs}{withdrawn} {_was(withdrawn)} taken back.",
            {"sent": sent, "checks": checks, "passed": passed, "returned": returned, "refused": refused,
             "withdrawn": withdrawn},
            brief=Brief("", _briefly(counts, childs_note)),
        )
    ]  # fmt: skip
    if late:
        facts.append(
            Fact(
                Section.DECISIONS, f"{key}:late",
                f"{_count(late, 'proposal has', 'proposals have')} waited longer than {WORKING_DAYS_TO_REVIEW} "
                "working days for a check.",
                f"{_count(late, 'idea has', 'ideas have')} waited too long for us to check. We are late.",
                {"late": late}, not_done=True,
            )
        )  # fmt: skip
    return facts


def _checks(counts: Counter[Action], note: str, childs_note: str) -> tuple[str, str]:
    """What the checks said, in two readings. The three parts add up to the checks."""
    passed, returned, refused = (counts[action] for action in CHECKS)
    if not (checks := passed + returned + refused):
        return "No check was made in this time. ", "We made no check. "
    officer = (
        f"{_count(checks, 'check was', 'checks were')} made in this time{note}: {passed} passed, "
        f"{returned} {_was(returned)} returned to change and {refused} {_was(refused)} refused. "
    )
    child = (
        f"We made {_count(checks, 'check', 'checks')}{childs_note}: {passed} passed, {returned} went back to be "
        f"changed, and we said no to {refused}{' and said why' * bool(refused)}. "
    )
    return officer, child


def _briefly(counts: Counter[Action], note: str) -> str:
    """The same for children, without what there was none of."""
    sent, checks = counts[Action.SUBMIT], sum(counts[action] for action in CHECKS)
    of_checks = [
        f"{counts[action]:,} {words}"
        for action, words in zip(CHECKS, ("passed", "went back to be changed", "got a no"), strict=True)
        if counts[action]
    ]
    return " ".join([
        f"{_count(sent, 'idea was sent in', 'ideas were sent in')}." if sent else "No idea was sent in.",
        f"We made {_count(checks, 'check', 'checks')}{note}: {', '.join(of_checks)}." if checks else "",
        f"{counts[Action.WITHDRAW]:,} {_was(counts[Action.WITHDRAW])} taken back." if counts[Action.WITHDRAW] else "",
    ]).replace("  ", " ").strip()  # fmt: skip


def _how_counted(checks: list[tuple[int, bool]]) -> tuple[str, str]:
    """Why there can be more checks than were sent in, in officers' words and for children; empty when not so."""
    before = any(sent_before for _, sent_before in checks)
    again = len(checks) > len({key for key, _ in checks})
    reasons = ["ideas sent in before count too"] * before + ["a second check counts too"] * again
    childs = ["ideas from before"] * before + ["second checks"] * again
    return (f" ({', '.join(reasons)})", f" (with {' and '.join(childs)})") if reasons else ("", "")


def _happened(team_id: int | None, since: datetime, until: datetime) -> list[tuple[int, Action, bool]]:
    """(proposal, what was done, whether it was sent in before the period) of each event. One query."""
    earlier = aliased(ProposalEvent)
    sent_before = sa.exists().where(
        earlier.proposal_id == ProposalEvent.proposal_id, earlier.action == Action.SUBMIT, earlier.at < since
    )
    query = (
        sa.select(ProposalEvent.proposal_id, ProposalEvent.action, sent_before)
        .join(Proposal, Proposal.id == ProposalEvent.proposal_id)
        .where(ProposalEvent.at >= since, ProposalEvent.at < until, is_let_through(), _of(team_id))
        .where(ProposalEvent.action.in_((Action.SUBMIT, Action.WITHDRAW, *CHECKS)))
        .where(sa.or_(ProposalEvent.action != Action.SUBMIT, ~_was_sent_before()))
    )
    return [(key, action, bool(before)) for key, action, before in db.session.execute(query)]


def _was_sent_before() -> sa.ColumnElement[bool]:
    earlier = aliased(ProposalEvent)
    return sa.exists().where(
        earlier.proposal_id == ProposalEvent.proposal_id,
        earlier.action == Action.SUBMIT,
        earlier.id < ProposalEvent.id,
    )


def _late(team_id: int | None, until: datetime) -> int:
    newest = (
        sa.select(sa.func.max(ProposalEvent.id))
        .where(ProposalEvent.at < until)
        .group_by(ProposalEvent.proposal_id)
    )
    query = (
        sa.select(ProposalEvent.at)
        .join(Proposal, Proposal.id == ProposalEvent.proposal_id)
        .where(
            ProposalEvent.id.in_(newest),
            ProposalEvent.action == Action.SUBMIT,
            is_let_through(),
            _of(team_id),
        )
    )
    return sum(due_at(at) < until for at in db.session.scalars(query))


def _of(team_id: int | None) -> sa.ColumnElement[bool]:
    return sa.true() if team_id is None else Proposal.team_id == team_id


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
