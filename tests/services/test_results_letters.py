"""Letters about a vote: to whoever writes an idea in it and to everybody on its list, whether they voted or not."""

from __future__ import annotations

import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from commissioning.services import results
from models.jobs import OutboxMessage
from tests.proposals_made import actor
from tests.rounds_made import IDEAS, VOTERS, after_close, an_open_round, vote


def letters(start: str) -> list[OutboxMessage]:
    query = sa.select(OutboxMessage).where(OutboxMessage.dedupe_key.startswith(start))
    return list(db.session.scalars(query.order_by(OutboxMessage.id)))


def test_the_whole_list_is_told_and_nothing_says_who_voted_or_what_won(app, work):
    with work():
        round_ = an_open_round()
        (put,) = letters("put-to-vote")
        assert (put.to_user_id, put.path) == (actor("Mei").user_id, f"/rounds/{round_.public_id}")
        for name in VOTERS[:3]:  # two do not vote
            vote(name, round_, "Film club")
    with clock.at(after_close(round_)), work():
        results.count_due(now())
        results.count_due(now())
    told = letters("counted:")
    assert {one.to_user_id for one in told} == {actor(name).user_id for name in VOTERS}
    assert len(told) == len(VOTERS)
    assert len({(one.subject, one.body, one.path, one.created_at) for one in told}) == 1
    proposers = letters("counted-idea:")
    assert len(proposers) == len(IDEAS)  # all Mei's: one for each idea, each leading to its own page
    assert {one.to_user_id for one in proposers} == {actor("Mei").user_id}
    assert len({(one.subject, one.body) for one in proposers}) == 1
    assert not any(title in one.body + one.subject for one in (*told, *proposers) for title in IDEAS)
