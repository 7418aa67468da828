"""Reading what a spreadsheet saved: forgiving about byte-order marks, line ends and separators. Pure: bytes to rows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from participation.rules.refusals import Refusal

LARGEST_FILE = 1_000_000
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Problem:
    """What is wrong, and in which row (None: with the whole file)."""

    row: int | None
    message: str

    def __str__(self) -> str:
        """As a list shows it."""
        return self.message if self.row is None else f"Row {self.row}: {self.message}"


def table_of(data: bytes) -> list[tuple[int, list[str]]]:
    """Every row that has anything in it, with its number as a spreadsheet shows it."""
    if len(data) > LARGEST_FILE:
        raise Refusal("This file is larger than 1 MB. Split it, or save it as plain CSV.")
    text = _text(data)
    if "\x00" in text:
        raise Refusal("This is not a CSV file. In the spreadsheet choose “Save as”, then “CSV UTF-8”.")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refusal(f"This file cannot be read as CSV: {error}.") from None
    if len(read) > MOST_ROWS:
        raise Refusal(f"This file has more than {MOST_ROWS:,} rows. Split it.")
    return [(number, cells) for number, cells in enumerate(read, start=1) if any(c.strip() for c in cells)]


def _text(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # what older spreadsheets write; £ is there too


def heading(typed: str) -> str:
    """A column's heading as we compare it: "Opening-balance " is "opening_balance"."""
    return "_".join(typed.strip().casefold().replace("-", " ").replace("_", " ").split())
