"""Letters about a vote, besides the reminders: an idea is put to the vote, and the votes are counted.

They say that there is something to read and never what: not what won, and not who voted. So the letter about a count
goes to everybody who was on the list, and being sent one tells nothing of its reader.
"""

from __future__ import annotations

import sqlalchemy as sa

from app import outbox
from app.db import db
from commissioning.rules.co_design import JoinState
from commissioning.services.review_assignments import officers
from models.co_design import CoAuthor
from models.proposals import Proposal
from models.rounds import RollEntry, Round, RoundProject
from participation.rules.letters import LetterKind


def tell_put_to_the_vote(round_: Round) -> None:
    """Whoever writes one of its ideas hears that people are going to vote on it."""
    outbox.post_each(
        [(user_id, f"/rounds/{round_.public_id}") for user_id, _ in _writers(round_)],
        f"Put to the vote: {round_.title}",
        f"An idea you write is put to the vote in “{round_.title}”. Sign in to Our Part to see when.",
        about=f"put-to-vote:{round_.public_id}", kind=LetterKind.IDEAS,
    )  # fmt: skip


def tell_counted(round_: Round) -> None:
    """Whoever writes one of its ideas, and everybody on the list of voters, hears that there is a result."""
    outbox.post_each(
        [(user_id, f"/proposals/{idea}") for user_id, idea in _writers(round_)],
        "The vote on your idea is counted",
        f"The votes in “{round_.title}” are counted. Sign in to Our Part to read what came of your idea, and why.",
        about=f"counted-idea:{round_.public_id}", kind=LetterKind.IDEAS,
    )  # fmt: skip
    could = db.session.scalars(sa.select(RollEntry.user_id).where(RollEntry.round_id == round_.id))
    outbox.post_each(
        [(user_id, f"/rounds/{round_.public_id}/result") for user_id in could],
        f"The votes are counted: {round_.title}",
        f"A vote that you were on the list for has a result: “{round_.title}”. Everybody on the list is told.",
        about=f"counted:{round_.public_id}", kind=LetterKind.VOTES,
    )  # fmt: skip


def tell_not_counted(round_: Round) -> None:
    """Whoever can look into it hears, once for each round, that its votes could not be counted."""
    outbox.post_each(
        [(officer.id, f"/rounds/{round_.public_id}") for officer in officers()],
        f"Not counted yet: {round_.title}",
        f"Voting in “{round_.title}” has closed, and the votes could not be counted. They are kept as they were cast, "
        "and we try again every minute. “Count now” on its page says what is wrong; tell whoever looks after Our Part.",
        about=f"not-counted:{round_.public_id}", kind=LetterKind.VOTES,
    )  # fmt: skip


def _writers(round_: Round) -> list[tuple[int, str]]:
    """(user id, the idea's public id) for everybody who writes an idea of this round now. One query."""
    began = sa.select(Proposal.proposer_id, Proposal.public_id)
    joined = (
        sa.select(CoAuthor.user_id, Proposal.public_id)
        .join(Proposal, Proposal.id == CoAuthor.proposal_id)
        .where(CoAuthor.state == JoinState.ACCEPTED)
    )
    here = Proposal.id.in_(sa.select(RoundProject.proposal_id).where(RoundProject.round_id == round_.id))
    return [(row[0], row[1]) for row in db.session.execute(sa.union(began.where(here), joined.where(here)))]
