"""Reading a picture somebody sent, and writing it anew: only the dots are kept, so place, time and camera are gone.

Whatever the file says about itself is believed for one thing only: its size, which is checked before it is unpacked.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageFile, ImageOps

from participation.rules.attachments import (
    FIELD,
    LARGEST_KEPT,
    LONGEST_SIDE,
    NO_PICTURE,
    check_pixels,
)
from participation.rules.refusals import Refusal

FORMATS = ("JPEG", "PNG", "WEBP")  # JPEG includes the kind with a second picture in it that some phones make
QUALITIES = (85, 75, 60, 45)
WHITE = (255, 255, 255)


def rewritten(content: bytes) -> tuple[bytes, int, int]:
    """(a new JPEG of at most 1600 dots a side and a megabyte, its width, its height).

    Raises Refusal (field "file") for a picture that is too large to unpack, cut short, or none at all.
    """
    # Pillow keeps this for the whole process, and our maker of PDFs turns it on when it is first used.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            image = Image.open(io.BytesIO(content), formats=FORMATS)
        check_pixels(*image.size)
        made = _plain(image)
    except Image.DecompressionBombError:
        raise Refusal(
            "This picture is far too large. Make it smaller, or take a screenshot of it.", field=FIELD
        ) from None
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - a reader of hostile files may fail in any way; none of them is our fault
        raise Refusal(NO_PICTURE, field=FIELD) from None
    return _small_enough(made)


def _plain(image: Image.Image) -> Image.Image:
    """Only the dots, the right way up, on white, in plain colours."""
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG can be read at a fraction of its size
    turned = ImageOps.exif_transpose(image)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if "A" in turned.getbands() or "transparency" in turned.info:
        clear = turned.convert("RGBA")
        ground = Image.new("RGB", clear.size, WHITE)
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    dots = turned.convert("RGB")
    dots.info = {}  # comments and colour profiles would be written again
    return dots


def _small_enough(image: Image.Image) -> tuple[bytes, int, int]:
    """The best quality that fits, on a smaller sheet when even the plainest does not."""
    while True:
        for quality in QUALITIES:
            written = io.BytesIO()
            image.save(written, "JPEG", quality=quality, optimize=True)
            if written.tell() <= LARGEST_KEPT:
                return written.getvalue(), *image.size
        image = image.resize((max(1, image.width * 3 // 4), max(1, image.height * 3 // 4)))
