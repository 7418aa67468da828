"""A theme passed on, inside and outside: the children are told, the clock goes on, and the answer waits for them."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app.db import db
from app.times import local_date
from models.people import Membership, User
from participation.rules.people import Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import AnswerKind, Draft, Influence, Passing
from participation.rules.telling import Way
from participation.rules.themes import ThemeState
from participation.services import comeback, responses, responses_told, tellings
from tests.themes_made import said_fixture  # noqa: F401 - a fixture
from tests.voice_made import a_theme

DID = Draft(
    AnswerKind.WE_DID,
    "Six new lamps were put up.",
    "There are six new lamps.",
    "Go and look",
    None,
    Influence.CHANGED,
)
PASSED = Passing(
    "The buses are theirs, and they set the times.", "The buses are not ours.", outside="Alder Buses"
)


def test_passing_outside_tells_the_children_and_stops_no_clock(work, cast, said, at):
    with at("2026-11-02 10:00"), work():
        theme = a_theme(cast, said[0], send=True)
        with pytest.raises(Refusal, match="Say who it is"):
            responses.pass_on(cast("Rhona"), theme, Passing(PASSED.words, PASSED.child_words, outside=" "))
        with pytest.raises(Refusal, match="Say why it is not yours"):
            responses.pass_on(
                cast("Rhona"), theme, Passing("Not ours.", PASSED.child_words, outside="Alder Buses")
            )
    with at("2026-11-20 10:00"), work():
        responses.pass_on(cast("Rhona"), theme, PASSED)
        here = comeback.where_is(said[0].public_id)
        assert (here.stage, here.answers[0].passed_to) == ("with_them", "Alder Buses")
        assert responses_told.owed_now() == responses_told.Owed(owed=1, overdue=0, given=0)
    with at("2026-12-01 09:00"):
        assert responses_told.owed_now().overdue == 1, "the day it was due did not move"
        [late], _ = responses_told.owed_list()
        assert responses_told.late_now() == ([late.title], [])
        assert (late.passed_to, late.due_on, late.overdue) == ("Alder Buses", date(2026, 11, 30), True)
        with work():
            responses.answer(cast("Rhona"), theme, DID)
        assert responses_told.owed_list() == ([], 1)
        assert comeback.where_is(said[0].public_id).stage == "answered"


def test_passed_to_somebody_here_it_is_theirs_with_the_same_day(work, cast, said):
    with work():
        carol = db.session.scalars(sa.select(User).where(User.name == "Carol")).one()
        carol.memberships.append(
            Membership(role=Role.RESPONDER, scope_kind=ScopeKind.COUNCIL, starts_on=date(2026, 1, 1))
        )
        theme = a_theme(cast, said[0], send=True)
        due = theme.due_on
        responses.acknowledge(cast("Rhona"), theme)
        with pytest.raises(Refusal, match="That is you"):
            responses.pass_on(
                cast("Rhona"), theme, Passing(PASSED.words, PASSED.child_words, to=cast("Rhona").public_id)
            )
        responses.pass_on(
            cast("Rhona"), theme, Passing(PASSED.words, PASSED.child_words, to=cast("Carol").public_id)
        )
    assert (theme.due_on, theme.state, theme.acknowledged_at) == (due, ThemeState.SENT, None)
    with pytest.raises(NotFound):
        responses.get_pack_for(cast("Rhona"), theme.public_id)
    assert [pack.owed for pack in responses.packs_for(cast("Carol"))] == [True]


def test_an_answer_waits_to_be_told_to_children_where_they_are(work, cast, said):
    with work():
        theme = a_theme(cast, said[0], send=True)
        with pytest.raises(Refusal, match="no answer to tell"):
            tellings.tell(cast("Pia"), theme, Way.GROUP, "Year 5", date(2026, 1, 1))
        responses.answer(cast("Rhona"), theme, DID)
    assert tellings.to_tell() == [theme]
    today = local_date(theme.sent_at)
    with work():
        with pytest.raises(Refusal, match="before there was an answer"):
            tellings.tell(cast("Pia"), theme, Way.GROUP, "Year 5", date(2026, 1, 1))
        tellings.tell(cast("Pia"), theme, Way.GROUP, "Year 5 at Millfield Primary", today)
    assert tellings.to_tell() == []
    with work():
        responses.answer(cast("Rhona"), theme, DID)
    assert tellings.to_tell() == [theme], "a newer answer has to be told again"
