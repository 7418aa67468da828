"""A published summary as a tagged PDF: the same words as on the web, with the audit head at its foot."""

from __future__ import annotations

from app import paper
from governance.rules.summaries import FileKind
from governance.services import summaries_after, summaries_reading
from models.summaries import Summary
from participation.rules.responses import ANSWER_WORDS

TEMPLATES = {
    FileKind.PDF: "governance/summaries/paper.html",
    FileKind.CHILD_PDF: "governance/summaries/paper_for_children.html",
}


def html_of(summary: Summary, kind: FileKind) -> str:
    """The page a PDF is made from."""
    officer, child = summaries_reading.versions(summary)
    return paper.sheet(
        TEMPLATES[kind], summary=summary, document=child if kind is FileKind.CHILD_PDF else officer,
        charts=summaries_reading.charts_of(summary), late_by=summaries_reading.is_late(summary),
        after=summaries_after.after(summary), answers=ANSWER_WORDS,
    )  # fmt: skip


def pdf_of(summary: Summary, kind: FileKind) -> bytes:
    """The PDF's bytes; raises NoPaper when this server has not got what it takes."""
    return paper.pdf(html_of(summary, kind))
