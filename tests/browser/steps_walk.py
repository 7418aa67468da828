"""What every step of the whole line shares: who is at which screen, and what each page met must be."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect

from participation.rules.people import Actor
from tests.browser.hands import fill, follow, press
from tests.inspector import Inspector

__all__ = ["follow", "press"]  # with everything below: the steps take all they need from here

PHONE, DESK = 320, 1280
HEIGHTS = {PHONE: 640, DESK: 800}
PICTURES = os.environ.get(
    "PICTURES", ""
)  # "met": a picture of each page as it was met; "both": at both widths
COMMITTEE = "Inner South Community Committee"


@dataclass
class Walk:
    """The walk down the line. `made` holds what later steps need: addresses, receipts, come-back words."""

    app: Flask
    sign_in: Callable[[str], Inspector]
    open_page: Callable[..., Page]
    at: Callable[[str], AbstractContextManager[None]]
    work: Callable[[], AbstractContextManager[None]]
    cast: Callable[[str], Actor]
    axe: Callable[[Page], None]
    no_overflow: Callable[[Page], None]
    screenshot: Callable[[Page, str], Path]
    made: dict[str, Any] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def phone(self, name: str | None = None, **more: Any) -> Page:
        """Somebody's phone (a child's, a parent's or a voter's)."""
        return self.open_page(name, width=PHONE, **more)

    def desk(self, name: str | None = None) -> Page:
        """Somebody's desk at work."""
        return self.open_page(name, width=DESK)

    def is_desk(self, page: Page) -> bool:
        """Whether this is a wide screen."""
        return (page.viewport_size or {})["width"] == DESK

    def look(self, page: Page, name: str) -> None:
        """Once for each kind of page: no barrier axe can see, no sideways scrolling at either width."""
        if name in self.seen:
            return
        self.seen.add(name)
        has_script = not name.endswith("-no-script")  # axe and the ruler are scripts too
        if has_script:
            self.axe(page)
        here = (page.viewport_size or {})["width"]
        for width in (DESK + PHONE - here, here):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            if has_script:
                self.no_overflow(page)
            if PICTURES == "both" or (PICTURES and width == here):
                self.screenshot(page, f"line-{len(self.seen):03}-{name}")


def write_day(page: Page, legend: str, day: date) -> None:
    """A day in its three boxes."""
    group = page.get_by_role("group", name=legend)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label).fill(str(number))


def reads(page: Page, *words: str) -> None:
    """Each of these can be seen on the page."""
    for text in words:
        expect(page.get_by_text(text).filter(visible=True).first).to_be_visible()


def headed(page: Page, words: str) -> None:
    """The page's one heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def text_of(page: Page) -> str:
    """Everything that can be read on the page, white space folded."""
    return " ".join(page.locator("body").inner_text().split())


def sam_lets_through(walk: Walk, words: str, why: str) -> None:
    """Sam opens what waits next, finds these words, and releases them as they are, whatever is marked in them too."""
    sam = walk.desk("Sam")
    sam.goto("/desk")
    walk.look(sam, "desk")
    press(sam, "Open the next one")
    reads(sam, words)
    walk.look(sam, "desk-item")
    sam.get_by_label("No concern").check()
    fill(sam, {"Why?": why})
    for mark in sam.get_by_role("group", name="What is marked in the words").get_by_role("checkbox").all():
        mark.check()
    sam.get_by_label("Release them as they are").check()
    press(sam, "Record this and go on")
    headed(sam, "Safeguarding desk")
    walk.look(sam, "desk-after")
