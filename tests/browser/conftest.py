"""A real browser on the real app. Every page opened is watched: see `Watch` for what no page may do."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from app import clock
from app.config import ROOT
from app.times import LONDON
from tests.browser.chromium import NoBrowser, find_chromium
from tests.browser.watch import Watch
from tests.inspector import Inspector

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# What protects sites from each other and speeds up scripts that run for minutes costs a fifth of every short visit.
LIGHT = [
    "--disable-site-isolation-trials", "--renderer-process-limit=1", "--disable-software-rasterizer",
    "--js-flags=--no-opt --no-maglev --single-threaded-gc",
]  # fmt: skip
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    *LIGHT,
]  # fmt: skip
WIDTHS = {"phone": 320, "tablet": 768, "desk": 1280}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREENSHOTS = Path(__file__).parent / "screenshots"
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)  # a busy machine is not a fault


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the session; each page opened is a separate person with cookies of their own."""
    try:
        program = find_chromium()
    except NoBrowser as missing:
        pytest.fail(str(missing), pytrace=False)
    if not (ROOT / "app" / "static" / "built" / "manifest.json").exists():
        pytest.fail("the styles and scripts are not built: run `make setup`", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def moments() -> list[datetime]:
    """The moments chosen with `at`, the innermost last; empty while the real clock runs."""
    return []


@pytest.fixture
def at(moments: list[datetime]) -> Callable[[str], AbstractContextManager[None]]:
    """`with at("2026-11-24 18:00"):` - inside, that London time is now: for the test and for the app it visits."""

    @contextmanager
    def chosen(text: str) -> Iterator[None]:
        moments.append(datetime.fromisoformat(text).replace(tzinfo=LONDON))
        try:
            with clock.at(moments[-1]):
                yield
        finally:
            moments.pop()

    return chosen


@pytest.fixture
def live(app: Flask, moments: list[datetime]) -> Iterator[str]:
    """The address of the test's own app, served on this machine; `cast`, `work` and `at` reach the same place."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # read and closed here: a browser that leaves in the middle of a picture leaves no file open
        then = clock.at(moments[-1]) if moments else nullcontext()
        with then, closing(app(environ, start_response)) as body:
            return [b"".join(body)]

    server = make_server("127.0.0.1", 0, answer, threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    app.extensions["our_part_settings"] = replace(app.extensions["our_part_settings"], public_url=address)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()


@pytest.fixture
def watch(live: str) -> Iterator[Watch]:
    """What every opened page did that it may not; the test fails on anything left here."""
    watching = Watch(live)
    yield watching
    watching.check()


@pytest.fixture
def open_page(
    chromium: Browser, live: str, watch: Watch, sign_in: Callable[[str], Inspector]
) -> Iterator[Callable[..., Page]]:
    """`open_page("Grace", width=320, script=False)`: a browser of their own, signed in (or nobody, without a name)."""
    contexts = []

    def open_as(
        name: str | None = None, *, width: int = WIDTHS["desk"], script: bool = True, offline: bool = False
    ) -> Page:
        context = chromium.new_context(
            base_url=live, viewport={"width": width, "height": 800 if width > 400 else 640}, locale="en-GB",
            timezone_id="Europe/London", reduced_motion="reduce", java_script_enabled=script,
            service_workers="allow" if offline else "block",
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        if name:
            context.add_cookies([{"url": live, **cookie} for cookie in _cookies_of(sign_in(name))])
        watch.over(context)
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()


def _cookies_of(person: Inspector) -> list[dict[str, str]]:
    # Flask's client offers cookies only by name, and the app chose the name.
    cookie = person.client.get_cookie(person.app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None, "signing in set no cookie"
    return [{"name": cookie.key, "value": cookie.value}]


@pytest.fixture(params=WIDTHS.values(), ids=WIDTHS.keys())
def page(request: pytest.FixtureRequest, open_page: Callable[..., Page]) -> Page:
    """Nobody's page, at 320, 768 and 1280 pixels: the test runs three times."""
    return open_page(width=request.param)


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """Nobody's page, 320 pixels wide."""
    return open_page(width=WIDTHS["phone"])


@pytest.fixture
def desk(open_page: Callable[..., Page]) -> Page:
    """Nobody's page, 1280 pixels wide."""
    return open_page(width=WIDTHS["desk"])


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails on any WCAG 2.2 A or AA violation axe can see, naming each element and what to do."""

    def check(page: Page) -> None:
        options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        violations = Axe().run(page, options=options).response["violations"]
        told = [
            f"{found['id']} ({found['impact']}): {found['help']}\n  {node['html'][:200]}\n  {node['failureSummary']}"
            for found in violations
            for node in found["nodes"]
        ]
        assert not told, f"{page.url} at {page.viewport_size}:\n" + "\n".join(told)

    return check


@pytest.fixture(scope="session")
def no_overflow() -> Callable[[Page], None]:
    """`no_overflow(page)` fails when the page scrolls sideways, naming what sticks out."""
    wide = """() => {
        const room = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= room) return [];
        const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > room);
        const named = out.slice(0, 8).map((e) => e.outerHTML.slice(0, 120));
        return [`${document.documentElement.scrollWidth} wide in ${room}`, ...named];
    }"""

    def check(page: Page) -> None:
        sticking_out = page.evaluate(wide)
        assert not sticking_out, f"{page.url} scrolls sideways: " + "\n  ".join(sticking_out)

    return check


@pytest.fixture(scope="session")
def screenshot() -> Callable[[Page, str], Path]:
    """`screenshot(page, "home-chair")` keeps the page as NAME-WIDTH.png in an ignored folder, if PICTURES is set.

    A picture proves nothing by itself, and drawing a long page is slow: they are for people who want to look.
    """

    def take(page: Page, name: str) -> Path:
        file = SCREENSHOTS / f"{name}-{(page.viewport_size or {})['width']}.png"
        if os.environ.get("PICTURES"):
            SCREENSHOTS.mkdir(exist_ok=True)
            page.screenshot(path=file, full_page=True)
        return file

    return take
