"""Questions put to a panel about one idea: its decision waits for them, and the register tells what came of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from app.times import day
from commissioning.rules import panel_questions as rules
from commissioning.rules.advice import View
from commissioning.services.advice import OPEN
from commissioning.services.proposals_reading import is_let_through, published_titles
from models.decisions import Decision
from models.panel_questions import PanelQuestion, PanelView
from models.proposals import Proposal
from participation.rules.gate import WordsKind
from participation.services import gate, panels

MOST_OFFERED = 200


@dataclass(frozen=True)
class Asked:
    """One question about an idea, as the register tells it: how many said what (let through only), nobody named."""

    question: PanelQuestion
    views: tuple[tuple[View, int], ...]
    until: str


def to_choose_from() -> list[tuple[Proposal, str]]:
    """Ideas on their way to a decision, with what they are called, in the order of their titles."""
    decided = sa.exists().where(Decision.proposal_id == Proposal.public_id)
    query = sa.select(Proposal).where(Proposal.state.in_(OPEN), is_let_through(), ~decided)
    found = list(db.session.scalars(query.order_by(Proposal.id.desc()).limit(MOST_OFFERED)))
    titles = published_titles([one.id for one in found])
    return sorted(((one, titles.get(one.id, "")) for one in found), key=lambda pair: pair[1].casefold())


def check_answered(proposal: Proposal) -> None:
    """Raise Refusal while a panel asked about this idea has time to think, is being read, or waits for its answer."""
    for question in _of(proposal.id):
        if question.answered_at is None:
            advisors = {one.user.id for one in panels.members_of(question.team)}
            newest = _newest([question.id])[question.id]
            ids = [one.public_id for one in newest if one.view is not View.SKIP]
            read = gate.released_texts(WordsKind.ADVICE, ids).keys() | set(
                db.session.scalars(gate.kept_ids(WordsKind.ADVICE, ids))
            )
            rules.check_decidable(
                question.title, question.to.name, now(), question.reply_by, day(question.reply_by),
                given=len({one.by_id for one in newest} & advisors), advisors=len(advisors),
                said=len(ids), being_read=len(set(ids) - read),
            )  # fmt: skip


def asked_about(proposal_id: str) -> list[Asked]:
    """What panels were asked about the idea with this public id, in the order of asking. At most three queries."""
    key = sa.select(Proposal.id).where(Proposal.public_id == proposal_id).scalar_subquery()
    found = _of(key)
    newest = _newest([one.id for one in found])
    ids = [one.public_id for views in newest.values() for one in views if one.view is not View.SKIP]
    through = gate.released_texts(WordsKind.ADVICE, ids).keys() if ids else set()
    return [
        Asked(
            one, _counted([view for view in newest[one.id] if view.public_id in through]), day(one.reply_by)
        )
        for one in found
    ]


def _of(proposal: int | sa.ScalarSelect[int]) -> list[PanelQuestion]:
    query = sa.select(PanelQuestion).where(PanelQuestion.proposal_id == proposal).order_by(PanelQuestion.id)
    named = (
        joinedload(PanelQuestion.to),
        joinedload(PanelQuestion.team),
        joinedload(PanelQuestion.answered_by),
    )
    return list(db.session.scalars(query.options(*named)))


def _newest(question_ids: list[int]) -> dict[int, list[PanelView]]:
    """Each one's newest view, by question."""
    found: dict[int, dict[int, PanelView]] = {key: {} for key in question_ids}
    if question_ids:
        query = sa.select(PanelView).where(PanelView.question_id.in_(question_ids)).order_by(PanelView.id)
        for view in db.session.scalars(query):
            found[view.question_id][view.by_id] = view
    return {key: list(views.values()) for key, views in found.items()}


def _counted(views: list[PanelView]) -> tuple[tuple[View, int], ...]:
    many = Counter(one.view for one in views)
    return tuple((view, many[view]) for view in View if many[view])
