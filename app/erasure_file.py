"""The list of erasures kept outside the database: after a restore, what had been erased is erased again.

One line of JSON each: the kind of record, a keyed digest of its random id, and when. It names nobody, and without the
pepper it cannot be matched to anything. Keep it with the keys, never with the database's backups.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.keyed import keyed_digest, settings


def digest(what: str, public_id: str) -> str:
    """What is written instead of an id."""
    return keyed_digest("erasure", f"{what}|{public_id}")


def append(erased: Iterable[tuple[str, str, datetime]]) -> None:
    """Add (kind, digest, when) and wait until the disk has them."""
    lines = [
        json.dumps({"what": what, "digest": mark, "at": at.isoformat()}) + "\n" for what, mark, at in erased
    ]
    descriptor = os.open(_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def written() -> set[tuple[str, str]]:
    """Every (kind, digest) there is. A last line cut short by a crash is passed over: its row is written again."""
    if not _path().exists():
        return set()
    found = set()
    for line in _path().read_text(encoding="ascii").splitlines():
        try:
            one = json.loads(line)
        except ValueError:
            continue
        found.add((one["what"], one["digest"]))
    return found


def _path() -> Path:
    return settings().erasures_file or settings().instance_folder / "erasures.jsonl"
