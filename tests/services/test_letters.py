"""Letters reach a real mail server each once, whatever it does; nothing personal is in them."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from app import clock, outbox
from app.config import MailSecurity
from app.db import db
from app.letters import gathering, sending, sorting
from app.unit_of_work import unit_of_work
from models.jobs import OutboxMessage
from models.notices import LetterChoice
from models.people import User
from participation.rules.letters import KINDS, Cadence, LetterKind, Way
from tests.letters_made import (
    NOON,
    posted_fixture,  # noqa: F401 - a fixture
    send,
)
from tests.mail_made import serving, use


def letters():
    db.session.rollback()
    return db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id)).all()


def test_each_letter_arrives_once_though_the_server_fails_twice(app, posted):
    posted("Kwame", "Noor", "Carol")
    with serving(app, fails_first=2) as server:
        assert send() == "Sent none. 3 will be tried again."
        assert send(NOON + timedelta(seconds=59)) == "No letter waits."  # the pause is kept
        assert send(NOON + timedelta(minutes=1)) == "Sent none. 3 will be tried again."
        assert send(NOON + timedelta(minutes=2)) == "No letter waits."  # the second pause is longer
        assert send(NOON + timedelta(minutes=3)) == "Sent 3."
        assert send(NOON + timedelta(hours=9)) == "No letter waits."
    ids = [str(message["Message-ID"]) for message in server.taken]
    assert len(ids) == len(set(ids)) == 3
    assert all(times == 3 for times in server.asked.values())
    assert [(row.tries, row.trouble) for row in letters()] == [(3, "")] * 3


class Killed(BaseException):
    """The process is gone: nothing after this line runs."""


def test_a_process_killed_before_the_server_has_it_sends_it_once_later(app, posted, monkeypatch):
    posted("Kwame")
    with serving(app) as server:
        with monkeypatch.context() as dying:
            dying.setattr("app.letters.mail.Smtp.send", _die)
            with pytest.raises(Killed):
                send()
        assert send(NOON + timedelta(minutes=19)) == "No letter waits."  # another process might still have it
        assert send(NOON + timedelta(minutes=20)) == "Sent 1."
        assert send(NOON + timedelta(hours=1)) == "No letter waits."
    assert len(server.taken) == 1


def test_killed_after_the_servers_yes_the_copy_is_known_as_one(app, posted, monkeypatch):
    posted("Kwame")
    with serving(app) as server:
        with monkeypatch.context() as dying:
            dying.setattr(sending, "_mark", _die)
            with pytest.raises(Killed):
                send()
        send(NOON + timedelta(minutes=20))
        send(NOON + timedelta(hours=9))
    first, second = server.taken
    assert first.as_bytes() == second.as_bytes()  # the same id and date: mail programs show one


def _die(*args, **named):
    raise Killed


@pytest.mark.parametrize(
    ("answers", "said", "state"),
    [
        ({"RCPT": "550 5.1.1 no such person"}, "Sent none. The mail server refused 2 for good.", "refused"),
        ({"DATA": "554 5.7.1 looks wrong"}, "Sent none. The mail server refused 2 for good.", "refused"),
        ({"RCPT": "450 4.2.1 busy"}, "Sent none. 2 will be tried again.", "waits"),
        (
            {"MAIL": "550 5.7.1 who are you"},
            "failed: The mail server does not let us send (550 5.7.1).",
            "waits",
        ),
        ({"RCPT": "421 4.3.2 closing"}, "failed: The mail server refused the address (421 4.3.2).", "waits"),
    ],
)
def test_what_the_server_says_decides(app, posted, answers, said, state):
    posted("Kwame", "Noor")
    with serving(app, answers=dict(answers)) as server:
        assert send().startswith(said)
        if state == "waits":
            assert outbox.waiting() == 2
            server.answers.clear()
            send(NOON + timedelta(minutes=1))
            assert len(server.taken) == 2  # nothing was lost
        else:
            send(NOON + timedelta(days=2))
            assert server.taken == []
            assert all(row.refused_at and row.trouble and "@" not in row.trouble for row in letters())


def test_a_server_that_is_down_or_slow_loses_nothing_and_holds_up_no_writer(app, posted, work):
    posted("Kwame")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        use(app, taken.getsockname()[1])
        assert "does not answer" in send()
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the call and never says a word
        use(app, silent.getsockname()[1], smtp_timeout=0.1)
        assert send() == "failed: The mail server did not answer in time. 1 wait."
        with work():
            pass
    use(app, 1, smtp_security=MailSecurity.STARTTLS)
    with serving(app) as server:
        use(app, server.port, smtp_security=MailSecurity.STARTTLS)
        assert "does not offer the secure connection" in send()
        use(app, server.port, smtp_user="us", smtp_password="wrong")
        assert send().startswith("failed: The mail server does not")
        use(app, server.port, smtp_timeout=0.2)
        server.slow = 0.3  # long over the whole letter: waited for, since giving up would make a copy
        assert send() == "Sent 1."
        assert len(server.taken) == 1


def test_a_letter_that_cannot_be_made_holds_up_no_other(app, posted, work):
    posted("Kwame", "Noor")
    with work():
        user = db.session.scalars(sa.select(User).where(User.name == "Kwame")).one()
        user.email = "kwame@alderbrook.example\nBcc: everybody@alderbrook.example"
    with serving(app) as server:
        assert send() == "Sent 1. The mail server refused 1 for good."
        assert [str(message["To"]) for message in server.taken] == ["noor@alderbrook.example"]


@pytest.mark.parametrize("kind", LetterKind)
def test_no_letter_of_any_kind_carries_anything_personal(app, posted, kind):
    posted("Kwame", kind=kind)
    with serving(app) as server:
        assert send() == "Sent 1."
    (message,) = server.taken
    whole = message.as_string()
    assert not {word for word in ("swings", "Kwame wrote", "Noor", "/pots") if word in whole}
    assert whole.count("kwame") == 1  # the address it goes to
    assert KINDS[kind].says in server.texts()[0]
    stops = message["List-Unsubscribe"]
    assert bool(stops) == (kind not in {LetterKind.SAFEGUARDING, LetterKind.GATHERED})
    if stops:
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_who_gets_e_mail_and_when(app, posted, work, cast):
    with work():
        db.session.add_all([
            LetterChoice(user_id=cast("Noor").user_id, kind=LetterKind.IDEAS, cadence=Cadence.DAILY),
            LetterChoice(user_id=cast("Carol").user_id, kind=LetterKind.IDEAS, cadence=Cadence.NEVER),
            LetterChoice(user_id=cast("Sam").user_id, kind=LetterKind.SAFEGUARDING, cadence=Cadence.NEVER),
        ])  # fmt: skip
        young = db.session.get(User, cast("Tomos").user_id)
        young.email = "tomos@alderbrook.example"
    posted("Kwame", "Noor", "Carol", "Tomos")
    posted("Sam", kind=LetterKind.SAFEGUARDING)
    assert sorting.sort_new() == 5
    # a child gets none unless they ask; what keeps children safe cannot be turned off
    assert [row.way for row in letters()] == [Way.LETTER, Way.DAILY, Way.PAGE, Way.PAGE, Way.LETTER]


def test_gathered_notices_come_in_one_letter_in_the_london_morning(app, posted, work, cast):
    for name, cadence in (("Noor", Cadence.DAILY), ("Carol", Cadence.WEEKLY)):
        with work():
            db.session.add(LetterChoice(user_id=cast(name).user_id, kind=LetterKind.IDEAS, cadence=cadence))
    posted(
        "Noor", "Noor", "Carol", at=datetime(2027, 3, 27, 12, tzinfo=UTC)
    )  # a Saturday, before the clocks change
    sorting.sort_new()

    def gather(moment):
        with clock.at(moment), unit_of_work():
            return gathering.gather_due(moment)

    sunday = datetime(2027, 3, 28, 6, tzinfo=UTC)  # seven in London now
    assert gather(sunday - timedelta(seconds=1)) == "Nothing was to be gathered."
    assert gather(sunday) == "1 posted."  # Noor's two, in one
    assert gather(sunday + timedelta(hours=1)) == "Nothing was to be gathered."
    posted("Noor", at=sunday + timedelta(hours=2))
    sorting.sort_new()
    assert gather(sunday + timedelta(hours=3)) == "Nothing was to be gathered."
    assert gather(sunday + timedelta(days=2)) == "2 posted."  # Tuesday: Monday's was missed, and is caught up
    with serving(app) as server:
        assert send(sunday + timedelta(days=2)) == "Sent 3."
    assert all("There are new notices for you." in text for text in server.texts())
