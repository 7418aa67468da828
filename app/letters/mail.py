"""Handing letters to a mail server over SMTP, with time-outs, and telling its answers apart."""

from __future__ import annotations

import smtplib
import ssl
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urlsplit

from app.config import MailSecurity, Settings
from app.letters.email import Letter, message_of
from app.letters.trouble import NoServer, Refused, TryLater

# RFC 5321 4.5.3.2.6: the server may take long to say that it has the whole letter; giving up early makes copies.
TAKING_IT = 10


class Transport(Protocol):
    """A way out for letters, open for one run."""

    def __enter__(self) -> Self:
        """Open it; raises NoServer."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it, whatever happened."""
        ...

    def send(self, letter: Letter) -> None:
        """Hand one letter over; raises NotSent in one of its kinds."""
        ...


class Smtp:
    """One connection to the council's mail server."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        try:
            self._server = self._connected()
        except smtplib.SMTPAuthenticationError:
            raise NoServer("The mail server does not accept our name and password") from None
        except smtplib.SMTPNotSupportedError:
            raise NoServer("The mail server does not offer the secure connection that is asked for") from None
        except ssl.SSLError:
            raise NoServer("No secure connection to the mail server could be made") from None
        except (OSError, smtplib.SMTPException) as error:
            raise _silent(error) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()

    def send(self, letter: Letter) -> None:
        """Hand one letter over. Anything but the server's yes raises."""
        server, message = self._server, message_of(letter, self.settings)
        if server is None:
            raise RuntimeError("letters are sent inside `with`")
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise _answer(code, said, "the address") from None
        except smtplib.SMTPSenderRefused as error:
            raise NoServer(
                f"The mail server does not let us send ({_code(error.smtp_code, error.smtp_error)})"
            ) from None
        except smtplib.SMTPDataError as error:
            raise _answer(error.smtp_code, error.smtp_error, "the letter") from None
        except smtplib.SMTPNotSupportedError:
            raise Refused("The mail server cannot send to an address with such letters in it") from None
        except (OSError, smtplib.SMTPException) as error:
            raise _silent(error) from None

    def _connected(self) -> smtplib.SMTP:
        chosen = self.settings
        ours = urlsplit(chosen.public_url).hostname or "localhost"
        secure = ssl.create_default_context()
        server: smtplib.SMTP
        if chosen.smtp_security is MailSecurity.TLS:
            server = _PatientTls(
                chosen.smtp_host, chosen.smtp_port, ours, timeout=chosen.smtp_timeout, context=secure
            )
        else:
            server = _Patient(chosen.smtp_host, chosen.smtp_port, ours, timeout=chosen.smtp_timeout)
        try:
            if chosen.smtp_security is MailSecurity.STARTTLS:
                server.starttls(context=secure)
            if chosen.smtp_user:
                server.login(chosen.smtp_user, chosen.smtp_password)
        except BaseException:
            server.close()
            raise
        return server


class _Patience(smtplib.SMTP):
    """Waits longer for the answer to a whole letter than for any other."""

    def data(self, msg: object) -> tuple[int, bytes]:
        """Send the letter's text and wait for what the server says to it."""
        usual = self.sock.gettimeout() if self.sock else None
        if self.sock and usual:
            self.sock.settimeout(usual * TAKING_IT)
        answer = super().data(msg)  # type: ignore[arg-type]
        if self.sock and usual:
            self.sock.settimeout(usual)
        return answer


class _Patient(_Patience):
    """In the open, until STARTTLS."""


class _PatientTls(_Patience, smtplib.SMTP_SSL):
    """Secure from the first byte."""


def _silent(error: Exception) -> NoServer:
    """A server that is not there, or does not say anything in time (smtplib tells that as a lost connection)."""
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return NoServer("The mail server did not answer in time")
    return NoServer(f"The mail server does not answer ({type(error).__name__})")


def _answer(code: int, said: bytes | str, of: str) -> NoServer | TryLater | Refused:
    """What the server's answer about one letter means."""
    words = f"The mail server refused {of} ({_code(code, said)})"
    if code == 421:  # it closes the connection
        return NoServer(words)
    return Refused(words) if code >= 500 else TryLater(words)


def _code(code: int, said: bytes | str) -> str:
    """The answer's numbers only, like "550 5.1.1": its words may name the address."""
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    finer = text.split(" ", 1)[0]
    return f"{code} {finer}" if finer.replace(".", "").isdigit() and finer.count(".") == 2 else str(code)
