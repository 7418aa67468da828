"""Every address, opened by everybody: doors that are shut answer 403, records of somebody else answer 404.

DOORS says by name who comes through each door, apart from the app's own policy, so a change of that policy is read
here too. RECORDS says which made record stands behind each address and who finds it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.access import stamp_of
from app.cli.access import routes
from app.demo.people import CAST
from tests.guards.hostile import hostile_ids
from tests.inspector import Inspector
from tests.sweep_place import Ids

NOBODY = "nobody signed in"
EVERYONE = frozenset({person.name for person in CAST} | {NOBODY})
SOUTH = {"Asha", "Tomos", "Grace", "Cllr Idris", "Mei"}
TEAMS = SOUTH | {"Erin"}
OFFICERS = {"Carol", "Farid", "Noor", "Kwame"}

DOORS: dict[str, set[str]] = {
    "BE_SIGNED_IN": set(EVERYONE) - {NOBODY},
    "SEE_POTS": TEAMS | OFFICERS | {"Olu"},
    "RUN_POTS": {"Farid"},
    "PROPOSE": TEAMS | {"Ben", "Dev"},
    "READ_PROPOSALS": TEAMS | OFFICERS | {"Ben", "Dev", "Pia", "Olu"},
    "REVIEW_PROPOSALS": {"Carol"},
    "RUN_ROUNDS": {"Grace", "Erin", "Carol"},
    "VOTE": TEAMS,
    "DECIDE": {"Noor"},
    "DECLARE_INTEREST": TEAMS | {"Noor", "Carol"},
    "SIGN_AWARDS": TEAMS - {"Asha", "Tomos"} | {"Ben", "Dev", "Carol"},
    "MAKE_DEALS": TEAMS | {"Pia", "Carol", "Rhona"},
    "SET_UP_LISTENING": {"Pia"},
    "KEEP_SAFE": {"Sam", "Joy"},
    "THEME_FEEDBACK": {"Pia"},
    "ANSWER": {"Rhona"},
    "READ_DRAFTS": {"Kwame", "Carol", "Noor", "Olu"},
    "CLERK": {"Kwame"},
    "APPROVE_SUMMARIES": {"Carol", "Noor"},
    "CHECK_TRAIL": {"Olu"},
    "RUN_PEOPLE": {"Ada", "Pia"},
}
POT_READERS = SOUTH | OFFICERS | {"Olu"}
DEAL_HELPERS = {"Pia", "Carol", "Rhona", "Noor"}


@dataclass(frozen=True)
class Behind:
    """A made record behind an address, and who of those through the door finds it (None: all of them)."""

    finds: set[str] | None = None
    values: dict[str, str] = field(default_factory=dict)


def at(key: str, finds: set[str] | None = None, name: str = "public_id", **more: str) -> Behind:
    """The record called `key` in the furnished place; `more` are other variables (a leading = means literally)."""
    return Behind(finds, {name: key, **more})


_OPEN_ROUND = (at("open"), at("new_round", {"Grace", "Carol"}), at("north_round", {"Erin", "Carol"}))
_MINE_TO_RUN = (at("new_round", {"Grace", "Carol"}), at("north_round", {"Erin", "Carol"}), at("open", {"Grace", "Carol"}))
_DEALS = (at("deal"), at("young_deal", SOUTH | DEAL_HELPERS), at("north_deal", {"Erin"} | DEAL_HELPERS))
_CHANGE_DEAL = (at("young_deal", SOUTH | DEAL_HELPERS), at("deal", SOUTH | DEAL_HELPERS))
_PAIR = (at("young_deal", SOUTH | DEAL_HELPERS, pair_id="young_pair"), at("young_deal", set(), pair_id="pair"))
_NEW_PAIR = (at("young_deal", SOUTH | DEAL_HELPERS), at("north_deal", {"Erin"} | DEAL_HELPERS))
_POT = (at("pot", POT_READERS), at("north_pot", POT_READERS - SOUTH | {"Erin"}))
_IDEA = (at("draft", {"Mei"}), at("erins_draft", {"Erin"}), at("ashas", {"Asha"}), at("spare"))
_OWN_IDEA = (at("draft", {"Mei"}), at("erins_draft", {"Erin"}), at("ashas", {"Asha"}))
_PERSON = (at("person Tomos"), at("person Grace", {"Ada"}))
_PACK = (at("pack"), at("theme", set()))
_OFFER, _AWARD = (at("offer"),), (at("award"),)
_SUMMARY = (at("summary"),)

RECORDS: dict[str, tuple[Behind, ...]] = {
    "awards.show": _AWARD, "awards.ask_accept": _OFFER, "awards.accept": _OFFER, "awards.ask_decline": _OFFER,
    "awards.decline": _OFFER, "awards.ask_pay": _AWARD, "awards.pay": _AWARD,
    "ballots.show": _OPEN_ROUND, "ballots.read_back": _OPEN_ROUND, "ballots.change": _OPEN_ROUND,
    "ballots.cast": _OPEN_ROUND, "ballots.receipt": _OPEN_ROUND,
    "bodies.show": (at("body"),), "bodies.meeting": (at("body"),), "bodies.schedule": (at("body"),),
    "deals.show": _DEALS, "deals.poster": _DEALS, "deals.offer": _CHANGE_DEAL, "deals.agree": _CHANGE_DEAL,
    "deals.step": (at("deal", SOUTH | DEAL_HELPERS, step="=begin"),), "deals.pair": (*_PAIR, *_NEW_PAIR),
    "deals.drop": _PAIR, "deals.check_in": (at("deal", SOUTH | DEAL_HELPERS, pair_id="pair"),),
    "decisions.show": (at("decision", name="number"),),
    "decisions.consider": (at("undecided", name="proposal_id"), at("spare", set(), name="proposal_id")),
    "decisions.decide": (at("undecided", name="proposal_id"), at("spare", set(), name="proposal_id")),
    "demo.someone": (Behind(set()),), "demo.be": (at("person Asha", set()),),
    "feedback.start": (at("code", name="code"),), "feedback.begin": (at("code", name="code"),),
    "feedback.screen": (at("code", name="code", number="=1"),), "feedback.card": (at("code", name="code"),),
    "feedback.finish": (at("code", name="code"),),
    "gallery.show": (at("=words", name="name"),), "gallery.error": (at("=404", name="name"),),
    "interests.ask": _IDEA, "interests.declare": _IDEA,
    "ledger.statement": _POT, "ledger.statement_csv": _POT,
    "ledger.choose_put_right": (at("pot", entry_id="entry"), at("north_pot", set(), entry_id="entry")),
    "ledger.put_right": (at("pot", entry_id="entry"), at("north_pot", set(), entry_id="entry")),
    "listening.show": (at("listening"),), "listening.poster": (at("listening"),), "listening.close": (at("listening"),),
    "people.show": _PERSON, "people.words": _PERSON, "people.sign_out": _PERSON, "people.end": _PERSON,
    "pots.story": (at("pot"), at("draft_pot", set())), "pots.show": (*_POT, at("draft_pot", POT_READERS)),
    "pots.add": _POT, "pots.add_money": _POT, "pots.choose_change": _POT, "pots.change": _POT,
    "proposals.show": _IDEA, "proposals.version": (at("ashas", {"Asha"}, number="=1"), at("spare", number="=1")),
    "proposals.withdraw": _OWN_IDEA, "proposals_writing.tasks": _IDEA, "proposals_writing.check": _OWN_IDEA,
    "proposals_writing.part": tuple(at(b.values["public_id"], b.finds, section="=idea") for b in _OWN_IDEA),
    "proposals_writing.autosave": _OWN_IDEA,
    "responses.show": _PACK, "responses.acknowledge": _PACK, "responses.answer": _PACK,
    "results.show": (at("counted"), at("new_round", {"Grace", "Carol"})),
    "results.bundle": (at("counted"), at("new_round", set())),
    "results.count": (at("counted", {"Grace", "Carol"}), at("new_round", {"Grace", "Carol"})),
    "reviews.review": (at("waiting"), at("ashas", set()), at("draft", set())),
    "rounds.show": _OPEN_ROUND, "rounds.edit": _MINE_TO_RUN, "rounds.save": _MINE_TO_RUN,
    "rounds.check": _MINE_TO_RUN, "rounds.open_voting": _MINE_TO_RUN,
    "summaries.show": (at("published"), at("summary", set())),
    "summaries.for_children": (at("published"), at("summary", set())),
    "summaries.draft": _SUMMARY, "summaries.introduce": _SUMMARY, "summaries.comment": _SUMMARY,
    "summaries.send_back": _SUMMARY, "summaries.send": _SUMMARY, "summaries.approve": _SUMMARY,
    "summaries.publish": _SUMMARY,
    "themes.show": (at("theme"),), "themes.send": (at("theme"),),
    "themes.take_out": (at("theme", feedback_id="themed"),),
    "triage.closed": (at("item"),), "triage.read": (at("item"),), "triage.decide": (at("item"),),
    "triage.shut_out": (at("item"),),
}  # fmt: skip
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
        values = {k: v[1:] if v.startswith("=") else self.ids[v] for k, v in behind.values.items() if k in rule.arguments}
        return filled(rule, {**values, **instead})


def behind_of(rule: Rule) -> list[Behind]:
    """The records of the table that have all of the address's variables; an address without any has one, empty."""
    variables = rule.arguments - set(rule.defaults or ())
    found = RECORDS.get(rule.endpoint, () if variables else (Behind(),))
    return [behind for behind in found if set(behind.values) == variables]


