"""Hostile words in every box of a proposal and a review, and in every address: never a fault, always shown as words."""

from __future__ import annotations

import json
import urllib.parse

import pytest

from app.config import ROOT
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import CostLine
from tests import proposals_made as made

HOSTILE = ROOT.parent / "shared" / "data"
PARTS = ["idea", "place", "costs", "parts", "group"]


def hostile_strings():
    plain = json.loads((HOSTILE / "hostile_strings.json").read_text(encoding="utf-8"))
    more = json.loads((HOSTILE / "hostile_extra.json").read_text(encoding="utf-8"))
    return list(dict.fromkeys([*plain, *(text for texts in more.values() for text in texts)]))


needs_hostile = pytest.mark.skipif(
    not (HOSTILE / "hostile_extra.json").exists(), reason="the strings are not here"
)


def filled(section: str, text: str) -> dict[str, str]:
    """Every box of one part, filled with `text`."""
    return {
        "idea": {"title": text, "need": text, "who_benefits": text, "how_many": text},
        "place": {"areas": text, "builds_on": text},
        "costs": {
            "lines-0-what": text, "lines-0-amount": "5", "lines-1-what": "x", "lines-1-amount": text, "pot": text,
            f"lines-{text}-what": "x", "lines-²-what": "x", "lines-99999999999999999999-amount": "1",
        },
        "parts": {"our_part": text, "your_part": text},
        "group": {"group_name": text, "sponsor": text, "is_constituted": text},
    }[section]  # fmt: skip


@pytest.fixture
def draft(work):
    with work():
        return made.drafted().public_id


@needs_hostile
@pytest.mark.parametrize("section", PARTS)
def test_hostile_words_never_break_a_form_nor_a_page(sign_in, draft, section):
    mei, shown = sign_in("Mei"), 0
    token = mei.csrf()
    for number, text in enumerate(hostile_strings()):
        sent = {"csrf_token": token, **filled(section, text)}
        answer = mei._ask("post", f"/proposals/{draft}/draft?section={section}", data=sent)
        assert answer.status_code in {200, 422}, (text, answer.status_code)
        wrong = bool(answer.json["problem"])
        assert wrong or answer.status_code == 200
        if number % 50 == 0:
            page = mei.post(
                f"/proposals/{draft}/edit/{section}", filled(section, text), 200 if wrong else 303
            )
            assert bool(page.select(".govuk-error-summary")) is wrong
            mei.get(f"/proposals/{draft}/check")
            mei.get(f"/proposals/{draft}/edit")
            shown += 1
    assert shown > 8


@needs_hostile
def test_hostile_words_are_shown_as_words_wherever_they_are_read(sign_in, work):
    awkward = '<script>alert("x")</script> {{ 7*7 }} </textarea><img src=x onerror=alert(1)>'
    with work():
        fields = dict.fromkeys(
            ("title", "need", "who_benefits", "builds_on", "our_part", "your_part", "group_name"), awkward
        )
        proposal = made.submitted(**fields, lines=[CostLine(awkward, Pence(100))])
        made.reviewed(proposal, made.Outcome.RETURN, awkward)
        path = f"/proposals/{proposal.public_id}"
    mei, carol = sign_in("Mei"), sign_in("Carol")
    pages = [
        *(mei.get(f"{path}{more}") for more in ("", "/edit", "/check", "/versions/1", "/withdraw")),
        *(mei.get(f"{path}/edit/{part}") for part in PARTS),
        *(carol.get(where) for where in ("/proposals", "/reviews", path)),
    ]  # fmt: skip
    for page in pages:
        page.never_says("<img src", '<script>alert("x")', "49 ")


@needs_hostile
def test_hostile_addresses_are_answered(sign_in, draft):
    grace = sign_in("Grace")
    for text in hostile_strings()[::6]:
        typed = urllib.parse.quote(text, safe="", errors="replace")
        for path in (
            f"/proposals?q={typed}&page={typed}&group={typed}&order={typed}&area={typed}&team={typed}",
            f"/proposals/{typed}", f"/proposals/{draft}/edit/{typed}", f"/proposals/{draft}/versions/{typed}",
            f"/reviews/{typed}", f"/proposals/{draft}/edit/costs?rows={typed}&from={typed}",
        ):  # fmt: skip
            assert grace._ask("get", path).status_code < 500, path


@needs_hostile
def test_hostile_words_in_a_review(sign_in, work):
    with work():
        public_id = made.submitted().public_id
    carol = sign_in("Carol")
    token = carol.csrf()
    names = ["in_area", "feasibility", "cost", "risk", "equality", "reason", "outcome"]
    for text in hostile_strings()[::4]:
        sent = {"csrf_token": token, **dict.fromkeys(names, text)}
        assert carol._ask("post", f"/reviews/{public_id}", data=sent).status_code == 200
