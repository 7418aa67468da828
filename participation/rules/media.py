"""Drawings and spoken words: how large, how long, and how kinds of sound are told apart (by content, never by name)."""

from __future__ import annotations

from enum import StrEnum

from participation.rules.refusals import Refusal

LARGEST_SOUND = 4 * 1024 * 1024  # bytes, as sent: about three minutes from a phone's own recorder
LONGEST_SOUND = 120  # seconds our own recorder goes on for
SOUND_ACCEPT = "audio/*"
DRAWING_ACCEPT = "image/jpeg,image/png,image/webp"


class MediaKind(StrEnum):
    """What was made."""

    DRAWING = "drawing"
    SOUND = "sound"


MEDIA_WORDS: dict[MediaKind, str] = {MediaKind.DRAWING: "A drawing", MediaKind.SOUND: "Spoken words"}
SHOWN_WORDS: dict[str, str] = {"yes": "Yes", "no": "No"}
SHOWN_FOR_DAYS = (
    365  # then nobody but its maker sees it; well under the two years a yes may hold (rules.consents)
)
_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x1aE\xdf\xa3", "audio/webm"), (0, b"OggS", "audio/ogg"), (8, b"WAVE", "audio/wav"),
    (4, b"ftyp", "audio/mp4"), (0, b"ID3", "audio/mpeg"), (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"), (0, b"\xff\xf1", "audio/aac"), (0, b"\xff\xf9", "audio/aac"),
    (0, b"#!AMR", "audio/amr"),
)  # fmt: skip


def sound_type(content: bytes, field: str = "sound") -> str:
    """The kind of sound the bytes begin like; raises Refusal, kindly, for everything that is not taken."""
    if len(content) > LARGEST_SOUND:
        raise Refusal(
            "This recording is too long to keep. Say the first part, send it, then say the rest.", field=field
        )
    for at, mark, mime in _MARKS:
        if content[at : at + len(mark)] == mark:
            return mime
    raise Refusal("We could not hear anything in this. Record it again, or write it instead.", field=field)
