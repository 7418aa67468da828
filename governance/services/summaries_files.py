"""Files of published summaries: made once by a job, kept, and served as they were made."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from app import audit
from app.clock import now as present
from app.db import db
from app.paper import NoPaper
from app.unit_of_work import unit_of_work
from governance.rules.summaries import OUT, FileKind
from governance.services.summaries_life import is_as_published
from governance.services.summaries_paper import pdf_of
from governance.services.summaries_word import word_of
from models.summaries import Summary, SummaryFile
from participation.rules.people import Actor

log = logging.getLogger("our_part.summaries")
MAKERS: dict[FileKind, Callable[[Summary], bytes]] = {
    FileKind.PDF: partial(pdf_of, kind=FileKind.PDF),
    FileKind.CHILD_PDF: partial(pdf_of, kind=FileKind.CHILD_PDF),
    FileKind.WORD: word_of,
}
TYPES = {
    FileKind.PDF: ("application/pdf", "pdf"), FileKind.CHILD_PDF: ("application/pdf", "pdf"),
    FileKind.WORD: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
}  # fmt: skip


def make_due(now: datetime) -> str:
    """Make every file that a published summary has not got yet. Slow work is done outside any transaction."""
    made = without = 0
    for summary_id in _wanting():
        summary = db.session.get_one(Summary, summary_id)
        if not is_as_published(summary):
            continue
        have = {file.kind for file in summary.files}
        for kind in [kind for kind in FileKind if kind not in have]:
            content, problem = _made(summary, kind)
            made, without = made + bool(content), without + bool(problem)
            _keep(summary_id, kind, content, problem)
            summary = db.session.get_one(Summary, summary_id)
    if without:
        return f"failed: {without} files could not be made; {made} were. See the summaries’ pages for why."
    return f"Made {made} files." if made else "No file was wanting."


def file_of(summary: Summary, kind: FileKind) -> SummaryFile | None:
    """The file, or None while it is still to be made."""
    query = sa.select(SummaryFile).where(SummaryFile.summary_id == summary.id, SummaryFile.kind == kind)
    return db.session.scalar(query.options(sa.orm.undefer(SummaryFile.content)))


def _wanting() -> list[int]:
    """Summaries that stand today and have fewer files than there are kinds."""
    count = sa.select(sa.func.count()).where(SummaryFile.summary_id == Summary.id).scalar_subquery()
    query = sa.select(Summary.id).where(
        Summary.state.in_(OUT), Summary.replaced_at.is_(None), count < len(FileKind)
    )
    return list(db.session.scalars(query.order_by(Summary.published_at.desc())))


def _made(summary: Summary, kind: FileKind) -> tuple[bytes, str]:
    try:
        return MAKERS[kind](summary), ""
    except NoPaper as why:
        return b"", str(why)
    except Exception:
        log.exception("the %s of summary %s could not be made", kind, summary.public_id)
        return b"", "This file could not be made. The web page has all of it."


def _keep(summary_id: int, kind: FileKind, content: bytes, problem: str) -> None:
    with unit_of_work():
        there = sa.select(SummaryFile.id).where(
            SummaryFile.summary_id == summary_id, SummaryFile.kind == kind
        )
        if db.session.scalar(there) is not None:
            return
        db.session.add(
            SummaryFile(
                summary_id=summary_id,
                kind=kind,
                content=content,
                size=len(content),
                problem=problem,
                made_at=present(),
            )
        )
        summary = db.session.get_one(Summary, summary_id)
        digest = hashlib.sha256(content).hexdigest()
        audit.record(
            "summary.file_made", summary, actor=Actor.system(), kind=kind, digest=digest, problem=problem
        )
