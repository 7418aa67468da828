"""Letters through GOV.UK Notify go each once, what it answers is understood, and a wrong set-up stops the start."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.config import UnsafeSettings, settings_from
from app.letters import email, notify, sending
from app.letters.trouble import NoServer, Refused, TryLater
from participation.rules.letters import LetterKind
from tests.letters_made import (
    NOON,
    SECRET,
    posted_fixture,  # noqa: F401 - a fixture
    send,
)


class FakeNotify:
    """What the client of GOV.UK Notify does, without the network."""

    def __init__(self, fails=()):
        self.sent, self.fails = [], list(fails)

    def send_email_notification(self, **said):
        if self.fails:
            status = self.fails.pop(0)
            if status == "cut off":
                self.sent.append(said)
                status = 503
            raise SimpleError(status)
        self.sent.append(said)

    def get_all_notifications(self, reference):
        return {"notifications": [one for one in self.sent if one["reference"] == reference]}


class SimpleError(Exception):
    def __init__(self, status):
        super().__init__("it went wrong")
        self.status_code = status


def test_gov_uk_notify_gets_each_letter_once_even_when_the_line_breaks(app, posted, monkeypatch):
    posted("Kwame", "Noor")
    client = FakeNotify(["cut off", 429, 400])
    monkeypatch.setattr(sending, "transport", lambda settings: notify.Notify(settings, client))
    assert send().startswith("failed: GOV.UK Notify said 503")
    assert send(NOON + timedelta(minutes=1)) == "Sent 1. 1 will be tried again."
    assert send(NOON + timedelta(minutes=3)) == "Sent none. The mail server refused 1 for good."
    assert [one["email_address"] for one in client.sent] == ["kwame@alderbrook.example"]
    assert SECRET not in str(client.sent)


@pytest.mark.parametrize(
    ("status", "trouble"), [(401, NoServer), (500, NoServer), (429, TryLater), (400, Refused)]
)
def test_what_notify_answers_means(app, status, trouble):
    letter = email.Letter(1, "abc", "a@b.example", LetterKind.OTHER, NOON, "key")
    with (
        pytest.raises(trouble),
        notify.Notify(app.extensions["our_part_settings"], FakeNotify([status])) as out,
    ):
        out.send(letter)


@pytest.mark.parametrize(
    ("env", "why"),
    [
        ({"OUR_PART_SMTP_HOST": "mail"}, "MAIL_FROM"),
        ({"OUR_PART_SMTP_HOST": "mail", "OUR_PART_MAIL_FROM": "a@b.example\nBcc: c@d.example"}, "MAIL_FROM"),
        (
            {"OUR_PART_SMTP_HOST": "mail", "OUR_PART_MAIL_FROM": "a@b.example", "OUR_PART_SMTP_USER": "u"},
            "together",
        ),
        (
            {"OUR_PART_SMTP_HOST": "mail", "OUR_PART_MAIL_FROM": "a@b.example", "OUR_PART_NOTIFY_KEY": "k"},
            "not both",
        ),
        ({"OUR_PART_NOTIFY_KEY": "k"}, "TEMPLATE"),
    ],
)
def test_letters_set_up_so_that_they_could_not_go_stop_the_start(tmp_path, env, why):
    with pytest.raises(UnsafeSettings, match=why):
        settings_from({"OUR_PART_INSTANCE": str(tmp_path), **env})


def test_the_network_package_is_asked_for_only_when_it_is_used(app):
    assert isinstance(sending.transport(SimpleNamespace(smtp_host="", notify_key="k")), notify.Notify)
    assert sending.transport(SimpleNamespace(smtp_host="", notify_key="")) is None
