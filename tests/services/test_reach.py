"""Who was heard: shown after each quarter, counted once, tied to nothing said; and a listening that is finished."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from models.jobs import OutboxMessage
from models.reach import ReachCount, ReachShown
from participation.rules.accounts import Account, Part
from participation.rules.feedback import Route
from participation.rules.gate import Letting, Outcome
from participation.rules.reach import Dimension
from participation.rules.refusals import Refusal
from participation.rules.responses import AnswerKind, Draft, Influence
from participation.services import about_you, accounts, feedback, reach, responses, taken_back
from tests.voice_made import a_drawing, a_listening, a_theme, decide, item_of, somebody_says

DID = Draft(
    AnswerKind.WE_DID,
    "Six new lamps were put up.",
    "There are six new lamps.",
    "Go and look",
    None,
    Influence.CHANGED,
)
WRITTEN = dict.fromkeys(Part, "We went to the park on four afternoons.")


def say(cast, at, day, ages):
    """That many say something on a day, and are let through at once."""
    with at(f"{day} 10:00"):
        here = a_listening(cast)
        for number, age in enumerate(ages):
            decide(cast, somebody_says(here, f"Swings {day} {number}", age=age)[0])


def shown_of(name, picture):
    return next(one.group.heard for one in picture.groups[Dimension.AGE] if one.group.name == name)


def test_hard_case_17_four_then_nine_through_the_quarters(work, cast, at):
    """n=4 group in one report and n=9 in parent total next report: differencing must not reveal 4."""
    with work():
        say(cast, at, "2026-09-01", ["10-12"] * 7 + ["6-9"] * 4)
        say(cast, at, "2026-11-01", ["6-9"] * 5)
    with at("2026-10-01 01:00"), work():
        assert reach.publish_due(now()) == "1 quarters shown."
        first = reach.picture()
        assert (shown_of("10 to 12", first), shown_of("6 to 9", first)) == (7, 0)
        assert reach.publish_due(now()) == "0 quarters shown."
    assert {row.name for row in db.session.scalars(sa.select(ReachShown))} == {"10 to 12", "Millfield"}
    with at("2027-01-02 01:00"), work():
        reach.publish_due(now())
        second = reach.picture()
    assert (shown_of("10 to 12", second), shown_of("6 to 9", second)) == (7, 9)
    assert [one.group.name for _, one in second.not_heard() if one.group.name in {"6 to 9", "13 to 15"}] == [
        "13 to 15"
    ]


def test_nothing_undecided_is_counted_and_parents_are_not_children(work, cast, at):
    with at("2026-09-01 10:00"), work():
        here = a_listening(cast)
        for number in range(6):
            somebody_says(here, f"Waiting {number}")
    with at("2026-10-01 01:00"), work():
        reach.publish_due(now())
    assert list(db.session.scalars(sa.select(ReachShown))) == []


def test_what_somebody_says_of_themselves_is_a_count_once_and_only_after_saying_something(work, cast):
    with work():
        here, token = a_listening(cast), feedback.new_token()
        assert not about_you.may_say(here, token)
        about_you.say(here, token, {Dimension.CARE: "yes"})
        somebody_says(here, "More swings", token=token)
        assert about_you.may_say(here, token)
        about_you.say(here, token, {Dimension.CARE: "yes", Dimension.SEND: "no"})
        about_you.say(here, token, {Dimension.CARE: "yes"})
        assert not about_you.may_say(here, token)
        other = feedback.new_token()
        somebody_says(here, "More slides", token=other)
        about_you.say(here, other, {Dimension.CARE: "yes"})
    counts = {(row.dimension, row.name): row.many for row in db.session.scalars(sa.select(ReachCount))}
    assert counts == {(Dimension.CARE, "Yes"): 2, (Dimension.SEND, "No"): 1}


def test_figures_need_a_source_and_no_small_group(work, cast):
    today = date(2026, 1, 1)
    for number, source, field in ((4, "Census 2021", "number"), (400, "", "source")):
        with pytest.raises(Refusal) as refused, work():
            reach.add_figure(cast("Pia"), Dimension.AGE, "6 to 9", number, source, today)
        assert refused.value.field == field
    with work():
        reach.add_figure(cast("Pia"), Dimension.AGE, "6 to 9", 400, "Census 2021", today)
        reach.add_figure(cast("Pia"), Dimension.AGE, "6 to 9", 420, "Estimate 2025", today)
    assert [figure.number for figure in reach.newest_figures()] == [420]


def test_a_listening_is_not_finished_without_an_influence_reply(work, cast):
    """PQ1: it stores space, voice, audience and influence, and cannot close without the last."""
    later = (now() + timedelta(days=100)).date()

    def finish(parts=WRITTEN, again=later):
        with work():
            return accounts.keep(cast("Pia"), here, Account(dict(parts), again), finish=True)

    with work():
        here = a_listening(cast, closes_at=now() + timedelta(minutes=1))
        said, _ = somebody_says(here, "It is dark by the gate")
        decide(cast, said)
    with pytest.raises(Refusal, match="still open"):
        finish()
    with work():
        here.closes_at = now() - timedelta(minutes=1)
    with pytest.raises(Refusal, match="in no theme"):
        finish()
    with work():
        theme = a_theme(cast, said, send=True)
    with pytest.raises(Refusal, match="waits for an answer"):
        finish()
    with work():
        responses.answer(cast("Rhona"), theme, Draft(DID.kind, DID.words, DID.child_words, DID.evidence))
    with pytest.raises(Refusal, match="what their words changed"):
        finish()
    with work():
        responses.answer(cast("Rhona"), theme, DID)
    for part in Part:
        with pytest.raises(Refusal) as refused:
            finish({**WRITTEN, part: ""})
        assert refused.value.field == part
    with pytest.raises(Refusal, match="asked again"):
        finish(again=None)
    assert finish().finished_at is not None
    with pytest.raises(Refusal, match="stays as it is"):
        finish()


def test_a_listening_is_not_finished_while_something_said_in_it_waits_to_be_read(work, cast):
    def finish():
        with work():
            return accounts.keep(
                cast("Pia"), here, Account(dict(WRITTEN), (now() + timedelta(days=100)).date()), finish=True
            )

    with work():
        here = a_listening(cast)
        waits, drawn = (somebody_says(here, f"It is dark by gate {n}")[0] for n in range(2))
        decide(cast, drawn, outcome=Outcome.ADVICE, letting=Letting.KEEP)
        media = a_drawing(cast, drawn, released=False)
        here.closes_at = now()
    with pytest.raises(Refusal, match="waits to be read"):
        finish()
    with work():
        decide(cast, waits, outcome=Outcome.ADVICE, letting=Letting.KEEP)
    with pytest.raises(Refusal, match="waits to be read"):
        finish()
    with work():
        taken_back.take_back(drawn.public_id)
    assert finish().finished_at is not None
    with work():
        decide(cast, waits)
    assert (accounts.owing(here).loose, accounts.owing(here).nothing) == (1, False), (
        "let through later, it is owed"
    )
    assert item_of(media).decided_at is None


def test_how_few_parents_spoke_is_not_the_summarys_total_less_the_children_shown(work, cast, at):
    """Both are public, of the same areas and days; one parent or three, what is left is five."""
    shown = set()
    for start, parents in (("2026-07-02", 1), ("2026-07-03", 3)):
        with at(f"{start} 10:00"), work():
            here = a_listening(cast, for_parents=True)
            for number in range(10):
                route = Route.PARENT if number < parents else Route.CHILD
                decide(cast, somebody_says(here, f"Swings {start} {number}", route=route)[0])
            counted = reach._counted(date(2026, 10, 1))
            shown.add((counted[Dimension.AREA]["Millfield"], sum(counted[Dimension.AGE].values())))
    assert shown == {(5, 5), (15, 15)}, "ten and twenty spoke, and what is left is five: one to five parents"


def test_people_are_asked_again_and_the_worker_is_told_once(work, cast, at):
    """PQ8: views change, so there is a day on which they are asked again."""
    with at("2026-11-02 10:00"), work():
        here = a_listening(cast, opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=1))
        accounts.keep(cast("Pia"), here, Account(dict(WRITTEN), date(2027, 2, 1)), finish=True)
    with at("2027-01-31 12:00"), work():
        assert accounts.remind_due(now()) == "0 to ask again."
    with at("2027-02-01 12:00"), work():
        accounts.remind_due(now())
        accounts.remind_due(now())
        assert (
            db.session.scalar(sa.select(sa.func.count()).where(OutboxMessage.dedupe_key.startswith("again:")))
            == 1
        )
        accounts.asked_again(cast("Pia"), here)
        assert accounts.to_ask_again() == []


def test_a_group_is_not_worn_out_and_is_counted_as_one(work, cast, at):
    """PQ4: the listening form itself refuses a fourth time in three months."""
    with at("2026-09-01 10:00"), work():
        for number in range(3):
            here = a_listening(cast, title=f"Number {number}", group="Year 5 at Quay School")
        with pytest.raises(Refusal, match="wears people out") as refused:
            a_listening(cast, title="Once more", group="year 5, at Quay School")
        assert refused.value.field == "group"
        a_listening(cast, title="Others", group="Year 6 at Quay School")
        for number in range(5):
            decide(cast, somebody_says(here, f"Swings {number}")[0])
    with at("2026-10-01 01:00"), work():
        reach.publish_due(now())
        [school] = reach.picture().groups[Dimension.SCHOOL]
    assert (school.group.name, school.group.heard) == ("Year 5 at Quay School", 5)


@pytest.mark.parametrize(
    ("route", "age"), [(Route.PARENT, "10-12"), (Route.CHILD, "18+")], ids=["parent", "adult"]
)
def test_nobody_but_a_child_is_asked_about_themselves_or_counted_as_one(work, cast, route, age):
    with work():
        here, token = a_listening(cast, for_parents=True), feedback.new_token()
        somebody_says(here, "More swings", token=token, route=route, age=age)
        assert not about_you.may_say(here, token)
        about_you.say(here, token, {Dimension.CARE: "yes"})
    assert list(db.session.scalars(sa.select(ReachCount))) == []
