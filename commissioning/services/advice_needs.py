"""What waits for young advisors: proposals they are asked about before a decision."""

from __future__ import annotations

from app.clock import now
from commissioning.services import advice
from participation.rules.needs import Need
from participation.rules.people import Actor

MOST_LINES = 3


def needs_for(actor: Actor) -> list[Need]:
    """A line for each of the first few without this advisor's view, while there is time, and one for the rest.

    None is ever late: nobody has to answer, and being asked too much wears people out.
    """
    found = [one for one in advice.waiting_for(actor) if now() < one.request.reply_by]
    lines = [
        Need(
            f"What do you think of “{one.title}”?", f"/proposals/{one.proposal.public_id}/advice",
            why="Your advice comes before the decision.", due=one.request.reply_by, action="Say what you think",
        )
        for one in found[:MOST_LINES]
    ]  # fmt: skip
    more = len(found) - MOST_LINES
    if more > 0:
        many = "1 more proposal asks" if more == 1 else f"{more} more proposals ask"
        lines.append(Need(f"{many} what you think", "/proposals?group=waiting", action="See them"))
    return lines
