"""The e-mail about a letter: the fixed words of its kind and a link, the same bytes at every try."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from app.config import Settings
from app.letters.trouble import Refused
from participation.rules.letters import KINDS, NOT_CHOSEN, URGENT, LetterKind


@dataclass(frozen=True)
class Letter:
    """What is known of a letter when it goes: to which address, of what kind, and the key that ends such letters."""

    id: int
    public_id: str
    address: str
    kind: LetterKind
    created_at: datetime
    stop: str
    tries: int = 1

    @property
    def link_path(self) -> str:
        """Where its link leads: the notice itself, or all of them."""
        return "/notices" if self.kind is LetterKind.GATHERED else f"/notices/{self.public_id}"

    @property
    def stop_path(self) -> str:
        """Where letters of this kind are ended without signing in; nothing where they may not be."""
        return "" if self.kind in URGENT | NOT_CHOSEN else f"/stop-letters/{self.stop}/{self.kind}"


def words_of(letter: Letter, settings: Settings) -> tuple[str, str]:
    """The subject and the text. Nothing of what the letter says, and nobody's name, is in them."""
    kind, base = KINDS[letter.kind], settings.public_url.rstrip("/")
    lines = [kind.says, "", "Sign in to read it:", f"{base}{letter.link_path}", ""]
    if letter.stop_path:
        lines += ["Choose what comes by e-mail, and how often:", f"{base}/notices/settings", ""]
        lines += ["No more e-mails like this:", f"{base}{letter.stop_path}", ""]
    elif letter.kind is LetterKind.GATHERED:
        lines += ["Choose what comes by e-mail, and how often:", f"{base}/notices/settings", ""]
    lines += [f"Our Part, {settings.council_name}"]
    return f"{kind.subject} – Our Part", "\n".join(lines) + "\n"


def message_of(letter: Letter, settings: Settings) -> EmailMessage:
    """The whole message. Its Message-ID and date belong to the letter, so a second copy is known to be one.

    Raises Refused for an address that cannot stand in a header (a line break in it would write headers of its own).
    """
    message = EmailMessage(
        policy=SMTP.clone(max_line_length=900)
    )  # an address is never broken into two lines
    subject, text = words_of(letter, settings)
    try:
        message["To"] = letter.address
        message["From"] = settings.mail_from
        usable = len(message["To"].addresses) == 1 and not message["To"].defects
    except (ValueError, IndexError):
        usable = False
    if not usable:
        raise Refused("The address on record is not an e-mail address")
    message["Subject"] = subject
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = f"<{letter.public_id}@{urlsplit(settings.public_url).hostname or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop_path:
        message["List-Unsubscribe"] = f"<{settings.public_url.rstrip('/')}{letter.stop_path}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text)
    return message
