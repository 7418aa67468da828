"""Handing letters to GOV.UK Notify instead of a mail server (needs `pip install -r requirements-notify.txt`).

The council makes one template there, with ((subject)) as its subject and ((text)) as its message. Notify keeps our
reference for each letter, so after a try that may or may not have worked we ask whether it has that one already.
"""

from __future__ import annotations

import logging
from types import TracebackType
from typing import Any, Self

from app.config import Settings
from app.letters.email import Letter, words_of
from app.letters.trouble import NoServer, Refused, TryLater

NOT_OURS = {401, 403}  # the key, not the letter, is at fault


class Notify:
    """A client of the service. `client` is given in tests."""

    def __init__(self, settings: Settings, client: Any = None) -> None:
        self.settings = settings
        self._client = client

    def __enter__(self) -> Self:
        if self._client is None:
            try:
                from notifications_python_client.notifications import NotificationsAPIClient
            except ImportError:
                raise NoServer("GOV.UK Notify is chosen, and its package is not installed") from None
            logging.getLogger("notifications_python_client").setLevel(
                logging.ERROR
            )  # its warnings may name people
            made: Any = NotificationsAPIClient
            self._client = made(self.settings.notify_key, timeout=int(self.settings.smtp_timeout))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to close: each call is a request of its own."""

    def send(self, letter: Letter) -> None:
        """Hand one letter over, unless Notify has it from an earlier try."""
        subject, text = words_of(letter, self.settings)
        stop = f"{self.settings.public_url.rstrip('/')}{letter.stop_path}" if letter.stop_path else None
        try:
            if letter.tries > 1 and self._has(letter):
                return
            self._client.send_email_notification(
                email_address=letter.address, template_id=self.settings.notify_template,
                personalisation={"subject": subject, "text": text}, reference=letter.public_id,
                one_click_unsubscribe_url=stop,
            )  # fmt: skip
        except Exception as error:  # noqa: BLE001 - its errors come with an optional package, so they are told by status
            status = getattr(error, "status_code", None)
            if not isinstance(status, int):
                raise NoServer(f"GOV.UK Notify does not answer ({type(error).__name__})") from None
            raise _answer(status) from None

    def _has(self, letter: Letter) -> bool:
        found = self._client.get_all_notifications(reference=letter.public_id)
        return bool(found.get("notifications"))


def _answer(status: int) -> NoServer | TryLater | Refused:
    words = f"GOV.UK Notify said {status}"
    if status in NOT_OURS or status >= 500:
        return NoServer(words)
    return TryLater(words) if status == 429 else Refused(words)
