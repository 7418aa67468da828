"""A page in the hands of somebody without a mouse: Tab, arrows, Space, Enter and letters, and nothing else."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

# What a screen reader would call the thing that has the focus, near enough to look for.
NAMED = r"""() => {
    const e = document.activeElement;
    if (e === document.body) return "";
    const of = e.labels?.length ? [...e.labels] : [e];
    return of.map((one) => one.innerText || one.value || "").join(" ").replace(/\s+/g, " ").trim();
}"""
MOST_TABS = 120


def reach(page: Page, name: str) -> None:
    """Press Tab until what is called `name` has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAMED):
            return
    raise AssertionError(f"Tab never reached “{name}” on {page.url}")


def write(page: Page, name: str, text: str) -> None:
    """Type over what is in the box."""
    reach(page, name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def choose(page: Page, name: str) -> None:
    """Tick a box, or the radio that Tab stops at."""
    reach(page, name)
    page.keyboard.press("Space")


def choose_among(page: Page, first: str, name: str) -> None:
    """Radios are one stop for Tab; the arrows go from one to the next."""
    reach(page, first)
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        if name in page.evaluate(NAMED):
            return
    raise AssertionError(f"the arrows never reached “{name}”")


def pick_from(page: Page, name: str, option: str) -> None:
    """Choose from a list that opens, by typing what it begins with."""
    reach(page, name)
    page.keyboard.type(option)


def enter(page: Page, name: str) -> None:
    """Reach a link or a button, press Enter, and be on the page it leads to."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go(page: Page, name: str, heading: str) -> None:
    """The same, and the page has this heading."""
    reach(page, name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def pick_file(page: Page, name: str, file: Path) -> None:
    """Choose a file: Space opens the browser's own window."""
    page.on("filechooser", lambda _: None)  # keeps the browser from opening it in earnest in between
    reach(page, name)
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Space")
    chosen.value.set_files(file)
