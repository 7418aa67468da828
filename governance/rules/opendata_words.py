"""Words that leave in open data: no child's name, and nothing that looks like a person's address, may be in them."""

from __future__ import annotations

import re
from collections.abc import Collection

WITHHELD = "[withheld]"
LOOKS_PERSONAL: tuple[re.Pattern[str], ...] = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),  # an e-mail address
    re.compile(r"(?<!\d)(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)"),  # a telephone number
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),  # a postcode
    re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),  # a National Insurance number
    re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}\b"),  # a date written like one of birth
)


def cleaned(text: str, names: Collection[str]) -> str:
    """The text on one line, without anything that looks personal and without any of `names` as a whole word."""
    said = " ".join(text.split())
    for pattern in LOOKS_PERSONAL:
        said = pattern.sub(WITHHELD, said)
    parts = {part for name in names for part in [name, *name.split()] if len(part) > 1}
    if parts:
        every = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
        said = re.sub(rf"(?<!\w)(?:{every})(?!\w)", WITHHELD, said, flags=re.IGNORECASE)
    return said


def sentences(*parts: str) -> str:
    """The parts as sentences on one line: each ends with one full stop (or its own ! or ?); empty ones are left out."""
    said = [re.sub(r"\s*\.(?:\s*\.)+", ".", " ".join(part.split())).rstrip(" .") for part in parts]
    return " ".join(part if part.endswith(("!", "?")) else f"{part}." for part in said if part)
