"""What young advisors said before each decision, and whether it was followed and why, for summaries."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.db import db
from commissioning.rules.advice import FOLLOWED_WORDS, Followed
from models.advice import AdviceReply
from models.decisions import Decision
from participation.rules.facts import Brief, Fact, Section

_CHILD: dict[Followed, str] = {
    Followed.ADOPTED: "We followed young advisors on:",
    Followed.PARTLY: "We followed young advisors in part on:",
    Followed.NOT: "We did not follow young advisors on:",
}


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """One fact for each decision of the period that had advice to answer. One query."""
    query = (
        sa.select(Decision, AdviceReply)
        .join(AdviceReply, AdviceReply.decision_id == Decision.id)
        .where(Decision.at >= since, Decision.at < until, AdviceReply.followed.is_not(None))
    )
    if team_id is not None:
        query = query.where(Decision.team_id == team_id)
    rows = db.session.execute(query.order_by(Decision.year, Decision.serial))
    return [_fact(decision, reply, reply.followed) for decision, reply in rows if reply.followed is not None]


def _fact(decision: Decision, reply: AdviceReply, followed: Followed) -> Fact:
    title = f"“{decision.proposal_title}”"
    told = f"Advice on {decision.number}, {title}: {reply.advice} {FOLLOWED_WORDS[followed]}"
    return Fact(
        Section.DECISIONS, f"advice:{decision.public_id}", f"{told} The answer to them: {reply.reply}",
        f"{_CHILD[followed][:-1]}: {title}.", not_done=followed is Followed.NOT, brief=Brief(_CHILD[followed], title),
    )  # fmt: skip