def filled(rule: Rule, values: dict[str, str]) -> str:
    """The rule's address with these variables, each quoted as a browser would (the app's own builder is not asked)."""
    return "".join(quote(values[part], safe="") if dynamic else part for dynamic, part in rule._trace if part != "|")


def wrong_doors(sweep: Sweep, rules: list[Rule]) -> list[str]:
    """Each (person, method, address) whose door stands other than DOORS says; records are the next test's."""
    faults = []
    for rule in rules:
        path = sweep.path(rule, behind_of(rule)[0])
        for who in sorted(EVERYONE - sweep.door(rule)):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                status, leads = sweep.ask(who, method, path)
                shut = status in {302, 303} and leads.startswith("/sign-in?next=") if who == NOBODY else status == 403
                if not shut:
                    faults.append(f"{who} {method} {path}: {status} {leads}")
    return faults


def wrong_records(sweep: Sweep, rules: list[Rule]) -> list[str]:
    """Each (person, address) who finds what is not theirs, does not find what is, or breaks the page."""
    faults = []
    for rule in rules:
        for behind in behind_of(rule):
            path = sweep.path(rule, behind)
            for who in sorted(sweep.door(rule)):
                finds = behind.finds is None or who in behind.finds
                for method in _methods(rule, finds):
                    status, leads = sweep.ask(who, method, path)
                    if (status not in {200, 302, 303}) if finds else (status != 404):
                        faults.append(f"{who} {method} {path} ({behind.values}): {status} {leads}")
    return faults


