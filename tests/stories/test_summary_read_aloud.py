"""One summary and its version for children, word for word. Read both aloud before you change either."""

from __future__ import annotations

from pathlib import Path

import pytest

from governance.rules.documents import Document
from governance.services import sources, summaries, summaries_reading
from participation.rules import reading
from tests import summaries_made as made

FOLDER = Path(__file__).parent / "golden"


def told(document: Document) -> str:
    """The document as it is read: what is late, then heading by heading."""
    parts = [("First: not kept yet", document.lead, "")] if document.lead else []
    parts += [(part.heading, part.lines, part.empty) for part in document.parts]
    return "\n".join(
        "\n".join([heading, *(f"  {line.told()}" for line in lines), *([] if lines else [f"  {empty}"]), ""])
        for heading, lines, empty in parts
    )


@pytest.mark.parametrize("version", ["officer", "child"])
def test_the_summary_reads_as_it_was_agreed(app, cast, monkeypatch, version):
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: list(made.FACTS))
    officer, child = summaries_reading.versions(made.drafted(cast))
    found = told(officer if version == "officer" else child)
    assert found == (FOLDER / f"summary_{version}.txt").read_text(encoding="utf-8")


def test_the_child_version_is_short_and_plain_enough_to_read_with_ease(app, cast, monkeypatch):
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: list(made.FACTS))
    summary = made.drafted(cast)
    _, child = summaries_reading.versions(summary)
    assert child.words() + summaries.words_beside(summary) <= 300
    assert child.rest == ()
    found = reading.report(child.main_text())
    assert found.is_plain
    assert found.age <= 11
