"""A real mail server on this machine for tests, which can be told to refuse, fail, be slow, and be down."""

from __future__ import annotations

import asyncio
import email
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.message import EmailMessage, Message
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from flask import Flask

from app.config import MailSecurity

FROM = "our-part@alderbrook.example"


@dataclass
class Server:
    """What the server took, and how it answers: a number of failures first, or a fixed answer by command."""

    fails_first: int = 0
    answers: dict[str, str] = field(default_factory=dict)  # "RCPT"/"MAIL"/"DATA" -> the answer given instead
    slow: float = 0
    taken: list[Message] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    port: int = 0

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Who sends."""
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Who it is for."""
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """The letter itself."""
        message = email.message_from_bytes(envelope.content, policy=default)
        self.asked[str(message["Message-ID"])] += 1
        if self.slow:
            await asyncio.sleep(self.slow)
        if "DATA" in self.answers:
            return self.answers["DATA"]
        if self.asked[str(message["Message-ID"])] <= self.fails_first:
            return "451 4.3.0 Not now, please"
        self.taken.append(message)
        return "250 2.0.0 Taken"

    def texts(self) -> list[str]:
        """The text of each letter taken."""
        return [cast("EmailMessage", message).get_content() for message in self.taken]


class Anywhere(Controller):
    """On whichever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serving(app: Flask, **how: Any) -> Iterator[Server]:
    """A mail server on a free port, and the app told to use it."""
    server = Server(**how)
    controller = Anywhere(server, hostname="127.0.0.1", port=0)
    controller.start()
    use(app, controller.port)
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()


def use(app: Flask, port: int, **more: Any) -> None:
    """Tell the app which mail server it has."""
    app.extensions["our_part_settings"] = replace(
        app.extensions["our_part_settings"], smtp_host="127.0.0.1", smtp_port=port, mail_from=FROM,
        **{"smtp_security": MailSecurity.NONE, "smtp_timeout": 5.0, "smtp_user": "", "smtp_password": "", **more},
    )  # fmt: skip
