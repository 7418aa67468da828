"""A browser for everybody, and the addresses of the made records."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.access import stamp_of
from tests.guards.behind import Behind
from tests.guards.doors import DOORS
from tests.guards.names import EVERYONE, NOBODY
from tests.guards.records import RECORDS
from tests.inspector import Inspector
from tests.sweep_place.found import Ids

# Pages that exist in development or in the demo only, and files; each has tests of its own.
ELSEWHERE = {"static"}


@dataclass
class Sweep:
    """The furnished app with a browser for each member of the cast, and one for nobody."""

    app: Flask
    ids: Ids
    cookies: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in EVERYONE:
            browser = Inspector(self.app)
            with self.app.app_context():
                if name != NOBODY:
                    browser.sign_in_as(self.ids[f"person {name}"])
                self.tokens[name] = browser.csrf()
            cookie = browser.client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
            self.cookies[name] = f"{cookie.key}={cookie.value}" if cookie else ""

    def rules(self) -> list[Rule]:
        """Every address but files."""
        return [rule for rule in self.app.url_map.iter_rules() if rule.endpoint not in ELSEWHERE]

    def ask(self, who: str, method: str, path: str) -> tuple[int, str]:
        """The status, and where it leads."""
        answer = self.answer(who, method, path)
        return answer.status_code, answer.location or ""

    def answer(self, who: str, method: str, path: str) -> TestResponse:
        """The whole answer to one request. The same cookie is sent each time, so no page can sign anybody out here."""
        sent = {"data": {"csrf_token": self.tokens[who]}} if method == "POST" else {}
        with self.app.app_context():
            browser = self.app.test_client(use_cookies=False)
            return browser.open(path, method=method, headers={"Cookie": self.cookies[who]}, **sent)

    def door(self, rule: Rule) -> frozenset[str]:
        """Who comes through, by name."""
        stamp = stamp_of(self.app.view_functions[rule.endpoint])
        return EVERYONE if stamp == "public" else frozenset(DOORS[stamp.name])  # type: ignore[union-attr]

    def path(self, rule: Rule, behind: Behind, **instead: str) -> str:
        """The address of a made record."""
        values = {
            k: v[1:] if v.startswith("=") else self.ids[v]
            for k, v in behind.values.items()
            if k in rule.arguments
        }
        return filled(rule, {**values, **instead})


def behind_of(rule: Rule) -> list[Behind]:
    """The records of the table that have all of the address's variables; an address without any has one, empty."""
    variables = rule.arguments - set(rule.defaults or ())
    found = RECORDS.get(rule.endpoint, () if variables else (Behind(),))
    return [behind for behind in found if set(behind.values) == variables]


def filled(rule: Rule, values: dict[str, str]) -> str:
    """The rule's address with these variables, each quoted as a browser would (the app's own builder is not asked)."""
    return "".join(
        quote(values[part], safe="") if dynamic else part for dynamic, part in rule._trace if part != "|"
    )
