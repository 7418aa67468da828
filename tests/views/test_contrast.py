"""Every pair of colours that carries words stands at 4.5:1 or better, and every line that shows a control at 3:1."""

from __future__ import annotations

import re

import pytest

from app.config import ROOT

PALETTE = dict(
    re.findall(
        r"^\$([a-z-]+): (#[0-9a-f]{6});", (ROOT / "app/assets/scss/_palette.scss").read_text(), re.MULTILINE
    )
)
GROUNDS = ("ground", "paper", "sunk", "leaf-tint", "amber-tint", "blue-tint", "clay-tint")
WORDS = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "leaf-dark", "blue", "blue-dark") for ground in GROUNDS],
    ("leaf", "ground"), ("leaf", "paper"), ("clay", "ground"), ("clay", "paper"), ("clay-dark", "clay-tint"),
    ("amber-ink", "amber-tint"), ("amber-ink", "paper"), ("paper", "leaf"), ("paper", "leaf-dark"), ("paper", "clay"),
    ("paper", "clay-dark"), ("ink", "focus"),
]  # fmt: skip
LINES = [
    ("ink", "paper"),
    ("ink", "ground"),
    ("leaf", "paper"),
    ("line-strong", "paper"),
    ("line-strong", "ground"),
]


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_can_be_read(ink, ground):
    assert contrast(PALETTE[ink], PALETTE[ground]) >= 4.5


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_show_a_control_can_be_seen(line, ground):
    assert contrast(PALETTE[line], PALETTE[ground]) >= 3


def test_the_sum_is_right():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert contrast("#777777", "#ffffff") < 4.5 < contrast("#767676", "#ffffff")


def test_colours_are_named_in_one_place():
    """A part that needs a colour asks the palette, so that this test speaks for every page."""
    stray = {
        path.name: found
        for path in (ROOT / "app/assets/scss/parts").glob("*.scss")
        if (found := set(re.findall(r"#[0-9a-f]{3,6}\b", path.read_text())) - {"#fff", "#000"})
    }
    assert stray == {}
