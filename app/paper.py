"""Pages made for paper: rendered without a request, and turned into a tagged PDF that fetches nothing from outside."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app

from app.config import ROOT
from app.keyed import settings

BUILT = ROOT / "app" / "static" / "built" / "fonts"
FACES = ((400, "latin-400-normal"), (700, "latin-700-normal"))
NO_PANGO = (
    "This server cannot make PDFs: the library Pango is not installed. "
    "The web page and the Word file have all of it."
)  # fmt: skip


class NoPaper(RuntimeError):
    """A file cannot be made here; the words say why, for the page that offers it."""


def sheet(template: str, **context: Any) -> str:
    """A template's HTML with our typeface in it and the place's names, for a PDF to be made from."""
    chosen = settings()
    place = {
        "name": chosen.place_name,
        "council": chosen.council_name,
        "front_door": chosen.front_door_phone,
    }
    return current_app.jinja_env.get_template(template).render(place=place, faces=_faces(), **context)


def pdf(html: str) -> bytes:
    """A PDF/UA-1 of the page; raises NoPaper when this server has not got what it takes."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError:  # its own words when Pango cannot be loaded
        raise NoPaper(NO_PANGO) from None
    carried = URLFetcher(
        allowed_protocols=("data",), allow_redirects=False
    )  # no file of ours, nothing of the net
    made: bytes | None = HTML(string=html, url_fetcher=carried).write_pdf(pdf_variant="pdf/ua-1")
    if not made:
        raise NoPaper(
            "The PDF came out empty, so it is not offered. The web page and the Word file have all of it."
        )
    return made


@lru_cache(maxsize=1)
def _faces() -> tuple[tuple[int, str], ...]:
    """The two cuts of our typeface, as data: addresses; none when the assets are not built."""
    return tuple(
        (weight, _data(file)) for weight, name in FACES for file in sorted(BUILT.glob(f"*-{name}-*.woff2"))
    )


def _data(file: Path) -> str:
    return f"data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode()}"
