"""Kept for its time and no longer: at the last second, the first after it, again, late, and while it is held."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from models.attachments import Attachment
from models.consents import Consent
from models.erasures import AccountClosing, Erasure
from models.feedback import Feedback
from models.panels import Invitation
from models.people import Membership, SignIn, User
from models.places import Team
from models.raised import PanelPost
from models.requests import DataRequest
from models.triage import SealedWords
from participation.rules.consents import ConsentKind
from participation.rules.gate import Letting, Outcome
from participation.rules.people import Actor, AgeBand, Role
from participation.rules.retention import SCHEDULE, HeldThing, Kept
from participation.services import (
    attachments,
    consents,
    consents_photos,
    holds,
    panel_talk,
    panels_joining,
    retention,
)
from participation.services.panels_joining import Invited
from tests.attachments_made import picture
from tests.conftest import person
from tests.consents_made import a_young_person, agreed
from tests.requests_made import asked
from tests.voice_made import a_listening, decide, item_of, somebody_says

KEEP = {"letting": Letting.KEEP, "reference": "REF-1"}


def run(work, moment):
    with clock.at(moment), work():
        return retention.run_due(moment)


def line(kept, moment):
    return next(one for one in retention.report(moment) if one.kept is kept)


def left(table):
    return db.session.scalar(sa.select(sa.func.count()).select_from(table))


@pytest.mark.parametrize(
    ("kept", "more"),
    [
        (Kept.ORDINARY, {}), (Kept.ADVICE, {"outcome": Outcome.ADVICE}),
        (Kept.CONCERN, {"outcome": Outcome.REFERRED, **KEEP}), (Kept.CONCERN, {"outcome": Outcome.EMERGENCY, **KEEP}),
    ],
    ids=["ordinary", "advice", "referred", "emergency"],
)  # fmt: skip
def test_words_go_at_the_first_second_after_their_time(work, cast, at, kept, more):
    with at("2028-02-29 10:00"), work():
        said, _ = somebody_says(a_listening(cast), "A bench, please")
        decide(cast, said, **more)
    over = SCHEDULE[kept].over_at(said.said_at)
    before, after = over - timedelta(seconds=1), over + timedelta(seconds=1)
    assert (line(kept, before).due, line(kept, before).soon) == (0, 1)
    assert run(work, before) == "Nothing was due."
    assert (line(kept, over).due, line(kept, after).due) == (1, 1)
    assert left(SealedWords) == 1, "a dry run changes nothing"
    assert "Erased 1" in run(work, over)
    assert (left(SealedWords), left(Feedback)) == (0, 1)
    assert run(work, after) == "Nothing was due.", "a second run finds nothing"


def test_what_was_once_referred_is_kept_as_such_whatever_was_decided_later(work, cast):
    with work():
        said, _ = somebody_says(a_listening(cast), "A bench, please")
        decide(cast, said, outcome=Outcome.REFERRED, **KEEP)
        decide(cast, said)
    in_six_years = now() + timedelta(days=6 * 366)
    assert [one.kept for one in retention.report(in_six_years) if one.due] == []
    assert line(Kept.CONCERN, now()).first.year == now().year + 25


def test_what_waits_for_a_decision_never_goes(work, cast):
    with work():
        somebody_says(a_listening(cast), "He hits me", face=1)
    assert run(work, now() + timedelta(days=40 * 366)) == "Nothing was due."
    assert left(SealedWords) == 1


def test_a_hold_stops_the_schedule_and_its_end_lets_it_go_on(work, cast):
    with work():
        said, _ = somebody_says(a_listening(cast), "A bench, please")
        decide(cast, said)
        new = holds.NewHold(
            HeldThing.FEEDBACK, item_of(said).public_id, "A claim is made.", local_date(now()) + timedelta(9)
        )
        hold = holds.hold(cast("Orla"), new)
    later = now() + timedelta(days=3 * 366)
    assert (line(Kept.ORDINARY, later).due, line(Kept.ORDINARY, later).held) == (0, 1)
    assert run(work, later) == "Nothing was due."
    with work():
        holds.end(cast("Orla"), hold.public_id, "The claim was settled.")
    assert "Erased 1" in run(work, later)


def test_photos_agreements_files_and_sessions(work, cast):
    with work():
        robin, _ = a_young_person()
        file = attachments.keep(cast("Carol"), "award", "somewhere", picture())
        off = attachments.keep(cast("Carol"), "award", "elsewhere", picture((30, 30)))
        yes = agreed(robin)
        agreed(robin, ConsentKind.TAKING_PART)
        consents_photos.put_in_photo(cast("Pia"), robin, file.public_id)
        consents.take_back(Actor.nobody(), robin, yes.public_id)
        attachments.take_away(cast("Carol"), off.public_id)
        db.session.add(SignIn(token_digest="a", user_id=person("Ben").id, started_at=now(), ends_at=now()))
    start = now()
    run(work, start + timedelta(days=32))
    assert (left(Attachment), left(SignIn), left(Consent)) == (1, 0, 2), "the photo and the session went"
    run(work, start + timedelta(days=367))
    assert left(Attachment) == 0
    run(work, start + timedelta(days=6 * 366))
    assert left(Consent) == 1, "what was taken back first"
    run(work, start + timedelta(days=8 * 366))
    assert left(Consent) == 0
    assert consents.find(cast("Pia"), "", 1) == ([], 0), "with the last record the page goes"


def test_a_photo_agreed_to_again_stays(work, cast):
    with work():
        robin, _ = a_young_person()
        file = attachments.keep(cast("Carol"), "award", "somewhere", picture())
        consents_photos.put_in_photo(cast("Pia"), robin, file.public_id)
        consents.take_back(Actor.nobody(), robin, agreed(robin).public_id)
        agreed(robin)
    run(work, now() + timedelta(days=60))
    assert left(Attachment) == 1


def test_idle_and_closed_accounts(work, cast):
    ben, dev = person("Ben"), person("Dev")
    with work():
        db.session.execute(
            sa.update(Membership).where(Membership.user_id == ben.id).values(ends_on=local_date(now()))
        )
        db.session.add(AccountClosing(user_id=dev.id, asked_at=now()))
    run(work, now() + timedelta(days=1))
    names = {user.name for user in db.session.scalars(sa.select(User))}
    assert "Dev" not in names
    assert "Ben" in names
    run(work, now() + timedelta(days=735))
    assert "Ben" not in {user.name for user in db.session.scalars(sa.select(User))}
    assert left(Erasure) == 2


def test_panel_talk_requests_and_invitations(work, cast):
    with work():
        team = db.session.scalars(sa.select(Team).where(Team.is_panel)).one()
        panels_joining.invite(cast("Pia"), team, Invited("Rosa", Role.SUPPORTER, AgeBand.ADULT))
        talk, worrying = (panel_talk.say(cast("Asha"), team, words) for words in ("Too long", "I am scared"))
        request = asked()
        for one, outcome in (
            (talk, Outcome.NO_CONCERN),
            (worrying, Outcome.ADVICE),
            (request, Outcome.NO_CONCERN),
        ):
            decide(cast, one, outcome=outcome)
        request.decided_at = now()
    start = now()
    run(work, start + timedelta(days=120))
    assert (left(Invitation), left(DataRequest), left(SealedWords)) == (0, 1, 4)
    run(work, start + timedelta(days=735))
    assert [one.words for one in panel_talk.on(team)] == ["I am scared"], (
        "advice was taken about it, so it stays"
    )
    run(work, start + timedelta(days=1_100))
    assert (left(DataRequest), left(SealedWords), left(PanelPost)) == (0, 1, 2)
