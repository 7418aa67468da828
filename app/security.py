"""What every response carries: a strict content policy, no caching of personal pages, no referrer."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

from flask import Flask, Response, g, request
from werkzeug.datastructures import MultiDict

from app.config import Settings

LARGEST_REQUEST = 12 * 1024 * 1024  # a large phone photograph (10 megabytes) and the form around it
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; "
    "worker-src 'self'; media-src 'self' data: blob:"
)

# Control characters, signs that turn the direction of text round, and code points Unicode keeps for nobody.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17))
    + "]"
)


def init_security(app: Flask, settings: Settings) -> None:
    """Cookies, limits and headers."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=1000,
        SESSION_COOKIE_NAME="__Host-our-part" if settings.secure_cookies else "our-part",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session; a slow typist is not an attacker
        WTF_CSRF_SSL_STRICT=False,
    )
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(_without_hidden_characters)
    app.after_request(_headers)


def csp_nonce() -> str:
    """The nonce of the present response, for the one script tag."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def _without_hidden_characters(response: Response) -> Response:
    """A page that shows again what was typed leaves out the characters nobody can see, so it stays a valid page.

    Forms refuse such text, so it can only have come with this very request.
    """
    if response.mimetype == "text/html" and any(HIDDEN.search(typed) for typed in _typed()):
        response.set_data(HIDDEN.sub("", response.get_data(as_text=True)))
    return response


def _typed() -> Iterator[str]:
    """Everything sent in words; a body that could not be read, or that no view has read, is not read here."""
    body: MultiDict[str, str] = vars(request).get("form") or MultiDict()
    return (one for sent in (request.args, body) for _, one in sent.items(multi=True))


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=csp_nonce()))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=(self)"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
