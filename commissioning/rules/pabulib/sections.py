"""Cutting a .pb file into its three sections, each row with its line number."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TypeAlias

NAMES = ("META", "PROJECTS", "VOTES")
LONGEST_NAME = 40  # characters, with any spaces around the name
Row: TypeAlias = tuple[int, list[str]]


class UnreadableElection(ValueError):
    """The file is not an election that can be counted; the message is one plain sentence with the line."""


def refuse(line: int, problem: str) -> UnreadableElection:
    """A refusal that names the line (0: the file as a whole)."""
    return UnreadableElection(f"Line {line}: {problem}" if line else problem)


@dataclass(slots=True)
class Section:
    """One section: its column names, and its rows with the line each ends on (for VOTES, read as they are asked)."""

    line: int
    columns: tuple[str, ...]
    rows: Iterable[Row]

    def has(self, column: str) -> bool:
        """Whether there is such a column."""
        return column in self.columns

    def place(self, column: str, section: str) -> int:
        """Where the column is.

        Raises:
            UnreadableElection: when it is missing.
        """
        if column not in self.columns:
            raise refuse(self.line, f"the {section} section has no column {column!r}.")
        return self.columns.index(column)


def cell(row: Sequence[str], place: int) -> str:
    """A cell without the spaces around it; empty when the row is shorter."""
    return row[place].strip() if place < len(row) else ""


def rows_of(text: str) -> Iterator[Row]:
    """The rows of the file that say anything, each with its line number.

    Raises:
        UnreadableElection: when the text is not rows at all.
    """
    if "\0" in text:
        raise refuse(0, "This is not a text file.")
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    try:
        for row in reader:
            if row and (row[0].strip() or any(one.strip() for one in row)):
                yield reader.line_num, row
    except csv.Error as error:
        raise refuse(reader.line_num, f"this row cannot be read ({error}).") from error


def sections(text: str) -> dict[str, Section]:
    """The sections by name, each exactly once and in order.

    Raises:
        UnreadableElection: when one is missing, doubled or out of order.
    """
    found: dict[str, Section] = {}
    rows = rows_of(text)
    kept: list[Row] | None = None
    for line, row in rows:
        name = heading(row)
        if name:
            check_order(line, name, list(found))
            names = columns(line, name, next(rows, None))
            kept = []
            found[name] = Section(line, names, rows if name == "VOTES" else kept)
            if name == "VOTES":
                return found
        elif kept is None:
            raise refuse(line, "a Pabulib file begins with the word META.")
        else:
            kept.append((line, row))
    if not found:
        raise refuse(0, "The file is empty.")
    raise refuse(0, f"The file ends without the section {NAMES[len(found)]}.")


def heading(row: Sequence[str]) -> str:
    """The section a row opens, or nothing."""
    if len(row[0]) > LONGEST_NAME:
        return ""
    name = row[0].strip().upper()
    return name if name in NAMES and not any(one.strip() for one in row[1:]) else ""


def check_order(line: int, name: str, before: list[str]) -> None:
    """Raise UnreadableElection unless META, PROJECTS and VOTES come once each, in that order."""
    if before != list(NAMES[: NAMES.index(name)]):
        raise refuse(line, f"the section {name} does not belong here (META, PROJECTS and VOTES, once each).")


def columns(line: int, section: str, header: Row | None) -> tuple[str, ...]:
    """The column names under a section's name, in small letters."""
    if header is None:
        raise refuse(line, f"the file ends after {section}.")
    names = tuple(one.strip().lower() for one in header[1])
    named = [name for name in names if name]
    if len(named) != len(set(named)):
        raise refuse(header[0], "two columns have the same name.")
    return names


def pairs(section: Section) -> dict[str, str]:
    """META as names and values.

    Raises:
        UnreadableElection: when a name is said twice with different values.
    """
    found: dict[str, str] = {}
    for line, row in section.rows:
        name, value = cell(row, 0).lower(), cell(row, 1)
        if not name:
            raise refuse(line, "this line of META has no name.")
        if found.setdefault(name, value) != value:
            raise refuse(line, f"META says {name!r} twice, and differently.")
    return found


def needed(meta: Mapping[str, str], name: str) -> str:
    """A value of META that must be there.

    Raises:
        UnreadableElection: when it is not.
    """
    value = meta.get(name, "")
    if not value:
        raise refuse(0, f"META does not say {name!r}.")
    return value
