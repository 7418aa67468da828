"""What we write for children can be read by them: short sentences, easy words, nothing we must not say.

Domain AC4: reading age 9 to 11; sentences of 15 words on average and 25 at most; Flesch-Kincaid grade 5 or below.
Read from the templates themselves, so a page counts even where no test opens it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from participation.rules.feedback import ALREADY_SENT, IF_SENT
from participation.rules.ways import FEELS, PARTS, SYMBOLS
from tests.guards.test_words import faults

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
CHILD = "layouts/child.html"
# Written for grown-ups, in the child's layout because a child sits beside them.
FOR_GROWN_UPS = {"with_help.html", "helped.html", "tablet_away.html", "enter.html"}
GRADE, AVERAGE, LONGEST = 5.0, 15.0, 25
BLOCKS = re.compile(
    r"</?(?:p|li|h[1-6]|div|dd|dt|td|th|summary|legend|label|section|ul|details|tr|form)\b[^>]*>"
)
VOWELS = re.compile(r"[aeiouy]+")


def child_templates() -> list[Path]:
    """Every template in the child's layout, and the parts those pages are made of."""
    pages = [path for path in FOLDER.rglob("*.html") if f'"{CHILD}"' in path.read_text(encoding="utf-8")]
    parts = [
        *(FOLDER / "participation" / "feedback").glob("_*.html"),
        FOLDER / "components" / "come_back.html",
    ]
    wanted = [p for p in (*pages, *parts) if "gallery" not in p.parts and p.name not in FOR_GROWN_UPS]
    return [path for path in wanted if "commissioning" not in path.parts]


def copy_of(source: str) -> str:
    """The words of a template that a child reads: text between tags, one sentence or heading a line."""
    source = re.sub(r"\{#.*?#\}", "", source, flags=re.S)
    source = re.sub(r'<div class="op-tablet-away">.*?</div>', "", source, flags=re.S)  # for the grown-up
    source = BLOCKS.sub("\n", source)
    source = re.sub(r"\{%.*?%\}", " ", source, flags=re.S)
    source = re.sub(r"\{\{.*?\}\}", "something", source, flags=re.S)
    return re.sub(r"<[^>]+>", " ", source)


def sentences(text: str) -> list[list[str]]:
    """Sentences as lists of words; a heading or a list point is one."""
    pieces = [piece for line in text.splitlines() for piece in re.split(r"(?<=[.!?:])\s+", line)]
    found = [re.findall(r"[A-Za-z’']+", piece) for piece in pieces]
    return [words for words in found if len(words) > 1]


def syllables(word: str) -> int:
    """About how many: groups of vowels, a silent e left out."""
    plain = word.lower().strip("’'")
    many = len(VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")) and many > 1:
        many -= 1
    return max(1, many)


def grade(said: list[list[str]]) -> float:
    """The Flesch-Kincaid grade (Kincaid and others, 1975)."""
    words = [word for sentence in said for word in sentence]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def too_hard(text: str) -> list[str]:
    """What stands in a young reader's way."""
    said = sentences(text)
    words = sum(map(len, said))
    wrong = [f"{len(one)} words: {' '.join(one)}" for one in said if len(one) > LONGEST]
    if words < 30:  # a grade of a few words says nothing
        return wrong
    if words / len(said) > AVERAGE:
        wrong.append(f"{words / len(said):.1f} words a sentence")
    if grade(said) > GRADE:
        wrong.append(f"grade {grade(said):.1f}")
    return wrong


def test_every_page_for_children_can_be_read_by_them():
    hard = {
        str(path.relative_to(FOLDER)): wrong
        for path in child_templates()
        if (wrong := too_hard(copy_of(path.read_text(encoding="utf-8"))))
    }
    assert hard == {}


def test_what_children_are_told_in_passing_can_be_read_too():
    told = [ALREADY_SENT, IF_SENT, *PARTS.values(), *SYMBOLS.values(), *FEELS.values()]
    assert too_hard("\n".join(told)) == []
    assert faults("\n".join(told), is_code=False) == []


def test_the_pages_are_found():
    names = {path.name for path in child_templates()}
    assert {"start.html", "screen.html", "card.html", "answer.html", "take_back.html", "tablet.html"} <= names


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (("The committee will subsequently deliberate regarding the appropriate commissioning methodology. "
         "Notwithstanding considerable organisational complexity, participation remains fundamentally essential. "
         "Representatives responsible for administration communicate determinations accordingly. "
         "Stakeholder engagement opportunities facilitate meaningful deliberative consultation."), "grade"),
        ("We " + "go and " * 14 + "stop.", "words:"),
    ],
)  # fmt: skip
def test_planted_officialese_is_noticed(text, why):
    assert any(why in wrong for wrong in too_hard(text))


def test_a_childs_own_sentence_passes():
    easy = "We read what you say. You can skip any part. If you are in danger, ring us. You will not be in trouble. "
    assert too_hard(easy * 2) == []
