"""LG9: before an election no vote begins and no summary is published; decisions are recorded as ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.services import rounds
from commissioning.services.decisions import decide
from governance.rules.summaries import SummaryState
from governance.services import summaries_life
from models.places import Team
from participation.rules.elections import check_period, holds
from participation.rules.refusals import Refusal
from participation.rules.responses import AnswerKind, Draft, Influence
from participation.services import elections, responses
from tests import deals_made, summaries_made
from tests.decisions_made import a_case, a_counted_round, verdict
from tests.proposals_made import actor
from tests.rounds_made import a_round
from tests.voice_made import a_listening, a_theme, somebody_says
from tests.voice_made import decide as decide_on

REASON = "The by-election is called off by the returning officer."


DID = Draft(
    AnswerKind.WE_DID,
    "Six new lamps were put up.",
    "There are six new lamps.",
    "Go and look",
    None,
    Influence.CHANGED,
)


def one_team():
    return db.session.scalars(sa.select(Team).where(Team.name == "Alderbrook South team")).one()


def a_period(team=None, days=30):
    today = local_date(now())
    return elections.add(actor("Kwame"), "May elections", team, today, today + timedelta(days=days))


def test_the_first_day_and_the_day_of_the_vote_are_both_in_it():
    day = local_date(now())
    one = timedelta(days=1)
    assert [holds(day, day + one, day + n * one) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    for name, first, last in (
        ("", day, day),
        ("A", day, day - one),
        ("A", day + one, day),
        ("A", day, day + 91 * one),
    ):
        with pytest.raises(Refusal):
            check_period(name, first, last, day)


def test_no_vote_begins_until_the_day_after_and_then_it_does(app, work):
    with work():
        round_ = a_round()
        period = a_period(days=3)
        with pytest.raises(Refusal, match="Voting cannot begin until the day after the vote"):
            rounds.open_voting(actor("Grace"), round_)
        assert round_.opened_at is None
        with pytest.raises(Refusal, match="board clerk"):
            elections.lift(actor("Noor"), period.public_id, REASON)
        with pytest.raises(Refusal, match="Say why"):
            elections.lift(actor("Kwame"), period.public_id, "wrong")
        elections.lift(actor("Kwame"), period.public_id, REASON)
        rounds.open_voting(actor("Grace"), round_)
        assert round_.opened_at is not None
        with pytest.raises(Refusal, match="ended already"):
            elections.lift(actor("Kwame"), period.public_id, REASON)


def test_another_teams_by_election_holds_nothing_here(app, work):
    with work():
        round_ = a_round()
        team = next(team for team in _teams() if team.id != round_.team_id)
        a_period(team)
        assert elections.now_on(round_.team_id) is None
        assert elections.now_on(team.id) is not None
        rounds.open_voting(actor("Grace"), round_)


def test_decisions_are_made_and_in_the_register_all_the_same(app, work):
    with work():
        a_counted_round()
        a_period()
        case = a_case()
        assert decide(actor("Noor"), case, verdict(case)).number.startswith("D-")


def test_a_summary_waits_whole_and_goes_out_the_day_after(app, work):
    summary = summaries_made.drafted(actor)
    with clock.at(summaries_made.DUE):
        summaries_made.brought_to(actor, summary, SummaryState.MINUTED)
    with work():
        period = a_period(days=2)
        with pytest.raises(Refusal, match="It cannot be published until the day after"):
            summaries_life.publish(actor("Kwame"), summary)
        assert (summary.state, summary.published_at) == (SummaryState.MINUTED, None)
    with clock.at(now() + timedelta(days=3)), work():
        assert elections.now_on() is None
        summaries_life.publish(actor("Kwame"), summary)
        assert summary.state is SummaryState.PUBLISHED
    assert period.lifted_at is None


def _teams():
    from governance.services import bodies

    return bodies.list_teams()


def test_the_front_page_shows_nothing_off_and_every_answer_stays_where_it_was(app, work, client, cast):
    with work():
        said, _ = somebody_says(a_listening(cast), "The park is dark")
        decide_on(cast, said)
        responses.answer(cast("Rhona"), a_theme(cast, said, send=True), DID)
    client.get("/").says("Six new lamps were put up.")
    with work():
        period = a_period(team=one_team())
    client.get("/").says(
        "Six new lamps were put up."
    )  # one team's vote does not silence the borough's front page
    with work():
        a_period()
        elections.lift(actor("Kwame"), period.public_id, REASON)
    front = client.get("/")
    front.says("An election is near, so the council shows nothing off here")
    assert "Six new lamps were put up." not in front.get_text()
    client.get("/answers").says("Six new lamps were put up.")
    client.get("/summaries").says("no new summary is published until the day after the vote")


def test_a_deals_poster_says_that_no_new_one_is_put_up_and_its_page_goes_on(app, work, client, cast):
    with work():
        key = deals_made.lived(cast)
    before = client.get(f"/deals/{key}/poster").get_text()
    assert "An election is near" not in before
    with work():
        a_period(team=one_team())
    client.get(f"/deals/{key}/poster").says(
        "Put up no new posters until the day after the vote on", "May elections"
    )
    client.get(f"/deals/{key}").says("Open the hall on Fridays")
