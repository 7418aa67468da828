"""The results bundle of a counted round, packed for download: always the same bytes for the same round."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.db import db
from app.times import local_date, london
from commissioning.rules import bundle as rules
from commissioning.rules.results_kept import whole
from models.ballots import CountedBallot
from models.results import RoundResult
from models.rounds import Round
from participation.rules.refusals import NotFound, Refusal

# The one copy there is, in five files; a bundle carries them as one script that needs nothing else.
SCRIPT, READING, STEPS, COUNTING, FIGURES = (
    Path(__file__).with_name(f"recount{part}.py") for part in ("", "_reading", "_steps", "_rules", "_told")
)
FROM_THE_OTHERS = re.compile(
    r"^from commissioning\.services\.recount_\w+ import (?:\([^)]*\)|[^\n(]*)\n", re.MULTILINE
)
HEAD = "from __future__ import annotations\n"


@dataclass(frozen=True)
class Bundle:
    """A file to download."""

    name: str
    content: bytes


def bundle_of(round_: Round, council: str) -> Bundle:
    """The bundle of a counted round, for anybody. Raises NotFound before the count, Refusal when withheld."""
    result = db.session.scalar(sa.select(RoundResult).where(RoundResult.round_id == round_.id))
    if result is None:
        raise NotFound
    outcome = whole(result.outcome)
    if rules.is_withheld(outcome):
        raise Refusal(rules.why_withheld(outcome))
    return packed(source_of(round_, outcome, council), round_, result, counted(round_))


def counted(round_: Round) -> list[CountedBallot]:
    """The ballots of a counted round, in the random order of the keys they got at the count."""
    query = sa.select(CountedBallot).where(CountedBallot.round_id == round_.id)
    return list(db.session.scalars(query.order_by(CountedBallot.key)))


def packed(
    source: rules.Source, round_: Round, result: RoundResult, ballots: Sequence[CountedBallot]
) -> Bundle:
    """The whole bundle as one zip."""
    told = source.outcome["chambers"]
    apart = bool(told) and not any(one["few"] for one in told)
    files = rules.texts(
        source, [ballot.picks for ballot in ballots],
        [str(ballot.chamber) for ballot in ballots] if apart else [],
    )  # fmt: skip
    files["recount.py"] = script()
    name = f"vote-{round_.public_id}"
    return Bundle(f"{name}.zip", _packed(name, files, london(result.counted_at)))


def script() -> str:
    """The script that recounts, whole: the reading and the counting put where the rest asks for them."""
    own = SCRIPT.read_text(encoding="utf-8")
    parts = [
        FROM_THE_OTHERS.sub("", path.read_text(encoding="utf-8").partition(HEAD)[2]).strip("\n")
        for path in (READING, STEPS, COUNTING, FIGURES)
    ]
    first, last = list(FROM_THE_OTHERS.finditer(own))[:: max(1, len(FROM_THE_OTHERS.findall(own)) - 1)]
    return own[: first.start()] + "\n\n\n".join(parts) + "\n\n" + own[last.end() :]


def source_of(
    round_: Round, outcome: dict[str, Any], council: str, *, for_auditor: bool = False
) -> rules.Source:
    """What a bundle tells of a round."""
    return rules.Source(
        council=council, team=round_.team.name, title=round_.title, opened=local_date(round_.opens_at),
        closed=local_date(round_.closes_at), least=round_.least_picks, most=round_.most_picks, rule=round_.rule,
        completion=round_.completion, outcome=outcome, for_auditor=for_auditor,
    )  # fmt: skip


def _packed(folder: str, files: dict[str, str], at: datetime) -> bytes:
    """One zip, everything in one folder, dated when the round was counted."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            pack.writestr(entry, text.encode())
    return out.getvalue()
