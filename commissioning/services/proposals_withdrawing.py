"""Taking an idea back: only who began it can, and not while people are voting on it. The record stays.

One that was joined from two is everybody's who said yes to that: one person leaves it, and only the last one takes it
back. Whoever writes an idea with others tells them by taking it back.
"""

from __future__ import annotations

from app import outbox
from commissioning.rules.proposals import MACHINE, Action, State
from commissioning.services import co_authors, joined_ideas, suggestions_closing
from commissioning.services.co_authors import author_ids
from commissioning.services.proposals import move
from models.proposals import Proposal
from participation.rules.gate import WordsKind
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import gate


def check_may_withdraw(actor: Actor, proposal: Proposal) -> None:
    """Raise Refusal, in words for who writes it, when this author or this moment cannot withdraw it."""
    if actor.user_id != proposal.proposer_id:
        raise Refusal(
            "Only the person who began this idea can withdraw it. If you do not want to write it any more, you can "
            "leave it on the page “Who writes this”."
        )
    if proposal.state is State.IN_ROUND:
        raise Refusal("People are voting on this now, so it cannot be withdrawn until the vote has closed.")
    if not MACHINE.allows(proposal.state, Action.WITHDRAW):
        raise Refusal("This idea has gone too far, or has ended, so it cannot be withdrawn now.")
    if len(author_ids(proposal)) > 1 and joined_ideas.came_from(proposal) is not None:
        raise Refusal(
            "This idea was joined from two, and others write it with you, so one person cannot withdraw it. If you do "
            "not want to write it any more, you can leave it on the page “Who writes this”, and they go on."
        )


def withdraw(actor: Actor, public_id: str, reason: str = "") -> Proposal:
    """Take it back. The record is kept; a vote that has begun goes on without a way out, so that it stays fair."""
    proposal = co_authors.get_authored(actor, public_id)
    check_may_withdraw(actor, proposal)
    official, others = actor.speaks_officially, author_ids(proposal) - {actor.user_id}
    move(actor, proposal, Action.WITHDRAW, reason=reason if official else "")
    if reason and not official:  # no page shows it, and the desk reads it all the same
        gate.hold(WordsKind.DRAFT, proposal.public_id, reason, by=actor, area_id=proposal.area_id)
    outbox.post_each(
        [(user_id, f"/proposals/{proposal.public_id}") for user_id in others], "An idea you write was withdrawn",
        "An idea you write with others was withdrawn by the person who began it. Its record is kept. Sign in to Our "
        "Part to see it.", about=f"withdrawn:{proposal.public_id}", kind=LetterKind.IDEAS,
    )  # fmt: skip
    suggestions_closing.tell_closed(proposal)
    return proposal
