"""Every form and every address is sent what people, scripts and attackers send. No answer is a 5xx.

Each request runs whole, to the point where it would be committed; there it is looked at and then rolled back, so each
hostile text meets the same untouched place. What was refused must not have come that far.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy import event
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.access import public
from app.csv_out import plain_cell
from app.db import db
from app.transactions import writing
from commissioning.rules.pots_csv import EXAMPLE
from forms.base import OurForm, tidy
from forms.fields import DayField, PoundsField, TimeField
from models.listening import Listening
from tests import voice_made
from tests.guards import hostile
from tests.guards.posts import CHILD, POSTS, READER, Sent, file, good
from tests.guards.test_access_matrix import EVERYONE, NOBODY, Behind, Sweep, behind_of
from tests.inspector import Inspector, Page, inspect
from tests.proposals_made import actor
from tests.sweep_place import Ids

SCRIPT = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{7*7}}</textarea></title>"
ANSWERS = {200, 302, 303, 400, 404, 405, 409, 413, 415, 422, 429}
# These keep something though they answer with a page: a count of wrong tries, or words shown this once.
KEEP_ON_A_PAGE = {
    "sign_in.enter", "feedback.come_back", "people.add", "people.words", "triage.read", "triage.decide",
    "triage.shut_out", "proposals_writing.autosave",
}  # fmt: skip
QUERY = (
    "q", "page", "sort", "order", "group", "area", "team", "state", "kind", "outcome", "year", "person", "subject",
    "first", "last", "before", "rule", "receipt", "section", "rows", "from", "next", "code", "theme", "number",
)  # fmt: skip


@dataclass
class Place(Sweep):
    """The furnished place, where nothing is ever committed: what would have been is noted instead."""

    committed: bool = False
    stored: set[str] = field(default_factory=set)
    seen: list[OurForm] = field(default_factory=list)

    def send(self, sent: Sent, rule: Rule, data: dict[str, Any] | None, **how: Any) -> TestResponse:
        """The form sent by its sender with this data."""
        self.committed, self.stored, self.seen = False, set(), []
        behind = Behind(values=sent.values) if sent.values else (behind_of(rule) or [Behind()])[0]
        if data is not None:
            how["data"] = {"csrf_token": self.tokens[sent.who], **data}
        with self.app.app_context():
            browser = self.app.test_client(use_cookies=False)
            return browser.open(
                self.path(rule, behind) + sent.query, method="POST", headers={"Cookie": self.cookies[sent.who]}, **how
            )

    def fault(self, sent: Sent, rule: Rule, answer: TestResponse, data: dict[str, Any] | None = None) -> str:
        """What is wrong with the answer, or nothing."""
        body = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""
        goes_on = answer.status_code in {302, 303}
        if answer.status_code not in ANSWERS:
            return f"answered {answer.status_code}"
        if self.committed and not goes_on and rule.endpoint not in KEEP_ON_A_PAGE:
            return f"kept something though it answered {answer.status_code}"
        if goes_on and not is_ours(answer.location or ""):
            return f"leads away to {answer.location!r}"
        if SCRIPT in body or "<script>alert" in body:
            return "lets a script in"
        lost = self._lost(sent, data or {}) if goes_on and self.committed else ""
        return f"changed or lost {lost!r} on the way in" if lost else ""

    def _lost(self, sent: Sent, data: dict[str, Any]) -> str:
        """A text that was accepted and not stored as it was sent (after NFC, line ends and outer spaces)."""
        for name in texts_of(self.seen, data) - sent.hidden:
            typed = tidy(data[name])
            if typed and not self._is_stored(typed):
                return f"{name}: {typed[:60]}"
        return ""


    def _is_stored(self, typed: str) -> bool:
        """As a column of its own, or within a JSON document."""
        return typed in self.stored or any(typed in kept or json.dumps(typed)[1:-1] in kept for kept in self.stored)


def texts_of(forms: list[OurForm], data: dict[str, Any]) -> set[str]:
    """The names of the fields that take words, among those sent."""
    fields = {one.name: one for form in forms for one in _fields(form)}
    return {name for name in data if isinstance(data[name], str) and name in fields and kind_of(fields[name]) == "text"}


def _fields(form: Any) -> Iterator[Any]:
    for one in form:
        if one.type == "FieldList":
            for entry in one:
                yield from _fields(entry.form) if hasattr(entry, "form") else [entry]
        else:
            yield one


def kind_of(one: Any) -> str:
    """What a field takes: text, money, date, time, number, choice or file."""
    if isinstance(one, PoundsField):
        return "money"
    if isinstance(one, DayField):
        return "date"
    if isinstance(one, TimeField):
        return "time"
    kinds = {"StringField": "text", "LineField": "text", "WordsField": "text", "OwnWords": "text", "PasswordField": "text"}
    numbers = {"PicksField", "IntegerField", "PeopleField"}
    return "number" if one.type in numbers else kinds.get(one.type, "choice")


def is_ours(location: str) -> bool:
    """Whether an address stays on this site."""
    return location.startswith("/") and not location.startswith(("//", "/\\"))


@pytest.fixture(scope="module")
def place(open_place: Callable[[], Flask], ids: Ids) -> Iterator[Place]:
    app = open_place()
    made = Place(app, ids)
    _speak(made, ids)
    with app.app_context():
        ids["area"] = db.session.scalars(sa.text("SELECT public_id FROM areas ORDER BY name")).first() or ""
        ids["area"] = db.session.execute(sa.text("SELECT public_id FROM areas WHERE name='Millfield'")).scalar_one()
    with pytest.MonkeyPatch.context() as patch:
        _note_instead_of_committing(made, patch)
        yield made


def _speak(made: Place, ids: Ids) -> None:
    """A child who has begun to speak, and one who has come back for an answer, each in their own browser."""
    for name, path, data in ((CHILD, f"/say/{ids['code']}", {}), (READER, "/comeback", {"words": ids["come_back"]})):
        browser = Inspector(made.app)
        with made.app.app_context():
            browser.post(path, data)
            if name == CHILD:
                browser.post(f"{path}/2", {"answer": "Swings that do not squeak"})
            made.tokens[name] = browser.csrf()
        cookie = browser.client.get_cookie(made.app.config["SESSION_COOKIE_NAME"])
        assert cookie
        made.cookies[name] = f"{cookie.key}={cookie.value}"


def _note_instead_of_committing(made: Place, patch: pytest.MonkeyPatch) -> None:
    really = db.session.commit

    def commit() -> None:
        if current_app._get_current_object() is not made.app:  # another test's own place
            really()
            return
        db.session.flush()
        made.committed = True

    def bound(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            rows = parameters if isinstance(parameters, list) else [parameters]
            made.stored.update(v for row in rows for v in (row.values() if isinstance(row, dict) else row) if isinstance(v, str))

    begin = OurForm.__init__

    def seen(self: OurForm, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        made.seen.append(self)

    patch.setattr(db.session, "commit", commit, raising=False)
    patch.setattr(OurForm, "__init__", seen)
    with made.app.app_context():
        event.listen(db.engine, "before_cursor_execute", bound)


def posts(place: Place) -> list[tuple[Rule, Sent]]:
    """Every address that takes a form, with each good answer to it (the rule that has the answer's variables)."""
    found = []
    for rule in place.rules():
        for sent in POSTS.get(rule.endpoint, ()) if "POST" in (rule.methods or ()) else ():
            variables = rule.arguments - set(rule.defaults or ())
            if (not sent.values and behind_of(rule)) or set(sent.values) == variables:
                found.append((rule, sent))
    return found


def test_every_form_has_a_good_answer_in_the_table(place):
    takes = {rule.endpoint for rule in place.rules() if "POST" in (rule.methods or ())}
    assert takes == set(POSTS)


def test_the_good_answers_are_taken(place):
    wrong = []
    for rule, sent in posts(place):
        answer = place.send(sent, rule, _files(good(sent, place.ids)))
        if answer.status_code != sent.lands or place.fault(sent, rule, answer, good(sent, place.ids)):
            said = [(one.name, one.errors) for form in place.seen for one in form if one.errors]
            wrong.append(f"{rule.endpoint} {sent.values}: {answer.status_code} {said} {place.fault(sent, rule, answer, good(sent, place.ids))}")
    assert not wrong, "\n".join(wrong)


def test_hostile_words_in_every_field(place):
    _no_faults(place, _with_hostile_words)


def test_hostile_money_dates_numbers_and_choices(place):
    _no_faults(place, _with_hostile_values)


def test_forms_of_the_wrong_shape(place):
    _no_faults(place, _of_wrong_shapes)


def _no_faults(place: Place, spoilt: Callable[..., Iterator[dict[str, Any]]]) -> None:
    faults = []
    for turn, (rule, sent) in enumerate(posts(place)):
        place.send(sent, rule, _files(good(sent, place.ids)))
        kinds = {one.name: kind_of(one) for form in place.seen for one in _fields(form)}
        for at, data in enumerate(spoilt(good(sent, place.ids), kinds, turn)):
            answer = place.send(sent, rule, _files(data))
            fault = place.fault(sent, rule, answer, data) or (_ill_formed(answer) if at % 8 == 0 else "")
            if fault:
                faults.append(f"{rule.endpoint} as {sent.who} {fault}: { {k: str(v)[:50] for k, v in data.items()} }")
    assert not faults, "\n".join(faults)


def _ill_formed(answer: TestResponse) -> str:
    if answer.mimetype != "text/html" or answer.status_code in {302, 303}:
        return ""
    body = answer.get_data(as_text=True)
    try:
        inspect(body, Page(body, "html5lib"))
    except AssertionError as wrong:
        return str(wrong)
    return ""


def _with_hostile_words(data: dict[str, Any], kinds: dict[str, str], turn: int) -> Iterator[dict[str, Any]]:
    """Every text field gets a different string each time; over all forms every string is sent several times."""
    every = [SCRIPT, *hostile.extra()["unicode"], *hostile.extra()["csv"], *hostile.strings()]
    texts = [name for name in data if kinds.get(name) == "text"]
    for step in range(16 if texts else 0):
        words = {name: every[(turn * 16 + step + at * 37) % len(every)] for at, name in enumerate(texts)}
        yield {**data, **(dict.fromkeys(texts, SCRIPT) if step == 0 else words)}


def _with_hostile_values(data: dict[str, Any], kinds: dict[str, str], turn: int) -> Iterator[dict[str, Any]]:
    """One field at a time, each with a part of the list for its kind; then all of them at once."""
    extra = hostile.extra()
    lists = {"money": extra["money"], "number": extra["money"], "time": [*extra["dates"], "24:00", "6pm", "٠٩:٠٠"],
             "choice": extra["ids"], "date": extra["dates"]}  # fmt: skip
    for at, name in enumerate(sorted({name.removesuffix("-day") for name in data if not name.endswith(("-month", "-year"))})):
        values = lists.get(kinds.get(name, "choice"), [])
        for step in range(8 if kinds.get(name) != "text" else 0):
            value = values[((turn + at) * 5 + step) % len(values)]
            if kinds.get(name) == "date":
                yield {**data, **_as_day(name, value)} if step % 2 else {**_without(data, name), name: value}
            else:
                yield {**data, name: [value, value] if isinstance(data.get(name), list) else value}
    for step in range(4):
        yield {name: extra["unicode"][(turn + step * 5) % len(extra["unicode"])] for name in data}


def _as_day(name: str, text: str) -> dict[str, str]:
    parts = [*text.replace("/", "-").split("-"), "", "", ""][:3]
    return {f"{name}-{part}": typed for part, typed in zip(("year", "month", "day"), parts, strict=True)}


def _without(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if not key.startswith(f"{name}-")}


def _of_wrong_shapes(data: dict[str, Any], kinds: dict[str, str], turn: int) -> Iterator[dict[str, Any]]:
    """Missing, repeated, empty, far too long, and names that no field has."""
    yield {}
    for name in list(data)[:6]:
        yield {key: value for key, value in data.items() if key != name}
    yield {name: [value, value, "x"] if isinstance(value, str) else value for name, value in data.items()}
    yield dict.fromkeys(data, "")
    yield dict.fromkeys(data, " \t\r\n ")
    yield dict.fromkeys(data, "x" * 100_001)
    yield dict.fromkeys(data, "9" * 5_000)
    yield {**data, "\x00": "x", "a" * 3000: "x", "lines-99999-what": "x", "lines--1-what": "x", "csrf_token ": "x"}
    yield {**data, "idempotency_key": "\x00" * 20}
    yield {**data, "idempotency_key": "é" * 60, "remove": "\x00", "do": "add", "next": "//evil.example", "again": "\x00"}


def _files(data: dict[str, Any]) -> dict[str, Any]:
    """The field called "file" is sent as one."""
    return {name: file(v.encode(errors="replace")) if name == "file" and isinstance(v, str) else v for name, v in data.items()}


BODIES = (
    ("application/json", b'{"title": ["x"]}'), ("text/plain", b"title=x"), ("application/xml", b"<a/>"), ("", b"\xff\xfe"),
    ("multipart/form-data", b"--x\r\nbroken"), ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nhalf'),
    ("application/x-www-form-urlencoded", b"title=%ED%A0%80&csrf_token=%ED%BF%BF"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"title=%FF%FE%00"), ("application/x-www-form-urlencoded", b"&&==&%"),
)  # fmt: skip


def test_bodies_that_are_no_form(place):
    faults = []
    for rule, sent in posts(place):
        for kind, body in BODIES:
            answer = place.send(sent, rule, None, input_stream=file(body)[0], content_type=kind, content_length=len(body))
            if place.fault(sent, rule, answer) or place.committed:
                faults.append(f"{rule.endpoint} {kind} {body!r}: {answer.status_code} {place.committed}")
    assert not faults, "\n".join(faults)


def test_surrogates_and_a_good_token(place):
    faults = []
    for rule, sent in posts(place):
        body = f"csrf_token={place.tokens[sent.who]}&" + "&".join(f"{name}=%ED%A0%80%00%FF" for name in sent.data)
        how = {"input_stream": file(body.encode())[0], "content_type": "application/x-www-form-urlencoded"}
        answer = place.send(sent, rule, None, content_length=len(body), **how)
        if fault := place.fault(sent, rule, answer):
            faults.append(f"{rule.endpoint} {fault}")
    assert not faults, "\n".join(faults)


def test_hostile_words_in_every_address(place):
    every = [SCRIPT, "-1", "0", "999999999999999999999", "1e9", "²", "٣", *hostile.extra()["dates"], *hostile.extra()["unicode"],
             *hostile.extra()["ids"], *hostile.strings()[::6]]  # fmt: skip
    faults = []
    for turn, rule in enumerate(r for r in place.rules() if "GET" in (r.methods or ())):
        behind = behind_of(rule)[0]
        who = sorted(place.door(rule) & (behind.finds if behind.finds else EVERYONE))[0]
        for step in range(5):
            asked = dict.fromkeys(QUERY, SCRIPT) if not step else {
                name: every[(turn * 4 + step + at * 11) % len(every)] for at, name in enumerate(QUERY)
            }  # fmt: skip
            with place.app.app_context():
                browser = place.app.test_client(use_cookies=False)
                answer = browser.get(place.path(rule, behind), query_string=asked, headers={"Cookie": place.cookies[who]})
            body = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
            fault = "" if answer.status_code in ANSWERS else f"answered {answer.status_code}"
            fault = fault or ("lets a script in" if "<script>alert" in body else "")
            fault = fault or (_ill_formed(answer) if step == 0 else "")
            if not is_ours(answer.location or "/") and rule.endpoint != "sign_in.leave_now":
                fault = f"leads away to {answer.location}"
            if fault:
                faults.append(f"{who} {rule.rule} {fault}: {asked}")
    assert not faults, "\n".join(faults)


ELSEWHERE = (
    "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "///evil.example",
    "http:evil.example", "/\t/evil.example", "/\r\nLocation: https://evil.example", "https:/evil.example", " //evil.example",
    "/%0d%0aSet-Cookie:x=y", "data:text/html,x", "/\x00/evil.example", "evil.example", "@evil.example", "/\u2028/evil",
)  # fmt: skip


@pytest.mark.parametrize("wanted", ELSEWHERE, ids=range(len(ELSEWHERE)))
def test_signing_in_never_leads_to_another_site(place, wanted):
    sent = POSTS["sign_in.enter"][0]
    rule = next(r for r, one in posts(place) if one is sent)
    answer = place.send(sent, rule, {**good(sent, place.ids), "next": wanted})
    assert answer.status_code == 303
    assert answer.location.startswith("/")
    assert not answer.location.startswith(("//", "/\\"))
    assert "evil" not in answer.location.split("/")[1]


def test_broken_files_import_nothing_and_say_why(place):
    rule, sent = next(pair for pair in posts(place) if pair[0].endpoint == "pots.import_balances")
    cells = [*hostile.extra()["csv"], *hostile.extra()["money"], *hostile.extra()["unicode"], *hostile.strings()[::29]]
    head, row = EXAMPLE.splitlines()[:2]
    broken = [row.replace("Wellbeing,", f'"{cell.replace(chr(34), chr(34) * 2)}",', 1) for cell in cells]
    broken += [row.replace('"£12,400.00"', '"' + cell.replace('"', '""') + '"') for cell in cells]
    files = [f"{head}\n{one}\n".encode(errors="replace") for one in broken]
    files += [b"", b"\x00" * 50, b"\xff\xfe" + EXAMPLE.encode("utf-16-le"), b"\xff\xff\xff", head.encode(), b'"' * 999, b"," * 9000]
    files += [EXAMPLE.replace("\n", "\r").encode(), (head + "\n" + "x" * 200_000).encode(), (head + "\n").encode() + b"a,b,c,1\n" * 6000]
    names = [*hostile.extra()["filenames"]] * 20
    faults = []
    for name, content in zip(names, files, strict=False):
        answer = place.send(sent, rule, {"file": file(content, name or "x")})
        if fault := place.fault(sent, rule, answer):
            faults.append(f"{name} {content[:80]!r}: {fault}")
        if answer.status_code == 200 and "govuk-error-summary" not in answer.get_data(as_text=True):
            faults.append(f"{name} {content[:80]!r}: refused without a message")
    assert len(files) <= len(names)
    assert not faults, "\n".join(faults)


def test_a_spreadsheet_never_works_out_what_somebody_wrote():
    assert [cell for cell in hostile.extra()["csv"] if plain_cell(cell)[0] in "=+-@\t\r\n＝＋－＠"] == []


def test_a_refused_form_leaves_every_table_as_it_was(open_place, ids):
    """Once more with nothing in the way of the commit: rows are counted before and after."""
    place = Place(open_place(), ids)
    wrong, before = [], _rows(place.app)
    for rule, sent in posts(place):
        if sent.who in {CHILD, READER} or rule.endpoint in KEEP_ON_A_PAGE or not sent.data:
            continue
        answer = place.send(sent, rule, _files(dict.fromkeys(sent.data, "\x00\u202e")))
        after = _rows(place.app)
        if answer.status_code in {302, 303} or after != before:
            wrong.append(f"{rule.endpoint}: {answer.status_code} {after ^ before}")
    assert not wrong, "\n".join(wrong)


def _rows(app: Flask) -> set[tuple[str, int]]:
    with app.app_context():
        counts = [sa.select(sa.literal(t.name), sa.func.count()).select_from(t) for t in db.metadata.sorted_tables]
        return {(name, many) for name, many in db.session.execute(sa.union_all(*counts))}


def test_what_was_stored_before_is_shown_as_words(open_place, ids):
    """Every text in the database ends in a script; every page is opened by its first reader, and none runs it."""
    app = open_place()
    _speak_scripts(app, ids)
    _write_scripts(app)
    sweep = Sweep(app, ids)
    faults, shown = [], 0
    for rule in (r for r in sweep.rules() if "GET" in (r.methods or ())):
        for behind in (b for b in behind_of(rule) if b.finds != set()):
            for who in sorted(sweep.door(rule) & (behind.finds or EVERYONE))[:: 7 if rule.rule == "/" else 20]:
                answer = sweep.answer(who, "GET", sweep.path(rule, behind))
                body = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
                shown += "&lt;script&gt;alert(1)" in body
                fault = "" if answer.status_code in ANSWERS else f"answered {answer.status_code}"
                fault = fault or ("lets a script in" if "<script>alert" in body else _ill_formed(answer))
                if fault:
                    faults.append(f"{who} {rule.rule}: {fault}")
    assert not faults, "\n".join(faults)
    assert shown > 30, f"only {shown} pages showed the script as words, so this test sees too little"


def _speak_scripts(app: Flask, ids: Ids) -> None:
    from app.unit_of_work import unit_of_work
    from models.themes import Theme
    from participation.services import themes

    with app.app_context(), unit_of_work():
        said, _ = voice_made.somebody_says(_open_listening(ids), SCRIPT)
        voice_made.decide(actor, said)
        theme = db.session.scalars(sa.select(Theme).where(Theme.public_id == ids["theme"])).one()
        themes.add(actor("Pia"), theme, [said.public_id])


def _open_listening(ids: Ids) -> Listening:
    return db.session.scalars(sa.select(Listening).where(Listening.public_id == ids["listening"])).one()


NOT_WORDS = ("id", "ids", "key", "digest", "hash", "code", "email", "username", "number", "slot", "seed", "state", "year",
             "subject_type", "action", "token", "location", "said", "head", "version")  # fmt: skip


def _write_scripts(app: Flask) -> None:
    with app.app_context(), writing(), db.engine.connect() as connection:
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        for table in db.metadata.sorted_tables:
            words = [c for c in table.columns if type(c.type) in {sa.Text, sa.String} and c.name.split("_")[-1] not in NOT_WORDS]
            if words and table.name != "alembic_version":
                connection.execute(table.update().values({c: sa.case((c != "", c + SCRIPT), else_=c) for c in words}))
        connection.commit()


def test_control_a_planted_view_that_trusts_a_number_is_noticed(open_place, ids):
    from flask import request

    app = open_place()
    app.add_url_rule("/planted", "planted", public(lambda: str(int(request.form["n"]))), methods=["POST"])
    place, sent = Place(app, ids), Sent(NOBODY, {"n": "1"})
    rule = next(rule for rule in place.rules() if rule.endpoint == "planted")
    answered = {str(v): place.fault(sent, rule, place.send(sent, rule, {"n": v})) for v in ("1", *hostile.extra()["money"])}
    assert not answered["1"]
    assert answered["NaN"] == "answered 500"


def test_control_a_planted_view_that_shows_what_it_was_sent_is_noticed(open_place, ids):
    from flask import request

    app = open_place()
    app.add_url_rule("/planted", "planted", public(lambda: request.form["n"]), methods=["POST"])
    place, sent = Place(app, ids), Sent(NOBODY, {"n": "1"})
    rule = next(rule for rule in place.rules() if rule.endpoint == "planted")
    assert place.fault(sent, rule, place.send(sent, rule, {"n": SCRIPT})) == "lets a script in"


def test_control_words_changed_on_the_way_in_are_noticed(place, monkeypatch):
    from commissioning.services import interests

    declare = interests.declare
    monkeypatch.setattr(interests, "declare", lambda a, p, kind, words="": declare(a, p, kind, words.upper()))
    rule, sent = next(pair for pair in posts(place) if pair[0].endpoint == "interests.declare")
    data = {**good(sent, place.ids), "words": unicodedata.normalize("NFD", "a café")}
    assert "changed or lost" in place.fault(sent, rule, place.send(sent, rule, data), data)

