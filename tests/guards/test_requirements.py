"""The list of what we promise is whole and what it names is there; and promises about the whole product."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from app import auth
from app.db import Base
from participation.rules.people import AgeBand

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "requirements.md"
CODES = [
    f"{kind}{n}" for kind, most in (("SG", 14), ("DP", 14), ("AC", 8), ("PQ", 8)) for n in range(1, most + 1)
] + [f"HC{n}" for n in (1, 2, 3, 4, 5, 17, 18, 20, 21, 22, 23, 24, 28, 29)]
ROW = re.compile(r"^\| ([A-Z]{2}[0-9]+) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST, LINK = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`"), re.compile(r"\]\(([\w-]+\.md)(?:#[\w-]+)?\)")
NOTICES = ROOT / "docs" / "privacy-notices.md"


def faults(page: str) -> list[str]:
    """What is wrong with the list: a code missing or twice, nothing named, or something named that is not there."""
    rows = ROW.findall(page)
    found = [code for code, *_ in rows]
    wrong = [f"{code} is listed {found.count(code)} times" for code in CODES if found.count(code) != 1]
    for code, _, kept_by in rows:
        tests, links = TEST.findall(kept_by), LINK.findall(kept_by)
        if not tests and not links:
            wrong.append(f"{code} names neither a test nor a page")
        wrong += [f"{code}: no page {link}" for link in links if not (ROOT / "docs" / link).exists()]
        wrong += [f"{code}: no {path} {name}" for path, name in tests if not _is_there(path, name)]
    return wrong


def _is_there(path: str, name: str) -> bool:
    file = ROOT / path
    return file.exists() and (not name or f"def {name}(" in file.read_text(encoding="utf-8"))


def test_every_code_is_listed_once_with_a_test_or_a_page_that_is_there():
    assert faults(PAGE.read_text(encoding="utf-8")) == []


def test_control_a_missing_code_and_a_made_up_test_are_noticed():
    page = PAGE.read_text(encoding="utf-8")
    planted = page.replace("| SG1 |", "| SGX |").replace(
        "test_calls_carry_no_words", "test_that_nobody_wrote"
    )
    assert len(faults(planted)) == 2


def test_dp3_no_column_holds_a_birthday():
    named = {
        f"{table.name}.{column.name}" for table in Base.metadata.tables.values() for column in table.columns
        if re.search(r"birth|(^|_)dob($|_)|postcode|address_line", column.name)
    }  # fmt: skip
    assert named == set()


@pytest.mark.parametrize("band", list(AgeBand))
def test_dp4_a_notice_for_every_age_band(band):
    words = {AgeBand.UNDER_6: "0 to 5", AgeBand.ADULT: "18 and over"}.get(
        band, str(band).replace("-", " to ")
    )
    assert f"## For ages {words}" in NOTICES.read_text(encoding="utf-8")


def test_dp5_pages_load_nothing_from_anywhere_else():
    loads = re.compile(
        r"<(?:script|img|link|iframe|source|audio|video)\b[^>]*(?:src|href)=[\"'](?:https?:)?//",
        re.IGNORECASE,
    )
    found = [
        str(path)
        for path in (ROOT / "templates").rglob("*.html")
        if loads.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
    assert loads.search('<script src="https://example.org/a.js"></script>'), "the control"


def test_dp10_nothing_is_ticked_for_a_child(client, work, cast):
    from tests.voice_made import a_listening

    with work():
        code = a_listening(cast).code
    client.post(f"/say/{code}", {"route": "child"})
    for number in (1, 2, 3):
        assert not client.get(f"/say/{code}/{number}").select("input[checked]")


def test_ac4_the_notices_for_children_are_short_and_plain():
    text = NOTICES.read_text(encoding="utf-8")
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        if "18 and over" in title or not title.startswith("For ages"):
            continue
        sentences = [one.split() for one in re.split(r"[.!?]\s", body.replace("\n", " ")) if one.strip()]
        assert max(map(len, sentences)) <= 25, title
        assert sum(map(len, sentences)) / len(sentences) <= 15, title


def test_ac5_every_childs_page_can_be_read_aloud():
    assert "read_aloud()" in (ROOT / "templates/layouts/child.html").read_text(encoding="utf-8")


def test_ac7_nobody_is_timed_out_under_twenty_minutes():
    assert timedelta(minutes=20) <= auth.IDLE <= auth.LONGEST_CHILD_SESSION


def test_ac8_the_statement_names_its_gaps(client):
    client.get("/accessibility").says(
        "What we know is not good enough yet", "Equality and Human Rights Commission"
    )
