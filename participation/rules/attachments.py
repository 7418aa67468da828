"""Attachments: what may be added to a record, how big, and how kinds are told apart: by content, never by name.

Limits follow the design's section on uploads: photographs (JPEG, PNG, WebP) and PDF documents, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from participation.rules.refusals import Refusal

MEGABYTE = 1024 * 1024
MOST_PIXELS = 25_000_000  # width times height; more is refused from the header, before anything is unpacked
LONGEST_SIDE = 1600  # pixels, as kept
LARGEST_PICTURE = 10 * MEGABYTE  # bytes, as sent: a large phone photograph
LARGEST_KEPT = MEGABYTE  # bytes, as kept
LARGEST_DOCUMENT = 5 * MEGABYTE  # bytes, kept as sent
MOST_FILES, MOST_BYTES = 8, 12 * MEGABYTE  # for one record
MOST_IN_A_DAY = 40  # files, from one person over all records
LONGEST_WORDS = 200  # letters
FIELD, WORDS_FIELD = "file", "file_words"

# What a PDF may not carry: a program, another file, or something to start (looked for in what is not packed).
_LOADED_PDF = (b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/RichMedia")


class FileKind(StrEnum):
    """What is kept: every picture becomes a JPEG."""

    PICTURE = "picture"
    DOCUMENT = "document"


MIME: dict[FileKind, str] = {FileKind.PICTURE: "image/jpeg", FileKind.DOCUMENT: "application/pdf"}
ENDING: dict[FileKind, str] = {FileKind.PICTURE: "jpg", FileKind.DOCUMENT: "pdf"}
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"


@dataclass(frozen=True)
class Upload:
    """A file as it was sent. Its name is never used for anything but the safeguarding reading."""

    content: bytes
    words: str = ""
    name: str = ""


PHOTOS_OR_PDF, PHOTOS_ONLY = "a photo (JPEG, PNG or WebP) or a PDF", "a photo (JPEG, PNG or WebP)"


def kind_of(content: bytes, taken: str = PHOTOS_OR_PDF) -> FileKind:
    """What the bytes begin like; raises Refusal (field "file") for everything that is not taken (said as `taken`)."""
    if not content:
        raise Refusal("This file is empty. Choose it again.", field=FIELD)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    ):
        return FileKind.PICTURE
    if content.startswith(b"%PDF-"):
        return FileKind.DOCUMENT
    if content[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        raise Refusal(
            "This is a kind of photo other people may not be able to open. "
            "Take a screenshot of it, or save it as a JPEG, and choose that.", field=FIELD,
        )  # fmt: skip
    raise Refusal(f"Choose {taken}. We cannot take other kinds of file.", field=FIELD)


def check_size(kind: FileKind, size: int) -> None:
    """Refuse more bytes than are taken of this kind."""
    largest = LARGEST_PICTURE if kind is FileKind.PICTURE else LARGEST_DOCUMENT
    if size > largest:
        what = "photo" if kind is FileKind.PICTURE else "PDF"
        raise Refusal(
            f"This {what} is larger than {largest // MEGABYTE} megabytes. Choose a smaller one.", field=FIELD
        )


def check_pixels(width: int, height: int) -> None:
    """Refuse a picture with more pixels than a phone makes, or with none."""
    if width < 1 or height < 1:
        raise Refusal("There is no picture in this file. Choose another.", field=FIELD)
    if width * height > MOST_PIXELS:
        raise Refusal(
            f"This picture is {width:,} by {height:,} dots, which is too large. "
            "Make it smaller, or take a screenshot of it.", field=FIELD,
        )  # fmt: skip


def check_document(content: bytes) -> None:
    """Refuse a PDF that is cut short, or that carries a program or another file."""
    if b"%%EOF" not in content[-2048:]:
        raise Refusal("This PDF is not whole. Save it again, and choose that.", field=FIELD)
    if any(mark in content for mark in _LOADED_PDF):
        raise Refusal(
            "This PDF carries a program or another file inside it. Print it to a new PDF, and choose that.",
            field=FIELD,
        )


def check_room(files: int, held: int, more: int, today: int) -> None:
    """Refuse what goes over a record's share (`files` and `held` bytes there now, `more` bytes to come)."""
    if files >= MOST_FILES:
        raise Refusal(
            f"There are {MOST_FILES} files here already, which is the most there can be.", field=FIELD
        )
    if held + more > MOST_BYTES:
        raise Refusal(
            "The files here would come to more than we can keep. Choose a smaller one.", field=FIELD
        )
    if today >= MOST_IN_A_DAY:
        raise Refusal("You have added many files today. Add more tomorrow.", field=FIELD)


NO_PICTURE = "We could not read this picture. It may be cut short. Choose it again, or take another."
