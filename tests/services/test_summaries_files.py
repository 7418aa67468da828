"""A published summary as files: a tagged PDF in a language with a title, a Word file with real headings."""

from __future__ import annotations

import builtins
from io import BytesIO

import pytest
import weasyprint
from docx import Document
from pypdf import PdfReader

from app import clock
from governance.rules.summaries import FileKind
from governance.services import sources, summaries_files, summaries_paper
from tests import summaries_made as made


@pytest.fixture
def out(app, cast, monkeypatch):
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: list(made.FACTS))
    return made.published(cast)


def test_each_file_is_made_once_and_says_what_the_page_says(out, client):
    client.get(f"/summaries/{out.public_id}/file/pdf").says("This file is being made")
    assert summaries_files.make_due(clock.now()) == "Made 3 files."
    assert summaries_files.make_due(clock.now()) == "No file was wanting."
    for kind, words in (
        (FileKind.PDF, "£12,345.67 is paid"),
        (FileKind.CHILD_PDF, "We have paid £12,345.67"),
    ):
        client.get(f"/summaries/{out.public_id}/file/{kind}")
        answer = client.response
        assert answer.mimetype == "application/pdf"
        pdf = PdfReader(BytesIO(answer.data))
        text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in pdf.trailer["/Root"]
        assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
        assert "21 June to 21 September 2026" in str(pdf.metadata.title)
        assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()
        assert words in text
        assert (
            len(pdf.pages) <= 2
        )  # the design's section 7: two sides for children; this one is short enough for both
        assert out.audit_head[:20] in text.replace(" ", "")
    word = Document(BytesIO(summaries_files.file_of(out, FileKind.WORD).content))
    headings = [p.text for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert {"The full version", "The version for children", "What we could not do, and why"} <= set(headings)
    assert word.core_properties.language == "en-GB"
    told = " ".join(p.text for p in word.paragraphs)
    assert told.index("quay path") < told.index("Over the summer we listened")
    assert told.rindex("quay path") < told.index("We listened a lot")
    assert any("£12,345.67 is paid" in p.text for p in word.paragraphs)


def test_a_server_without_pango_says_so_plainly_and_still_has_the_word_file(out, client, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert summaries_files.make_due(clock.now()).startswith("failed: 2 files could not be made; 1 were")
    client.get(f"/summaries/{out.public_id}/file/pdf").says("Pango is not installed")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x.png"])
def test_a_pdf_fetches_nothing_from_outside_itself(out, monkeypatch, address):
    html = summaries_paper.html_of(out, FileKind.PDF).replace(
        "</h1>", f'</h1><img alt="x" src="{address}">', 1
    )
    monkeypatch.setattr(summaries_paper, "html_of", lambda summary, kind: html)
    pdf = PdfReader(BytesIO(summaries_paper.pdf_of(out, FileKind.PDF)))
    assert not any(page.images for page in pdf.pages)


def test_how_many_more_there_are_never_stands_alone_at_the_top_of_a_sheet(app):
    """One of these lists ends with its sheet, and without the rule its count begins the next."""
    style = str(app.jinja_env.get_template("governance/summaries/_paper.html").module.style((), child=True))
    assert sheets_that_begin_with_how_many(style) == 0
    assert sheets_that_begin_with_how_many(style.replace("break-before: avoid", "")) == 1, "the control"


def sheets_that_begin_with_how_many(style: str) -> int:
    lines = "<li>We mended a swing.</li>"
    parts = "".join(
        f'<section class="op-story__part" style="break-before: page"><h2>Done</h2><ul>{lines * many}</ul>'
        '<p class="op-story__below"><a href="#all">9 more, below.</a></p></section>'
        for many in range(28, 36)
    )
    pdf = PdfReader(BytesIO(weasyprint.HTML(string=style + parts).write_pdf()))
    return sum(" ".join(sheet.extract_text().split()).startswith("9 more") for sheet in pdf.pages)
