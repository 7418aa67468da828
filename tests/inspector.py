"""A test client that inspects every HTML page it is given, so no test can pass over a broken page."""

from __future__ import annotations

from typing import Any

import html5lib
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.auth import start_session
from app.db import db
from app.transactions import writing
from models.people import User


class Page(BeautifulSoup):
    """A parsed page whose selectors raise when nothing is found, so a typo cannot pass."""

    def one(self, selector: str) -> BeautifulSoup:
        """The one element that matches; fails with none or several."""
        found = self.select(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}"
        return found[0]

    def says(self, *words: str) -> None:
        """Assert that each text can be read on the page (white space folded)."""
        read = " ".join(self.get_text(" ").split())
        for text in words:
            assert " ".join(text.split()) in read, f"the page does not say {text!r}; it says: {read[:3000]}"

    def never_says(self, *words: str) -> None:
        """Assert that none of these can be found anywhere in the page's source."""
        for text in words:
            assert text not in str(self), f"the page says {text!r}"


class Inspector:
    """Wraps Flask's client. `get` and `post` return a Page; every HTML answer is inspected first."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        self.response: TestResponse | None = None

    def sign_in_as(self, public_id: str) -> None:
        """Start a session without the sign-in page (that page has tests of its own)."""
        with self.app.app_context(), self.app.test_request_context(method="POST"), writing():
            from flask import session

            db.session.rollback()
            start_session(db.session.query(User).filter_by(public_id=public_id).one())
            db.session.commit()
            kept = dict(session)
        with self.client.session_transaction() as browser:
            browser.update(kept)

    def get(self, path: str, status: int = 200, **kwargs: object) -> Page:
        """GET a page and inspect it; follows redirects only when asked (`follow_redirects=True`)."""
        return self._seen(self._ask("get", path, **kwargs), status)

    def post(
        self,
        path: str,
        data: dict[str, object] | None = None,
        status: int = 303,
        follow: bool = False,
        **kw: object,
    ) -> Page:
        """POST a form with a real CSRF token; `follow=True` goes on to the page it leads to (and expects 200)."""
        sent = {"csrf_token": self.csrf(), **(data or {})}
        if follow:
            return self._seen(self._ask("post", path, data=sent, follow_redirects=True, **kw), 200)
        return self._seen(self._ask("post", path, data=sent, **kw), status)

    def _ask(self, method: str, path: str, **kwargs: Any) -> TestResponse:
        """One request in a context of its own, as in life; the test's own reading starts afresh afterwards."""
        db.session.rollback()
        with self.app.app_context():
            return self.client.open(path, method=method.upper(), **kwargs)

    def csrf(self) -> str:
        """A token this client's session accepts, made the way a page makes it."""
        from flask import session
        from flask_wtf.csrf import generate_csrf

        with self.client.session_transaction() as browser:
            kept = dict(browser)
        with self.app.app_context(), self.app.test_request_context():
            session.update(kept)
            token = generate_csrf()
            kept = dict(session)
        with self.client.session_transaction() as browser:
            browser.update(kept)
        return token

    @property
    def location(self) -> str:
        """Where the last answer redirected to."""
        where = self.response.location if self.response is not None else None
        assert where, "the last answer was not a redirect"
        return where

    def _seen(self, response: TestResponse, status: int) -> Page:
        self.response = response
        body = response.get_data(as_text=True) if response.mimetype.startswith("text/") else ""
        wanted = {302, 303} if status in {302, 303} else {status}
        assert response.status_code in wanted, (
            f"{response.status_code} where {status} was expected: {_gist(body)}"
        )
        page = Page(body, "html5lib")
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            inspect(body, page)
        return page


def inspect(body: str, page: Page) -> None:
    """Everything a page of ours must be; raises AssertionError naming what is wrong."""
    faults = [
        *_invalid_html(body),
        *_headings(page),
        *_ids(page),
        *_labels(page),
        *_forms(page),
        *_errors(page),
        *_inline(page),
    ]
    assert not faults, "this page is not right:\n- " + "\n- ".join(faults)


def _invalid_html(body: str) -> list[str]:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(body)
    return [f"invalid HTML at {where}: {what} {more}" for where, what, more in parser.errors[:5]]


def _headings(page: Page) -> list[str]:
    faults = []
    if page.html is None or page.html.get("lang") != "en-GB":
        faults.append("the page does not say it is in British English (lang)")
    headings = page.select("h1")
    if len(headings) != 1:
        return [*faults, f"{len(headings)} first-level headings"]
    title = " ".join((page.title.get_text() if page.title else "").split())
    heading = " ".join(headings[0].get_text(" ").split())
    if not title.removeprefix("Problem: ").startswith(heading):
        faults.append(f"the title {title!r} does not begin with the heading {heading!r}")
    return faults


def _ids(page: Page) -> list[str]:
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    lost = [
        f"{name}={target!r} points at nothing"
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls")
        for tag in page.select(f"[{name}]")
        for target in str(tag[name]).split()
        if target not in ids
    ]
    return [f"the id {i!r} is used more than once" for i in twice] + lost


def _labels(page: Page) -> list[str]:
    labelled = {str(label.get("for")) for label in page.select("label")}
    faults = []
    for tag in page.select("input, select, textarea"):
        if (
            tag.get("type") in {"hidden", "submit", "button"}
            or tag.get("aria-label")
            or tag.get("aria-labelledby")
        ):
            continue
        if str(tag.get("id")) not in labelled and tag.find_parent("label") is None:
            faults.append(f"no label for {tag.get('name')!r}")
    return faults


def _forms(page: Page) -> list[str]:
    faults = []
    for form in page.select("form"):
        method = str(form.get("method", "get")).lower()
        if form.get("action") is None:
            faults.append("a form has no action")
        if method == "post" and not form.select("input[name=csrf_token]"):
            faults.append(f"the form to {form.get('action')!r} has no CSRF token")
    return faults


def _errors(page: Page) -> list[str]:
    summary = page.select(".govuk-error-summary")
    beside = page.select(".govuk-error-message")
    faults = ["messages beside fields, but no error summary"] if beside and not summary else []
    if summary and not str(page.title.get_text() if page.title else "").strip().startswith("Problem: "):
        faults.append("the title does not begin 'Problem: ' though there is an error summary")
    ids = {str(tag["id"]) for tag in page.select("[id]")}
    return faults + [
        f"the error summary links to nothing: {a.get('href')}"
        for a in page.select(".govuk-error-summary a")
        if str(a.get("href", ""))[1:] not in ids
    ]


def _inline(page: Page) -> list[str]:
    faults = [f"inline style on <{tag.name}>" for tag in page.select("[style]")[:3]]
    faults += ["a style element"] if page.select("style") else []
    faults += ["a script without a nonce" for tag in page.select("script") if not tag.get("nonce")]
    faults += [
        f"inline handler on <{tag.name}>"
        for tag in page.find_all(lambda t: any(a.startswith("on") for a in t.attrs))[:3]
    ]
    return faults


def _gist(body: str) -> str:
    return " ".join(BeautifulSoup(body, "html5lib").get_text(" ").split())[:1500]
