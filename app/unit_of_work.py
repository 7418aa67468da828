"""Where work is committed: one decorator for POST views, one context for jobs, commands and tests.

Services flush and never commit. A view's work is kept only when it answers with a redirect (or says `kept`), so a
form shown again with a message beside a field has written nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import IO, Any

from flask import Response, flash, get_flashed_messages, make_response, redirect, request, session
from flask.typing import ResponseReturnValue

from app.access import current_actor
from app.clock import now
from app.db import db
from app.errors import page
from app.keyed import keyed_digest
from app.transactions import writing
from models.submissions import Submission

_KEPT = "X-Our-Part-Kept"
_NOT_CONTENT = frozenset({"csrf_token", "idempotency_key"})


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Do a piece of work as one writing transaction: all of it is kept, or none of it."""
    db.session.rollback()  # a read begun earlier may not turn into a write
    with writing():
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def commits(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Commit what a POST view did when it answers with a redirect; the same form sent twice gets the first answer.

    Sent again with other content it is refused, with the way to what was kept.
    """
    return _committing(view, remembers=True)


def commits_without_trace(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """As `commits`, but keeps no row of who sent the form: for votes and for children's words."""
    return _committing(view, remembers=False)


def kept(response: ResponseReturnValue) -> Response:
    """Mark an answer that is not a redirect as one whose work is to be committed."""
    answer = make_response(response)
    answer.headers[_KEPT] = "yes"
    return answer


def _committing(
    view: Callable[..., ResponseReturnValue], remembers: bool
) -> Callable[..., ResponseReturnValue]:
    @wraps(view)
    def wrapper(**values: Any) -> ResponseReturnValue:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return view(**values)
        key = _this_form() if remembers else None
        earlier = db.session.get(Submission, key) if key else None
        content = _filled_in(key) if key else None
        if earlier is not None:
            if earlier.content not in {None, content}:
                return page(409, "errors/sent_before.html", kept=earlier.location)
            return _again(earlier)
        response = make_response(view(**values))
        if response.headers.pop(_KEPT, None) or response.status_code in {301, 302, 303}:
            if key and response.location:
                db.session.add(
                    Submission(
                        key=key, location=response.location, said=_flashed(), at=now(), content=content
                    )
                )
            db.session.commit()
        else:
            db.session.rollback()
        return response

    wrapper.commits = True  # type: ignore[attr-defined]
    return wrapper


def _this_form() -> str | None:
    """The idempotency key of the form sent, bound to the sender and the address so nobody can replay another's."""
    key = request.form.get("idempotency_key", "")
    if not 16 <= len(key) <= 64:
        return None
    return keyed_digest("submission", f"{current_actor().public_id}|{request.path}|{key}")


def _filled_in(key: str) -> str:
    """A keyed digest of what the form says: every field as sent, and every file by its name and content.

    Not the token against forgery, which is another one each time the page is shown. Bound to the form's own key, so
    the same words of two people are not to be seen as the same.
    """
    fields = sorted((name, values) for name, values in request.form.lists() if name not in _NOT_CONTENT)
    files = sorted(
        (name, file.filename or "", _digest(file.stream)) for name, file in request.files.items(multi=True)
    )
    return keyed_digest("submission content", json.dumps([key, fields, files]))


def _digest(stream: IO[bytes]) -> str:
    found = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    stream.seek(0)
    return found


def _flashed() -> str:
    return json.dumps(session.get("_flashes", []))


def _again(earlier: Submission) -> ResponseReturnValue:
    get_flashed_messages()
    for category, message in json.loads(earlier.said):
        flash(message, category)
    return redirect(earlier.location, code=303)
