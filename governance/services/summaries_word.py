"""A published summary as a Word file for people’s own tools: real headings, lists and tables, and a language."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from app.times import day, moment
from governance.rules.documents import Document, Line
from governance.services import summaries_after, summaries_reading
from models.summaries import Summary

LANGUAGE = "en-GB"


def word_of(summary: Summary) -> bytes:
    """The full version, then the version for children, then how it was made."""
    officer, child = summaries_reading.versions(summary)
    word, title = docx.Document(), f"{summary.body.name}: {day(summary.since)} to {day(summary.until)}"
    _about(word, title)
    word.add_heading(title, level=0)
    if summary.version_note:
        word.add_paragraph(f"Version {summary.version}. {summary.version_note}")
    _version(word, summary, officer, "The full version")
    _since(word, summary)
    word.add_page_break()  # type: ignore[no-untyped-call]
    _version(word, summary, child, "The version for children", for_children=True)
    _made(word, summary)
    kept = BytesIO()
    word.save(kept)
    return kept.getvalue()


def _about(word: WordDocument, title: str) -> None:
    """What tools read first: the title, and the language every word is in."""
    word.core_properties.title, word.core_properties.language = title, LANGUAGE
    word.core_properties.author = "Our Part"
    marked = OxmlElement("w:lang")
    marked.set(qn("w:val"), LANGUAGE)
    style = word.styles["Normal"].element
    style.get_or_add_rPr().append(marked)


def _version(
    word: WordDocument, summary: Summary, document: Document, name: str, *, for_children: bool = False
) -> None:
    word.add_heading(name, level=1)
    charts = {} if for_children else summaries_reading.charts_of(summary)
    _opening(word, document, summary.introduction_for_children if for_children else summary.introduction)
    for part in document.parts:
        word.add_heading(part.heading, level=2)
        _lines(word, part.lines)
        if part.below and part.lines:  # how many more there are never stands alone on a new page
            word.paragraphs[-1].paragraph_format.keep_with_next = True
        for told in part.below or (() if part.lines else (part.empty,)):
            word.add_paragraph(told)
        for chart in charts.get(part.name, []):
            _table(word, chart)
        for where in _notes_of(part.name):
            if where in summary.notes:
                said = summary.notes[where][1 if for_children else 0]
                word.add_paragraph(f"The clerk adds: {said}", style="Intense Quote")

    if document.rest:
        word.add_heading("All of it", level=2)
    for part in document.rest:
        word.add_heading(part.heading, level=3)
        _lines(word, part.lines)


def _opening(word: WordDocument, document: Document, words: str) -> None:
    """What we have not kept yet, and only then the clerk's own words."""
    if document.lead:
        word.add_heading("First: what we have not kept yet", level=2)
        _lines(word, document.lead)
    if words:
        word.add_paragraph(f"The clerk writes: {words}")


def _since(word: WordDocument, summary: Summary) -> None:
    """What the frozen facts cannot tell: that it came out late, and what was promised when it was presented."""
    after = summaries_after.after(summary)
    if after.overtaken:
        when = f" The next one is due on {day(after.next_on)}." if after.next_on else ""
        word.add_paragraph(
            f"This account comes late. The day it gives for the next summary has passed.{when}"
        )
    if after.owed:
        word.add_heading("What was promised when it was presented", level=2)
    for task in after.owed:
        word.add_paragraph(
            f"{task.what.rstrip('.')}. {task.owner} answers for it, by {day(task.due_on)}.",
            style="List Bullet",
        )


def _notes_of(part: str) -> tuple[str, ...]:
    return ("equality", "recommendations", part) if part == "next" else (part,)


def _lines(word: WordDocument, lines: tuple[Line, ...]) -> None:
    for line in lines:
        word.add_paragraph(f"Not done: {line.text}" if line.not_done else line.text, style="List Bullet")
        for item in line.items:
            word.add_paragraph(item, style="List Bullet 2")


def _table(word: WordDocument, chart: dict[str, object]) -> None:
    """A chart's numbers, with a heading row that is told again on every page."""
    word.add_paragraph(str(chart["title"]), style="Caption")
    rows = chart["rows"]
    table = word.add_table(rows=1, cols=2, style="Light Grid Accent 1")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Who", "How many"
    again = OxmlElement("w:tblHeader")
    again.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(again)  # noqa: SLF001 - python-docx has no other way to say it
    for row in rows if isinstance(rows, list) else []:
        cells = table.add_row().cells
        cells[0].text = str(row["label"])
        cells[1].text = "not shown" if row["value"] is None else f"{row['value']:,}"


def _made(word: WordDocument, summary: Summary) -> None:
    word.add_heading("How this was made", level=1)
    compiled = summary.compiled_by.name if summary.compiled_by else ""
    approved = summary.approved_by.name if summary.approved_by else ""
    published = moment(summary.published_at) if summary.published_at else ""
    word.add_paragraph(
        f"The figures were frozen on {moment(summary.until)}. Both versions were made from the same facts and "
        f"published on {published}, in the same moment. Compiled by {compiled}. Approved by {approved}. Counts of "
        "fewer than five people are hidden."
    )
    word.add_paragraph(
        f"Audit trail at publication: event {summary.audit_length or 0:,}, {summary.audit_head}"
    )
