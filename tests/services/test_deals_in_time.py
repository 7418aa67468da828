"""A Deal and the calendar: the clock that asks, renewing, ending, and what was heard meanwhile."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.clock import now
from app.db import db
from governance.services import bodies
from models.jobs import OutboxMessage
from participation.rules.deals import Progress
from participation.rules.deals_life import DealState
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import (
    deals_check_ins,
    deals_heard,
    deals_lasting,
    deals_reminders,
    deals_renewing,
    deals_thanks,
    gate,
)
from tests.deals_lived_made import SENTENCE, run, wall
from tests.deals_made import (
    lived,
    renewed_by_both,
    the,
)
from tests.voice_made import a_listening, a_theme, decide, somebody_says


def test_the_clock_asks_both_sides_once_then_only_ours_until_we_speak(app, cast, work, at):
    with at("2026-09-01 10:00"), work():
        key = lived(cast, owner="Rhona")
    assert run(work, at, "2026-11-30 09:00") == "0 asked, 1 told of a late part."
    assert run(work, at, "2026-12-01 09:00") == "1 asked, 0 told of a late part."
    assert run(work, at, "2026-12-01 10:00") == "0 asked, 0 told of a late part."
    assert the(cast, key).state is DealState.CHECK_IN
    assert letters(key, "asked") == ["A Deal is due for a check-in", "How is your Deal going?"]
    with pytest.raises(Refusal, match="Our side has not said"), work():
        deals_check_ins.settle(cast("Pia"), the(cast, key, "Pia"))
    run(work, at, "2027-03-10 09:00")
    assert letters(key, "asked") == ["A Deal is due for a check-in"] * 2 + ["How is your Deal going?"]
    with at("2027-03-11 10:00"):
        for pair in the(cast, key).pairs:
            with work():
                deals_check_ins.check_in(
                    cast("Rhona"), the(cast, key, "Rhona"), pair.public_id, Progress.KEPT, SENTENCE
                )
        with work():
            deals_check_ins.settle(cast("Grace"), the(cast, key))
    assert the(cast, key).state is DealState.ACTIVE
    assert run(work, at, "2027-07-01 09:00") == "1 asked, 0 told of a late part."
    for letter in db.session.scalars(sa.select(OutboxMessage)):
        text = f"{letter.subject} {letter.body}"
        assert not [word for word in ("Friday", "hall", "Asha", "Rhona", "lights") if word in text], text


def letters(key: str, about: str) -> list[str]:
    query = sa.select(OutboxMessage.subject).where(
        OutboxMessage.dedupe_key.startswith(f"deal-{about}:{key}:")
    )
    return sorted(db.session.scalars(query))


def test_renewing_and_ending_keep_what_was_learned_and_everything_said(app, cast, work):
    with work():
        key = lived(cast)
        deal = the(cast, key, "Rhona")
        deals_check_ins.check_in(cast("Rhona"), deal, deal.pairs[0].public_id, Progress.KEPT, SENTENCE)
        with pytest.raises(Refusal, match="what our side learned"):
            deals_renewing.renew(cast("Rhona"), deal, date(2027, 9, 1), "")
        renewed_by_both(cast, key, date(2027, 9, 1))
    assert the(cast, key).state is DealState.RENEWED
    with work():
        deals_lasting.retire(cast("Asha"), the(cast, key, "Asha"))
        deals_lasting.retire(cast("Rhona"), the(cast, key, "Rhona"), "Two keys are better than one.")
    deal = the(cast, key)
    assert deal.state is DealState.RETIRED
    assert [one.words for one in deals_thanks.lessons_of(deal) if one.words] == [
        "Ask the caretaker first.", "Two keys are better than one.",
    ]  # fmt: skip
    assert SENTENCE in {one.ours.said for one in wall(cast, key)}
    with pytest.raises(DBAPIError, match="kept as it was"), work():
        db.session.execute(sa.text("UPDATE deal_reviews SET learned = ''"))


def test_what_was_heard_is_only_what_was_let_through(app, cast, work):
    with work():
        here = a_listening(cast)
        free, _ = somebody_says(here, "The hall is cold.")
        decide(cast, free)
        dark, cold = a_theme(cast, free, title="Dark"), a_theme(cast, free, title="Cold", send=True)
        key = lived(cast)
        deals_heard.choose(cast("Pia"), the(cast, key, "Pia"), [dark.public_id, cold.public_id])
    assert [theme.title for theme in deals_heard.themes()] == ["Cold"]
    assert [theme.title for theme in deals_heard.of(the(cast, key))] == ["Cold"]
    with work():
        voice = gate.hold(WordsKind.FEEDBACK, free.public_id, "Other words, held again", by=Actor.nobody())
    assert voice.released_at is None
    assert deals_heard.of(the(cast, key)) == [], "words taken back take the theme off the Deal"


def test_once_a_term_the_check_in_falls_in_each_term_the_clerk_writes_down(app, cast, work, at):
    with at("2026-09-07 10:00"), work():
        key = lived(cast)
        assert the(cast, key).check_in_on == date(2026, 12, 1)  # nothing is written down yet
        for name, first, last in (
            ("Autumn", (2026, 9, 2), (2026, 12, 18)),
            ("Spring", (2027, 1, 4), (2027, 3, 25)),
        ):
            bodies.add_term(cast("Kwame"), name, date(*first), date(*last))
        assert the(cast, key).check_in_on == date(2026, 12, 4)
    with at("2026-12-04 10:00"), work():
        assert deals_reminders.ask_due(now()).startswith("1 asked")
        assert the(cast, key).check_in_on == date(2027, 3, 11)
        bodies.add_term(cast("Kwame"), "Summer", date(2027, 4, 12), date(2027, 7, 21))
        assert the(cast, key).check_in_on == date(2027, 3, 11), "once asked this term, it waits for the next"
