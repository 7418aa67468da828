"""Watches every page a browser test opens, and remembers what no page of ours may do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, Response

BROKEN = 500


class Watch:
    """Notes requests to another host, console and script errors, dialogs, and answers of 5xx.

    Nothing is rerouted, which would turn the browser's cache off: it is started so that no other host is found.
    """

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Watch everything this browser does from now on."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("response", self._response)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("page", self._page)

    @contextmanager
    def expecting(self, words: str) -> Iterator[None]:
        """Inside the block a fault containing `words` is right (a 404 that is the point of the test); and must come."""
        before = len(self.faults)
        yield
        new = self.faults[before:]
        assert any(words in fault for fault in new), f"nothing said {words!r}; seen: {new}"
        self.faults[before:] = [fault for fault in new if words not in fault]

    def check(self) -> None:
        """Fail, naming them, if there were any faults."""
        assert not self.faults, "pages did what no page may:\n  " + "\n  ".join(self.faults)

    def _request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https", "ws", "wss"} and asked.netloc != self.host:
            self.faults.append(f"another host was asked: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        asked = urlsplit(message.location.get("url", "")).path
        if (
            message.type in {"error", "assert"} and asked != "/favicon.ico"
        ):  # asked for by browsers, by no page of ours
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _response(self, response: Response) -> None:
        if response.status >= BROKEN:
            self.faults.append(f"{response.status} from {response.url}")

    def _page(self, page: Page) -> None:
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"a {dialog.type} dialog: {dialog.message}")
        dialog.dismiss()