def _methods(rule: Rule, finds: bool) -> list[str]:
    """Who finds it only looks (GET); who must not find it tries to act on it too."""
    return sorted((rule.methods or set()) & ({"GET"} if finds else {"GET", "POST"}))


def uncovered(sweep: Sweep) -> list[str]:
    """Addresses with a variable part and no record behind them in the table."""
    return sorted({rule.rule for rule in sweep.rules() if not behind_of(rule)})


@pytest.fixture(scope="module")
def sweep(open_place: Any, ids: Ids) -> Sweep:
    return Sweep(open_place(), ids)


def test_every_address_with_a_variable_has_a_record_behind_it(sweep):
    assert uncovered(sweep) == []


def test_the_table_names_only_pages_there_are(sweep):
    assert sorted(set(RECORDS) - set(sweep.app.view_functions)) == []


def test_every_permission_has_its_people_by_name(sweep):
    with sweep.app.app_context():
        asked = {str(row["permission"]) for row in routes()} - {"public"}
    assert asked <= set(DOORS)


def test_shut_doors_are_shut_to_everybody_else(sweep):
    faults = wrong_doors(sweep, sweep.rules())
    assert not faults, "\n".join(faults)


def test_open_doors_open_and_somebody_elses_record_is_not_found(sweep):
    faults = wrong_records(sweep, sweep.rules())
    assert not faults, "\n".join(faults)


