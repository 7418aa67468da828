"""A test client that inspects every HTML page it is given, so no test can pass over a broken page."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Any

import html5lib
from bs4 import BeautifulSoup
from bs4.builder._html5lib import HTML5TreeBuilder
from bs4.element import Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.auth import start_session
from app.db import db
from app.transactions import writing
from models.people import User


class _Builder(HTML5TreeBuilder):
    """Beautiful Soup's own, which keeps what the parser found invalid: a page is parsed once and not twice."""

    def feed(self, markup: str) -> None:
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.underlying_builder.parser = None
        self.soup.invalid = parser.errors


class Page(BeautifulSoup):
    """A parsed page whose selectors raise when nothing is found, so a typo cannot pass."""

    def __init__(self, body: str) -> None:
        self.invalid: list[tuple[object, str, object]] = []
        super().__init__(body, builder=_Builder(store_line_numbers=False))

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
        page = Page(body)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            inspect(page)
        return page


def inspect(page: Page) -> None:
    """Everything a page of ours must be; raises AssertionError naming what is wrong."""
    tags: list[Tag] = page.find_all(
        True
    )  # once: asking nine selectors one by one takes longer than most pages
    faults = [
        *_invalid_html(page),
        *_headings(page),
        *_ids(tags),
        *_labels(tags),
        *_forms(tags),
        *_errors(page, tags),
        *_inline(tags),
    ]
    assert not faults, "this page is not right:\n- " + "\n- ".join(faults)


def _invalid_html(page: Page) -> list[str]:
    return [f"invalid HTML at {where}: {what} {more}" for where, what, more in page.invalid[:5]]


def _headings(page: Page) -> list[str]:
    faults = []
    if page.html is None or page.html.get("lang") != "en-GB":
        faults.append("the page does not say it is in British English (lang)")
    headings = page.find_all("h1")
    if len(headings) != 1:
        return [*faults, f"{len(headings)} first-level headings"]
    title = " ".join((page.title.get_text() if page.title else "").split())
    heading = " ".join(headings[0].get_text(" ").split())
    if not title.removeprefix("Problem: ").startswith(heading):
        faults.append(f"the title {title!r} does not begin with the heading {heading!r}")
    return faults


def _ids(tags: list[Tag]) -> list[str]:
    ids = Counter(str(tag["id"]) for tag in tags if tag.has_attr("id"))
    lost = [
        f"{name}={target!r} points at nothing"
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls")
        for tag in tags
        if tag.has_attr(name)
        for target in str(tag[name]).split()
        if target not in ids
    ]
    return [f"the id {i!r} is used more than once" for i in sorted(ids) if ids[i] > 1] + lost


def _labels(tags: list[Tag]) -> list[str]:
    labelled = {str(tag.get("for")) for tag in tags if tag.name == "label"}
    faults = []
    for tag in tags:
        if (
            tag.name not in {"input", "select", "textarea"}
            or tag.get("type") in {"hidden", "submit", "button"}
            or tag.get("aria-label")
            or tag.get("aria-labelledby")
        ):
            continue
        if str(tag.get("id")) not in labelled and tag.find_parent("label") is None:
            faults.append(f"no label for {tag.get('name')!r}")
    return faults


def _forms(tags: list[Tag]) -> list[str]:
    faults = []
    for form in (tag for tag in tags if tag.name == "form"):
        method = str(form.get("method", "get")).lower()
        if form.get("action") is None:
            faults.append("a form has no action")
        if method == "post" and form.find("input", attrs={"name": "csrf_token"}) is None:
            faults.append(f"the form to {form.get('action')!r} has no CSRF token")
    return faults


def _errors(page: Page, tags: list[Tag]) -> list[str]:
    summary = [tag for tag in tags if "govuk-error-summary" in tag.get_attribute_list("class")]
    beside = any("govuk-error-message" in tag.get_attribute_list("class") for tag in tags)
    faults = ["messages beside fields, but no error summary"] if beside and not summary else []
    if summary and not str(page.title.get_text() if page.title else "").strip().startswith("Problem: "):
        faults.append("the title does not begin 'Problem: ' though there is an error summary")
    ids = {str(tag["id"]) for tag in tags if tag.has_attr("id")}
    return faults + [
        f"the error summary links to nothing: {a.get('href')}"
        for one in summary
        for a in one.find_all("a")
        if str(a.get("href", ""))[1:] not in ids
    ]


def _inline(tags: list[Tag]) -> list[str]:
    faults = [f"inline style on <{tag.name}>" for tag in tags if tag.has_attr("style")][:3]
    faults += ["a style element"] if any(tag.name == "style" for tag in tags) else []
    faults += ["a script without a nonce" for tag in tags if tag.name == "script" and not tag.get("nonce")]
    handlers = (tag for tag in tags if any(name.startswith("on") for name in tag.attrs))
    return faults + [f"inline handler on <{tag.name}>" for tag in islice(handlers, 3)]


def _gist(body: str) -> str:
    return " ".join(BeautifulSoup(body, "html5lib").get_text(" ").split())[:1500]
