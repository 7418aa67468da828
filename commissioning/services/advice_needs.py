"""What waits for young advisors: proposals they are asked about before a decision."""

from __future__ import annotations

from app.clock import now
from commissioning.services import advice, advice_answers, pack_questions, panel_questions
from participation.rules.needs import Need
from participation.rules.people import Actor

MOST_LINES = 3


def needs_for(actor: Actor) -> list[Need]:
    """A line for each of the first few without this advisor's view, while there is time, and one for the rest.

    None is ever late: nobody has to answer, and being asked too much wears people out.
    """
    found = [one for one in advice.waiting_for(actor) if now() < one.reply_by]
    lines = [
        Need(
            f"What do you think of “{one.title}”?", f"/proposals/{one.proposal.public_id}/pack",
            why="Read the pack. Your advice comes before the decision.", due=one.reply_by, action="Read it",
        )
        for one in found[:MOST_LINES]
    ]  # fmt: skip
    more = len(found) - MOST_LINES
    if more > 0:
        many = "1 more proposal asks" if more == 1 else f"{more} more proposals ask"
        lines.append(Need(f"{many} what you think", "/proposals?group=waiting", action="See them"))
    return [*lines, *_panels(actor), *_came_back(actor), *_asked(actor), *_unclear(actor)]


def _panels(actor: Actor) -> list[Need]:
    """Questions put to this young advisor's panel; and, for a leader, those whose time to think is over."""
    to_read = [
        Need(f"What do you think about “{one.title}”?", f"/panel-questions/{one.public_id}",
             why="Read the pack. Your advice comes before the decision.", due=one.reply_by, action="Read it")
        for one in panel_questions.waiting_for(actor)[:MOST_LINES]
    ]  # fmt: skip
    return to_read + [
        Need(f"Answer the young advisors: “{one.title}”", f"/panel-questions/{one.public_id}/answer",
             why="Their time to think is over. They wait for what you make of it.", action="Answer")
        for one in panel_questions.owed_by(actor)[:MOST_LINES]
    ]  # fmt: skip


def _came_back(actor: Actor) -> list[Need]:
    """Answers nobody of them has said anything about yet; the newest few."""
    found = [one for one in advice_answers.answers_for(actor) if one.sense is None]
    return [
        Need(f"An answer came back: “{one.decision.proposal_title}”", f"/advice/answers/{one.decision.number}",
             why="You advised on it. Read what came of it, and say whether the answer makes sense.")
        for one in found[:MOST_LINES]
    ]  # fmt: skip


def _asked(actor: Actor) -> list[Need]:
    found = pack_questions.waiting_ids(actor)
    if not found:
        return []
    many = len(found)
    title = "A young advisor asks something" if many == 1 else f"Young advisors ask {many} things"
    return [
        Need(
            title,
            f"/pack-questions/{found[0]}",
            why="They advise better when they know.",
            action="Answer",
        )
    ]


def _unclear(actor: Actor) -> list[Need]:
    return [
        Need(f"Say your answer about “{one.proposal_title}” again", f"/advice/answers/{one.number}/again",
             why="It does not make sense to a young advisor who read it.")
        for one in advice_answers.unclear_to(actor)
    ]  # fmt: skip
