"""Every way a request can fail, as a page that helps. Refusals inside a form go beside their field."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError
from werkzeug.exceptions import HTTPException

from app.db import db
from app.sealed import SealBroken
from participation.rules.refusals import NotFound, Refusal

__all__ = ["NotFound", "Refusal", "init_errors", "refusals_on"]


@contextmanager
def refusals_on(form: FlaskForm) -> Iterator[None]:
    """Put a refusal raised inside the block beside its field (or at the head of the form); nothing is written.

    After the block ask `form.refused`: when true, show the form again.
    """
    try:
        with db.session.no_autoflush:
            yield
    except Refusal as refusal:
        for one in (refusal, *refusal.more):
            form.refuse(one.reason, one.field)
        db.session.rollback()


def init_errors(app: Flask) -> None:
    """Register the error pages."""
    app.context_processor(lambda: {"for_child": request.path.startswith(CHILDRENS)})
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(NotFound, lambda _: page(404))
    app.register_error_handler(SealBroken, _seal_broken)
    app.register_error_handler(CSRFError, lambda _: page(400, "errors/form_out_of_date.html"))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(IntegrityError, _changed_meanwhile)
    app.register_error_handler(DBAPIError, _database_trouble)
    app.register_error_handler(TimeoutError, _busy)
    app.register_error_handler(Exception, _our_fault)


def page(status: int, template: str | None = None, **context: object) -> ResponseReturnValue:
    """An error page with its status."""
    return make_response(render_template(template or f"errors/{status}.html", **context), status)


def _seal_broken(error: SealBroken) -> ResponseReturnValue:
    """Kept words are not the ones that were kept: nothing of them is shown, and the log says so."""
    db.session.rollback()
    _log().error("sealed words did not open: %s", error)
    return page(409, "errors/seal_broken.html")


CHILDRENS = (
    "/say",
    "/comeback",
    "/about-me",
    "/tablet",
)  # where a page that went wrong is still a child's page
KNOWN = {400, 403, 404, 405, 413, 429, 500}


def _refused(refusal: Refusal) -> ResponseReturnValue:
    db.session.rollback()
    return page(409, "errors/refused.html", reason=refusal.reason, way_on=refusal.way_on)


def _http(error: HTTPException) -> ResponseReturnValue:
    db.session.rollback()
    status = error.code or 500
    if status < 400:
        return error.get_response()
    return page(status, f"errors/{status if status in KNOWN else 400}.html")


def _changed_meanwhile(error: IntegrityError) -> ResponseReturnValue:
    db.session.rollback()
    _log().warning("a write met a constraint: %s", type(error.orig).__name__)
    return page(409, "errors/changed_meanwhile.html")


def _database_trouble(error: DBAPIError) -> ResponseReturnValue:
    if "locked" in str(error.orig):
        return _busy(error)
    return _our_fault(error)


def _busy(error: BaseException) -> ResponseReturnValue:
    db.session.rollback()
    response = make_response(render_template("errors/429.html"), 429)
    response.headers["Retry-After"] = "5"
    return response


def _our_fault(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    _log().exception("a request failed")
    return page(500)


def _log() -> logging.Logger:
    return current_app.logger
