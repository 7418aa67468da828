"""Settings, typed, read once from the environment. Production refuses to start on anything unsafe."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class Mode(StrEnum):
    """What this copy of Our Part is for."""

    DEMO = "demo"
    PRODUCTION = "production"
    TEST = "test"


class MailSecurity(StrEnum):
    """How the way to the mail server is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class UnsafeSettings(RuntimeError):
    """Production was asked to start without something it needs to be safe."""


@dataclass(frozen=True)
class Settings:
    """Every setting, with the value it has when nothing is said. Names in the environment start OUR_PART_."""

    mode: Mode = Mode.DEMO
    database_url: str = ""
    secret_key: str = field(default="", repr=False)  # signs cookies and form tokens
    pepper: str = field(default="", repr=False)  # keyed hashes: session tokens, come-back words, receipts
    words_key: str = field(default="", repr=False)  # encrypts what children and families write
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    scheduler: bool = True
    gallery: bool = True
    secure_cookies: bool = False
    public_url: str = "http://127.0.0.1:8000"
    council_name: str = "Alderbrook Council"
    place_name: str = "Alderbrook"
    front_door_phone: str = "01632 960 100"  # Ofcom keeps this range for drama: it reaches nobody
    council_identifier: str = "XI-EXAMPLE-ALDERBROOK"  # a real council's is on org-id.guide, like GB-LAE-ABC
    grants_prefix: str = "360G-Alderbrook"
    contracts_prefix: str = "ocds-xxxxxx"
    mail_from: str = ""
    smtp_host: str = ""  # empty: letters wait
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_security: MailSecurity = MailSecurity.STARTTLS
    smtp_timeout: float = 60  # seconds, for each step
    notify_key: str = field(default="", repr=False)
    notify_template: str = ""
    instance_folder: Path = ROOT / "instance"
    erasures_file: Path | None = (
        None  # what was erased, kept outside the database; else in the instance folder
    )
    template_cache: Path | None = (
        None  # where compiled templates are kept; without it each start compiles again
    )
    argon2_memory_kib: int = 19456
    argon2_passes: int = 2

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo place, where one may be anybody."""
        return self.mode is Mode.DEMO


def settings_from(environ: Mapping[str, str] | None = None) -> Settings:
    """Read settings from the environment; raises UnsafeSettings when production lacks a real secret."""
    env = os.environ if environ is None else environ
    mode = Mode(env.get("OUR_PART_ENV", Mode.DEMO))
    folder = Path(env.get("OUR_PART_INSTANCE", ROOT / "instance"))
    kept = {} if mode is Mode.PRODUCTION else _kept_secrets(folder)
    settings = Settings(
        mode=mode,
        database_url=env.get("OUR_PART_DATABASE_URL", "") or _default_database(mode, folder),
        secret_key=env.get("OUR_PART_SECRET_KEY", "") or kept.get("secret_key", ""),
        pepper=env.get("OUR_PART_PEPPER", "") or kept.get("pepper", ""),
        words_key=env.get("OUR_PART_WORDS_KEY", "") or kept.get("words_key", ""),
        host=env.get("OUR_PART_HOST", "127.0.0.1"),
        port=int(env.get("OUR_PART_PORT", "8000")),
        threads=int(env.get("OUR_PART_THREADS", "8")),
        scheduler=_yes(env.get("OUR_PART_SCHEDULER", "yes")),
        gallery=_yes(env.get("OUR_PART_GALLERY", "no" if mode is Mode.PRODUCTION else "yes")),
        secure_cookies=_yes(env.get("OUR_PART_SECURE_COOKIES", "yes" if mode is Mode.PRODUCTION else "no")),
        public_url=env.get("OUR_PART_PUBLIC_URL", "http://127.0.0.1:" + env.get("OUR_PART_PORT", "8000")),
        council_name=env.get("OUR_PART_COUNCIL_NAME", "Alderbrook Council"),
        place_name=env.get("OUR_PART_PLACE_NAME", "Alderbrook"),
        front_door_phone=env.get("OUR_PART_FRONT_DOOR_PHONE", "01632 960 100"),
        council_identifier=env.get("OUR_PART_COUNCIL_IDENTIFIER", "XI-EXAMPLE-ALDERBROOK"),
        grants_prefix=env.get("OUR_PART_360GIVING_PREFIX", "360G-Alderbrook"),
        contracts_prefix=env.get("OUR_PART_OCDS_PREFIX", "ocds-xxxxxx"),
        mail_from=env.get("OUR_PART_MAIL_FROM", ""),
        smtp_host=env.get("OUR_PART_SMTP_HOST", ""),
        smtp_port=int(env.get("OUR_PART_SMTP_PORT", "") or "587"),
        smtp_user=env.get("OUR_PART_SMTP_USER", ""),
        smtp_password=env.get("OUR_PART_SMTP_PASSWORD", ""),
        smtp_security=MailSecurity(env.get("OUR_PART_SMTP_SECURITY", "") or MailSecurity.STARTTLS),
        smtp_timeout=float(env.get("OUR_PART_SMTP_TIMEOUT", "") or "60"),
        notify_key=env.get("OUR_PART_NOTIFY_KEY", ""),
        notify_template=env.get("OUR_PART_NOTIFY_TEMPLATE", ""),
        instance_folder=folder,
        erasures_file=Path(env["OUR_PART_ERASURES"]) if env.get("OUR_PART_ERASURES") else None,
    )
    refuse_if_unsafe(settings)
    refuse_mail(settings)
    return settings


def refuse_if_unsafe(settings: Settings) -> None:
    """Stop production from starting without a database and three long, different secrets, or with the demo on."""
    if settings.mode is not Mode.PRODUCTION:
        return
    secret = {
        "OUR_PART_SECRET_KEY": settings.secret_key,
        "OUR_PART_PEPPER": settings.pepper,
        "OUR_PART_WORDS_KEY": settings.words_key,
    }
    short = [name for name, value in secret.items() if len(value) < SHORTEST_SECRET or len(set(value)) < 8]
    if short:
        raise UnsafeSettings(
            f"{', '.join(short)} must each be a random text of at least {SHORTEST_SECRET} letters"
        )
    if len(set(secret.values())) < len(secret):
        raise UnsafeSettings("the three secrets must be different from one another")
    if not settings.database_url:
        raise UnsafeSettings("OUR_PART_DATABASE_URL must name the council's database")
    if not settings.secure_cookies:
        raise UnsafeSettings("OUR_PART_SECURE_COOKIES may not be switched off in production")


def refuse_mail(settings: Settings) -> None:
    """Stop when letters are set up so that they could not go, or would go in the open."""
    smtp, notify = bool(settings.smtp_host), bool(settings.notify_key)
    if smtp and notify:
        raise UnsafeSettings("choose a mail server (OUR_PART_SMTP_HOST) or GOV.UK Notify, not both")
    if smtp and not _ADDRESS.fullmatch(settings.mail_from):
        raise UnsafeSettings("OUR_PART_MAIL_FROM must be the one address letters come from")
    if smtp and not (0 < settings.smtp_port < 65536 and 1 <= settings.smtp_timeout <= 60):
        raise UnsafeSettings("OUR_PART_SMTP_PORT or OUR_PART_SMTP_TIMEOUT (1 to 60 seconds) cannot be so")
    if bool(settings.smtp_user) != bool(settings.smtp_password):
        raise UnsafeSettings("OUR_PART_SMTP_USER and OUR_PART_SMTP_PASSWORD go together")
    if notify and not settings.notify_template:
        raise UnsafeSettings("OUR_PART_NOTIFY_TEMPLATE must name the template letters are made with")
    in_the_open = smtp and settings.smtp_security is MailSecurity.NONE
    if in_the_open and settings.mode is Mode.PRODUCTION and settings.smtp_host not in _THIS_MACHINE:
        raise UnsafeSettings("OUR_PART_SMTP_SECURITY may be none only for a mail server on this machine")


def _default_database(mode: Mode, folder: Path) -> str:
    return "" if mode is Mode.PRODUCTION else f"sqlite:///{folder / 'our-part.sqlite3'}"


def _kept_secrets(folder: Path) -> dict[str, str]:
    """Random secrets for a demo, made once and kept beside its database, so a restart does not sign everyone out."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {}
    for name in ("secret_key", "pepper", "words_key"):
        file = folder / f"{name}.txt"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_hex(SHORTEST_SECRET), encoding="ascii")
        kept[name] = file.read_text(encoding="ascii").strip()
    return kept


def _yes(text: str) -> bool:
    answer = text.strip().lower()
    if answer not in {"yes", "no", "1", "0", "true", "false", "on", "off"}:
        raise UnsafeSettings(f"a setting says {text!r} where yes or no is needed")
    return answer in {"yes", "1", "true", "on"}
