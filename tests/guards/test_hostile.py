"""Every form is sent what people, scripts and attackers send: no 5xx, nothing half-written, nothing changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.access import public
from app.db import db
from tests.guards import hostile
from tests.guards.hostile_fields import fields_of, kind_of, with_files
from tests.guards.hostile_place import KEEP_ON_A_PAGE, SCRIPT, Place, ill_formed, posts
from tests.guards.names import NOBODY
from tests.guards.posts import POSTS
from tests.guards.sent import CHILD, DESCRIBES, READER, TABLET, VOTER, Sent, file, good


def test_every_form_has_a_good_answer_in_the_table(place):
    takes = {rule.endpoint for rule in place.rules() if "POST" in (rule.methods or ())}
    assert takes == set(POSTS)


def test_the_good_answers_are_taken(place):
    wrong = []
    for rule, sent in posts(place):
        answer = place.send(sent, rule, with_files(good(sent, place.ids)))
        if answer.status_code != sent.lands or place.fault(sent, rule, answer, good(sent, place.ids)):
            said = [(one.name, one.errors) for form in place.seen for one in form if one.errors]
            wrong.append(
                f"{rule.endpoint} {sent.values}: {answer.status_code} {said} "
                f"{place.fault(sent, rule, answer, good(sent, place.ids))}"
            )
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
        place.send(sent, rule, with_files(good(sent, place.ids)))
        kinds = {one.name: kind_of(one) for form in place.seen for one in fields_of(form)}
        for at, data in enumerate(spoilt(good(sent, place.ids), kinds, turn)):
            answer = place.send(sent, rule, with_files(data))
            fault = place.fault(sent, rule, answer, data) or (ill_formed(answer) if at == turn % 12 else "")
            if fault:
                faults.append(
                    f"{rule.endpoint} as {sent.who} {fault}: { {k: str(v)[:50] for k, v in data.items()} }"
                )
    assert not faults, "\n".join(faults)


def _with_hostile_words(data: dict[str, Any], kinds: dict[str, str], turn: int) -> Iterator[dict[str, Any]]:
    """Every text field gets a different string each time; over all forms every string is sent several times."""
    every = [SCRIPT, *hostile.extra()["unicode"], *hostile.extra()["csv"], *hostile.strings()]
    texts = [name for name in data if kinds.get(name) == "text"]
    for step in range(12 if texts else 0):
        words = {name: every[(turn * 12 + step + at * 37) % len(every)] for at, name in enumerate(texts)}
        yield {**data, **(dict.fromkeys(texts, SCRIPT) if step == 0 else words)}


def _with_hostile_values(data: dict[str, Any], kinds: dict[str, str], turn: int) -> Iterator[dict[str, Any]]:
    """One field at a time, each with a part of the list for its kind; then all of them at once."""
    extra = hostile.extra()
    lists = {"money": extra["money"], "number": extra["money"], "time": [*extra["dates"], "24:00", "6pm", "٠٩:٠٠"],
             "choice": extra["ids"], "date": extra["dates"]}  # fmt: skip
    for at, name in enumerate(
        sorted({name.removesuffix("-day") for name in data if not name.endswith(("-month", "-year"))})
    ):
        values = lists.get(kinds.get(name, "choice"), [])
        for step in range({"text": 0, "choice": 2}.get(kinds.get(name, "choice"), 4)):
            value = values[((turn + at) * 3 + step) % len(values)]
            if kinds.get(name) == "date":
                yield {**data, **_as_day(name, value)} if step % 2 else {**_without(data, name), name: value}
            else:
                yield {**data, name: [value, value] if isinstance(data.get(name), list) else value}
    for name, kind in kinds.items():
        if kind == "money":  # nothing at all is well formed, and seldom an amount anybody means
            yield {**data, name: "0"}
    for step in range(2):
        yield {name: extra["unicode"][(turn + step * 5) % len(extra["unicode"])] for name in data}


def _as_day(name: str, text: str) -> dict[str, str]:
    parts = [*text.replace("/", "-").split("-"), "", "", ""][:3]
    return {f"{name}-{part}": typed for part, typed in zip(("year", "month", "day"), parts, strict=True)}


def _without(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if not key.startswith(f"{name}-")}


def _of_wrong_shapes(data: dict[str, Any], kinds: dict[str, str], turn: int) -> Iterator[dict[str, Any]]:
    """Missing, repeated, empty, far too long, and names that no field has."""
    yield {}
    for name in list(data)[turn % 2 :: 5]:
        yield {key: value for key, value in data.items() if key != name}
    yield {name: [value, value, "x"] if isinstance(value, str) else value for name, value in data.items()}
    yield dict.fromkeys(data, "")
    yield dict.fromkeys(data, " \t\r\n ")
    yield dict.fromkeys(data, "x" * 10_001)
    yield {**data, **dict.fromkeys([name for name in data if name in kinds][turn % 3 :: 3], "x" * 100_001)}
    yield dict.fromkeys(data, "9" * 5_000)
    yield {
        **data,
        "\x00": "x",
        "a" * 3000: "x",
        "lines-99999-what": "x",
        "lines--1-what": "x",
        "csrf_token ": "x",
    }
    yield {**data, "idempotency_key": "\x00" * 20}
    yield {
        **data,
        "idempotency_key": "é" * 60,
        "remove": "\x00",
        "do": "add",
        "next": "//evil.example",
        "again": "\x00",
    }


BODIES = (
    ("application/json", b'{"title": ["x"]}'), ("text/plain", b"title=x"), ("application/xml", b"<a/>"),
    ("", b"\xff\xfe"),
    ("multipart/form-data", b"--x\r\nbroken"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nhalf'),
    ("application/x-www-form-urlencoded", b"title=%ED%A0%80&csrf_token=%ED%BF%BF"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"title=%FF%FE%00"),
    ("application/x-www-form-urlencoded", b"&&==&%"),
)  # fmt: skip


def test_bodies_that_are_no_form(place):
    faults = []
    for turn, (rule, sent) in enumerate(posts(place)):
        for kind, body in [BODIES[(turn * 3 + step) % len(BODIES)] for step in range(5)]:
            answer = place.send(
                sent, rule, None, input_stream=file(body)[0], content_type=kind, content_length=len(body)
            )
            if place.fault(sent, rule, answer) or place.committed:
                faults.append(f"{rule.endpoint} {kind} {body!r}: {answer.status_code} {place.committed}")
    assert not faults, "\n".join(faults)


def test_surrogates_and_a_good_token(place):
    faults = []
    for rule, sent in posts(place):
        body = f"csrf_token={place.tokens[sent.who]}&" + "&".join(
            f"{name}=%ED%A0%80%00%FF" for name in sent.data
        )
        how = {"input_stream": file(body.encode())[0], "content_type": "application/x-www-form-urlencoded"}
        answer = place.send(sent, rule, None, content_length=len(body), **how)
        if fault := place.fault(sent, rule, answer):
            faults.append(f"{rule.endpoint} {fault}")
    assert not faults, "\n".join(faults)


def test_a_refused_form_leaves_every_table_as_it_was(open_place, ids):
    """Once more with nothing in the way of the commit: rows are counted before and after."""
    place = Place(open_place(), ids)
    wrong, before = [], _rows(place.app)
    for rule, sent in posts(place):
        if (
            sent.who in {CHILD, DESCRIBES, READER, VOTER, TABLET}
            or rule.endpoint in KEEP_ON_A_PAGE
            or not sent.data
        ):
            continue
        answer = place.send(sent, rule, with_files(dict.fromkeys(sent.data, "\x00\u202e")))
        after = _rows(place.app)
        if answer.status_code in {302, 303} or after != before:
            wrong.append(f"{rule.endpoint}: {answer.status_code} {after ^ before}")
    assert not wrong, "\n".join(wrong)


def _rows(app: Flask) -> set[tuple[str, int]]:
    with app.app_context():
        counts = [
            sa.select(sa.literal(t.name), sa.func.count()).select_from(t) for t in db.metadata.sorted_tables
        ]
        return {(name, many) for name, many in db.session.execute(sa.union_all(*counts))}


def test_control_a_planted_view_that_trusts_a_number_is_noticed(open_place, ids):
    from flask import request

    app = open_place()
    app.add_url_rule("/planted", "planted", public(lambda: str(int(request.form["n"]))), methods=["POST"])
    place, sent = Place(app, ids), Sent(NOBODY, {"n": "1"})
    rule = next(rule for rule in place.rules() if rule.endpoint == "planted")
    answered = {
        str(v): place.fault(sent, rule, place.send(sent, rule, {"n": v}))
        for v in ("1", *hostile.extra()["money"])
    }
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
