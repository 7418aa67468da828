"""Notices and what people want by e-mail: reading, choosing, ending without signing in, calendars, refused letters."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from app import clock, outbox
from app.db import db
from app.letters import sending
from models.jobs import OutboxMessage
from models.notices import LetterChoice, PersonalKey
from models.people import User
from participation.rules.letters import Cadence, LetterKind
from tests import summaries_made
from tests.mail_made import serving
from tests.proposals_made import actor

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def notice(app, work, cast):
    def made(name="Kwame", kind=LetterKind.SUMMARIES, path="/summaries", n=0):
        with work():
            return outbox.post(
                cast(name).user_id, "A summary waits", "It is drafted.", dedupe_key=f"{name}{n}", kind=kind, path=path
            ).public_id  # fmt: skip

    return made


def kept(model):
    db.session.rollback()
    return db.session.scalars(sa.select(model)).all()


def test_a_notice_is_new_until_it_is_followed_and_only_its_reader_finds_it(notice, sign_in):
    public_id, kwame = notice(), sign_in("Kwame")
    assert "Notices 1 new" in kwame.get("/").text
    assert "New" in kwame.get("/notices").text
    kwame.get(f"/notices/{public_id}")  # looking changes nothing
    assert kept(OutboxMessage)[0].read_at is None
    kwame.post(f"/notices/{public_id}", {})
    assert kwame.location == "/summaries"
    assert kept(OutboxMessage)[0].read_at is not None
    assert "1 new" not in kwame.get("/").text
    sign_in("Noor").get(f"/notices/{public_id}", status=404)


def test_all_are_read_at_once_and_an_empty_page_says_what_will_come(notice, sign_in):
    for n in range(3):
        notice(n=n)
    kwame = sign_in("Kwame")
    kwame.post("/notices", {})
    assert all(row.read_at for row in kept(OutboxMessage))
    assert "Nothing new" in sign_in("Noor").get("/notices").text


def test_letters_that_say_the_same_are_one_line_with_a_count(app, work, cast, notice, sign_in):
    """Seventy letters about three subjects: the header counts three, and each is one line with the things in it."""
    with work():
        for n in range(69):
            outbox.post(
                cast("Kwame").user_id, ("A vote is open", "A Deal is due for a check-in")[n % 2], "Look when you like.",
                dedupe_key=f"many{n}", kind=(LetterKind.VOTES, LetterKind.DEALS)[n % 2], path=f"/rounds/{n // 4}",
            )  # fmt: skip
    one, kwame = notice(), sign_in("Kwame")
    assert "Notices 3 new" in kwame.get("/").text
    page = kwame.get("/notices")
    assert [head.get_text(" ", strip=True) for head in page.select(".op-news__title")] == [
        "A summary waits New", "A vote is open 35 new", "A Deal is due for a check-in 34 new",
    ]  # fmt: skip
    page.says("18 things", "And 10 more, older ones", "2 letters")
    vote = page.select("ol.op-news__things a")[0]["href"]
    kwame.post(vote, {})  # the newest thing, of one letter
    kwame.get("/notices").says("34 new", "17 things")
    kwame.post(f"{vote}/alike", {})
    assert "Notices 2 new" in kwame.get("/").text
    sign_in("Noor").post(f"/notices/{one}/alike", {}, status=404)
    kwame.post("/notices", {})
    assert "new" not in kwame.get("/notices").one("ul.op-news").get_text().lower().split()


def test_one_choice_gathers_everything_but_what_keeps_children_safe(sign_in):
    sign_in("Sam").post("/notices/settings/all", {"every": "weekly"})
    kinds = {row.kind: row.cadence for row in kept(LetterChoice)}
    assert set(kinds.values()) == {Cadence.WEEKLY}
    assert LetterKind.SAFEGUARDING not in kinds
    sign_in("Sam").post("/notices/settings/all", {"every": "hourly"}, status=200)


def test_people_choose_by_kind_and_are_offered_only_theirs(sign_in):
    page = sign_in("Kwame").get("/notices/settings")
    assert page.one("select[name=summaries]")
    assert page.select("select[name=checks]") == []
    kinds = [one["name"] for one in page.select("form select")]
    sign_in("Kwame").post("/notices/settings", dict.fromkeys(kinds, "weekly"))
    assert {row.cadence for row in kept(LetterChoice)} == {Cadence.WEEKLY}
    assert (
        sign_in("Kwame").get("/notices/settings").one("select[name=summaries] option[selected]")["value"]
        == "weekly"
    )


def test_what_keeps_children_safe_cannot_be_turned_off(sign_in):
    sam = sign_in("Sam")
    page = sam.get("/notices/settings")
    assert "cannot be turned off" in page.text
    assert page.select("[name=safeguarding]") == []
    sam.post("/notices/settings", {"other": "never", "safeguarding": "never"})
    assert {row.kind for row in kept(LetterChoice)} == {LetterKind.OTHER}


def test_a_young_advisor_gets_no_e_mail_unless_they_ask(app, work, cast, sign_in):
    with work():
        db.session.get(User, cast("Tomos").user_id).email = "tomos@alderbrook.example"
    page = sign_in("Tomos").get("/notices/settings")
    assert "Does anybody else read this inbox?" in page.text
    assert {one["value"] for one in page.select("option[selected]")} == {"never"}


def test_e_mails_end_with_a_key_and_no_sign_in_and_only_when_asked(app, notice, client, sign_in):
    notice()
    with serving(app) as server, clock.at(NOON):
        sending.send_due(NOON)
    path = server.taken[0]["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    client.get(path)
    assert kept(LetterChoice) == []  # a mail program that opens every link ends nothing
    bare = app.test_client()  # no cookie, no token: what RFC 8058 sends
    assert bare.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert [(row.kind, row.cadence) for row in kept(LetterChoice)] == [(LetterKind.SUMMARIES, Cadence.NEVER)]
    assert bare.post("/sign-out").status_code == 400  # control: every other form needs its token
    key = kept(PersonalKey)[0].stop
    for wrong in (
        f"/stop-letters/{key}/safeguarding",
        f"/stop-letters/{key}/x",
        "/stop-letters/abc/summaries",
    ):
        assert bare.post(wrong, data={"List-Unsubscribe": "One-Click"}).status_code == 404
    assert bare.post(path).status_code == 400  # as a form of ours it needs our token


def test_a_calendar_address_can_be_made_anew_and_then_the_old_one_opens_nothing(app, client, sign_in):
    grace = sign_in("Grace")
    grace.post("/notices/calendar", {})
    old = kept(PersonalKey)[0].calendar
    assert old in grace.get("/notices/settings").text
    assert client.client.get(f"/calendar/{old}.ics").status_code == 200
    grace.post("/notices/calendar", {})
    assert client.client.get(f"/calendar/{old}.ics").status_code == 404


def test_calendars_hold_the_dates_of_a_body(app, client):
    public_id = summaries_made.published(actor).body.public_id
    found = Calendar.from_ical(client.client.get(f"/bodies/{public_id}/calendar.ics").data)
    everybodys = Calendar.from_ical(client.client.get("/calendar.ics").data)
    names = {str(event["UID"]) for event in found.walk("VEVENT")}
    assert names
    assert names <= {str(event["UID"]) for event in everybodys.walk("VEVENT")}


def test_an_administrator_sees_what_was_refused_and_lets_it_go_again(app, notice, sign_in):
    notice()
    ada = sign_in("Ada")
    assert "No mail server is set up" in ada.get("/letters").text
    with serving(app, answers={"RCPT": "550 5.1.1 kwame@alderbrook.example is nobody"}) as server:
        with clock.at(NOON):
            sending.send_due(NOON)
        page = ada.get("/letters")
        assert "refused the address (550 5.1.1)" in page.text
        assert "is nobody" not in page.text
        server.answers.clear()
        ada.post(f"/letters/{kept(OutboxMessage)[0].public_id}/again", {})
        with clock.at(NOON):
            assert sending.send_due(NOON) == "Sent 1."
    sign_in("Pia").get("/letters", status=403)