def test_an_id_that_is_nobodys_is_not_found(sweep):
    faults = wrong_ids(sweep)
    assert not faults, "\n".join(faults)


def wrong_ids(sweep: Sweep) -> list[str]:
    """Each address that answers a made-up id with anything but 404."""
    faults, every = [], hostile_ids()
    for turn, (rule, behind, variable) in enumerate(_variables(sweep)):
        who = sorted(sweep.door(rule) & (behind.finds if behind.finds is not None else EVERYONE))[0]
        for made_up in (every[0], *(every[(turn * 4 + step) % len(every)] for step in range(4))):
            path = sweep.path(rule, behind, **{variable: made_up})
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                status, _ = sweep.ask(who, method, path)
                if status != 404 and not _another_address(sweep.app, path, rule):
                    faults.append(f"{who} {method} {path}: {status}")
    return faults


def _variables(sweep: Sweep) -> Iterator[tuple[Rule, Behind, str]]:
    for rule in sweep.rules():
        behind = behind_of(rule)[0]
        for variable in sorted(behind.values) if behind.finds != set() else ():
            yield rule, behind, variable


def _another_address(app: Flask, path: str, rule: Rule) -> bool:
    """Whether this text happens to be another page's address (a variable may be spelt like one)."""
    adapter = app.url_map.bind("localhost")
    try:
        return bool(adapter.match(path)[0] != rule.endpoint)
    except Exception:  # noqa: BLE001 - 404, 405 and redirects alike: not another page
        return False


def test_control_a_door_that_only_looks_shut_is_noticed(open_place, ids):
    from app.access import Permission

    app = open_place()

    def ajar() -> str:
        return "the trail"

    ajar.permission = Permission.CHECK_TRAIL  # type: ignore[attr-defined] - stamped, and not guarded
    app.add_url_rule("/planted", "planted", ajar)
    planted = Sweep(app, ids)
    rules = [rule for rule in planted.rules() if rule.endpoint == "planted"]
    assert len(wrong_doors(planted, rules)) == len(EVERYONE) - 1


def test_control_a_new_address_with_a_variable_is_noticed(open_place, ids):
    app = open_place()
    app.add_url_rule("/planted/<public_id>", "planted", lambda public_id: public_id)
    assert uncovered(Sweep(app, ids)) == ["/planted/<public_id>"]


def test_control_a_loader_that_forgets_its_filter_is_noticed(sweep, monkeypatch):
    import sqlalchemy as sa

    from commissioning.services import pots

    monkeypatch.setattr(pots, "seen_by", lambda actor: sa.true())
    rules = [rule for rule in sweep.rules() if rule.endpoint == "pots.show"]
    assert any("Erin GET" in fault for fault in wrong_records(sweep, rules))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_methods_no_page_has_are_refused(sweep, method):
    wrong = {}
    for rule in sweep.rules():
        path = sweep.path(rule, behind_of(rule)[0])
        status, _ = sweep.ask("Grace", method, path)
        if status not in {404, 405}:
            wrong[path] = status
    assert wrong == {}


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_methods_that_only_ask_never_break_and_show_nothing(sweep, method):
    wrong = {}
    for rule in sweep.rules():
        path = sweep.path(rule, behind_of(rule)[0])
        answer = sweep.answer("Grace", method, path)
        if answer.status_code >= 500 or answer.get_data():
            wrong[path] = answer.status_code
    assert wrong == {}


def test_every_answer_says_not_to_be_kept(sweep):
    wrong = []
    for rule in sweep.rules():
        if "GET" not in (rule.methods or ()):
            continue
        path = sweep.path(rule, behind_of(rule)[0])
        for who in ("Grace", NOBODY):
            answer = sweep.answer(who, "GET", path)
            headers = answer.headers
            if headers.get("Cache-Control") != "no-store" or "default-src 'none'" not in headers["Content-Security-Policy"]:
                wrong.append(f"{who} {path} {headers.get('Cache-Control')}")
    assert wrong == []
