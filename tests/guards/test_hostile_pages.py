"""Every address, file and stored text is hostile: no 5xx, no way off the site, and no script gets in."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from app.csv_out import plain_cell
from app.db import db
from app.transactions import writing
from commissioning.rules.pots_csv import EXAMPLE
from models.listening import Listening
from participation.views.sign_in import SOMEWHERE_ELSE
from tests import voice_made
from tests.guards import hostile
from tests.guards.hostile_place import ANSWERS, SCRIPT, ill_formed, is_ours, posts
from tests.guards.names import EVERYONE
from tests.guards.posts import POSTS
from tests.guards.sent import file, good
from tests.guards.sweep import Sweep, behind_of
from tests.proposals_made import actor
from tests.sweep_place.found import Ids

QUERY = (
    "q", "page", "sort", "order", "group", "area", "team", "state", "kind", "outcome", "year", "person", "subject",
    "first", "last", "before", "rule", "receipt", "section", "rows", "from", "next", "code", "theme", "number",
)  # fmt: skip
# The two ways to leave fast, and the one place they lead to, whatever stands in their address.
LEAVES = {("sign_in.leave_now", SOMEWHERE_ELSE), ("tablets.leave_now", SOMEWHERE_ELSE)}


def test_hostile_words_in_every_address(place):
    every = [SCRIPT, "-1", "0", "999999999999999999999", "1e9", "²", "٣", *hostile.extra()["dates"],
             *hostile.extra()["unicode"],
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
                answer = browser.get(
                    place.path(rule, behind), query_string=asked, headers={"Cookie": place.cookies[who]}
                )
            body = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
            fault = "" if answer.status_code in ANSWERS else f"answered {answer.status_code}"
            fault = fault or ("lets a script in" if "<script>alert" in body else "")
            fault = fault or (ill_formed(answer) if step == 0 else "")
            if not is_ours(answer.location or "/") and (rule.endpoint, answer.location) not in LEAVES:
                fault = f"leads away to {answer.location}"
            if fault:
                faults.append(f"{who} {rule.rule} {fault}: {str(asked)[:300]}")
    assert not faults, "\n".join(faults)


ELSEWHERE = (
    "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "///evil.example",
    "http:evil.example", "/\t/evil.example", "/\r\nLocation: https://evil.example", "https:/evil.example",
    " //evil.example",
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
    rule, sent = next(pair for pair in posts(place) if pair[0].endpoint == "pots_import.import_balances")
    cells = [
        *hostile.extra()["csv"],
        *hostile.extra()["money"],
        *hostile.extra()["unicode"],
        *hostile.strings()[::29],
    ]
    head, row = EXAMPLE.splitlines()[:2]
    broken = [row.replace("Wellbeing,", f'"{cell.replace(chr(34), chr(34) * 2)}",', 1) for cell in cells]
    broken += [row.replace('"£12,400.00"', '"' + cell.replace('"', '""') + '"') for cell in cells]
    files = [f"{head}\n{one}\n".encode(errors="replace") for one in broken]
    files += [
        b"",
        b"\x00" * 50,
        b"\xff\xfe" + EXAMPLE.encode("utf-16-le"),
        b"\xff\xff\xff",
        head.encode(),
        b'"' * 999,
        b"," * 9000,
    ]
    files += [
        EXAMPLE.replace("\n", "\r").encode(),
        (head + "\n" + "x" * 200_000).encode(),
        (head + "\n").encode() + b"a,b,c,1\n" * 6000,
    ]
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


def test_what_was_stored_before_is_shown_as_words(open_place, ids):
    """Every text in the database ends in a script; every page is opened by its first reader, and none runs it."""
    app = open_place()
    _speak_scripts(app, ids)
    _write_scripts(app)
    sweep = Sweep(app, ids)
    faults, shown = [], 0
    for rule in (r for r in sweep.rules() if "GET" in (r.methods or ())):
        for behind in (b for b in behind_of(rule) if b.finds != set()):
            for who in sorted(sweep.door(rule) & (behind.finds or EVERYONE))[
                :: 7 if rule.rule == "/" else 20
            ]:
                answer = sweep.answer(who, "GET", sweep.path(rule, behind))
                body = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
                shown += "&lt;script&gt;alert(1)" in body
                fault = "" if answer.status_code in ANSWERS else f"answered {answer.status_code}"
                fault = fault or ("lets a script in" if "<script>alert" in body else ill_formed(answer))
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


NOT_WORDS = (
    "id", "ids", "key", "digest", "hash", "code", "email", "username", "number", "slot", "seed", "state", "year",
    "type",
    "action", "token", "location", "said", "head", "version",
)  # fmt: skip


def _write_scripts(app: Flask) -> None:
    with app.app_context(), writing(), db.engine.connect() as connection:
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        for table in db.metadata.sorted_tables:
            words = [
                c
                for c in table.columns
                if type(c.type) in {sa.Text, sa.String} and c.name.split("_")[-1] not in NOT_WORDS
            ]
            if words and table.name != "alembic_version":
                connection.execute(
                    table.update().values({c: sa.case((c != "", c + SCRIPT), else_=c) for c in words})
                )
        connection.commit()
