"""The interests a decision's entry in the register tells of, with what is known of a vote cast before each.

An entry keeps what it said on its day and is never written over. Those made before the register had words for somebody
who had a vote first and declared later do not say so; it is told beside them from the record, which holds it all.
"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from app.db import db
from app.times import day
from commissioning.rules.interests import INTEREST_WORDS, late_words
from commissioning.services.interests import declared_late_in
from models.decisions import Decision, Interest
from models.rounds import Round

Told = dict[str, str]


def told_of(decision: Decision) -> list[Told]:
    """What one entry tells: each interest's `name`, `what`, and `part` where a vote came first."""
    return told_of_each([decision])[decision.id]


def told_of_each(decisions: Collection[Decision]) -> dict[int, list[Told]]:
    """The same for several entries, by key, in two queries."""
    silent = {
        one.proposal_id for one in decisions if any("part" not in interest for interest in one.interests)
    }
    declared: dict[str, list[Interest]] = {}
    for one in db.session.scalars(
        sa.select(Interest).where(Interest.proposal_id.in_(silent)).order_by(Interest.id)
    ):
        declared.setdefault(one.proposal_id, []).append(one)
    late = declared_late_in(silent)
    return {
        one.id: _told(one, declared.get(one.proposal_id, []), late.get(one.proposal_id, {}))
        for one in decisions
    }


def _told(decision: Decision, declared: list[Interest], late: dict[int, Round]) -> list[Told]:
    """Each line of the entry beside the interest it was written from; as it stands where the two do not match."""
    from_record = [one for one in declared if one.declared_at <= decision.at]
    written = [INTEREST_WORDS[one.kind] for one in from_record]
    if written != [line["what"] for line in decision.interests]:
        return list(decision.interests)
    return [_with_part(line, one, late) for line, one in zip(decision.interests, from_record, strict=True)]


def _with_part(line: Told, interest: Interest, late: dict[int, Round]) -> Told:
    voted_in = late.get(interest.user_id)
    if voted_in is None or "part" in line:
        return line
    return {**line, "part": late_words(day(interest.declared_at), voted_in.title)}
