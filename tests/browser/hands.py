"""Hands on a page: press a button, follow a link, and be on the page it leads to before going on.

Waiting for the navigation itself, not only for a loaded page: the page one leaves is loaded too, and going on from
there would look at the wrong page, or cut off what was just sent.
"""

from __future__ import annotations

from playwright.sync_api import Page


def press(page: Page, button: str) -> None:
    """Press the first button with exactly these words, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).first.click()


def follow(page: Page, link: str, *, exact: bool = False) -> None:
    """Follow the first link with these words in it, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("link", name=link, exact=exact).first.click()


def fill(page: Page, answers: dict[str, str]) -> None:
    """Type each answer in the first box whose label has these words."""
    for label, text in answers.items():
        page.get_by_label(label).first.fill(text)


def go_on(page: Page, button: str = "Save and continue") -> None:
    """Save this part of a draft and go to the next."""
    press(page, button)
