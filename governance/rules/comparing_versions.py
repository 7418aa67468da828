"""Two published versions of one summary, part by part and word by word. Words taken back are not shown again here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commissioning.rules.marked import Compared, compare
from governance.rules.composing import child_version, officer_version
from governance.rules.documents import Document, Part
from governance.rules.withdrawing import quoted_in, without
from participation.rules.facts import Fact

NOT_AGAIN = "(Somebody’s words, which nobody reads any more. They are not shown again.)"


@dataclass(frozen=True)
class Changed:
    """One part that is not the same in both. `reading` says which version of the summary it is in."""

    reading: str
    heading: str
    compared: Compared


def differences(
    before: Iterable[Fact], after: Iterable[Fact], order: Sequence[str] = (), beside: int = 0
) -> list[Changed]:
    """Every part that changed, in the full version and then in the one for children."""
    before, after = list(before), list(after)
    shown = without(before, quoted_in(before) - quoted_in(after), NOT_AGAIN)
    return [
        *_changed("Full version", officer_version(shown, order), officer_version(after, order)),
        *_changed(
            "Version for children", child_version(shown, order, beside), child_version(after, order, beside)
        ),
    ]


def _changed(reading: str, before: Document, after: Document) -> list[Changed]:
    old, new = _texts(before), _texts(after)
    return [
        Changed(reading, heading, compared)
        for heading in dict.fromkeys([*old, *new])
        if not (compared := compare(old.get(heading, ""), new.get(heading, ""))).is_same
    ]


def _texts(document: Document) -> dict[str, str]:
    """{heading: its text}, what is told under "All of it" included."""
    lead = Part("lead", "First: what we have not kept yet", "", document.lead, "")
    found: dict[str, list[str]] = {}
    for part in (lead, *document.parts, *document.rest):
        found.setdefault(part.heading, []).extend(line.told() for line in part.lines)
    return {heading: "\n".join(lines) for heading, lines in found.items()}
