"""Pairs a Deal can start from. Every word can be changed by both sides before they agree."""

from __future__ import annotations

from dataclasses import dataclass

from participation.rules.deals import STARTING_PAIRS


@dataclass(frozen=True)
class Start:
    """Some pairs, what they are called on the form, and where they come from."""

    label: str
    source: str
    pairs: tuple[tuple[str, str], ...]


OURS = "Written for Our Part as a beginning. No council or school has agreed them."
STARTS: dict[str, Start] = {
    "wigan": Start(
        "Start from the six pairs that Wigan’s young people and council wrote",
        "Wigan Council’s Deal for children and young people, as printed in “From Tiny Acorns” (NLGN, 2019).",
        STARTING_PAIRS,
    ),
    "school": Start(
        "Start from three pairs for a school or a class", OURS,
        (
            ("Keep a quiet place open at break, with an adult who listens", "Use it kindly"),
            ("Tell you early when something is going to change", "Say when a change is hard"),
            ("Ask you before we decide things about your day", "Say what you think, in any way you like"),
        ),
    ),
    "place": Start(
        "Start from three pairs for a park, a hall or a street", OURS,
        (
            ("Keep it clean, lit and mended", "Use it kindly, and say what is broken"),
            ("Keep it open when you are free", "Help to choose the hours"),
            ("Show what it costs and who decides", "Share your ideas for it"),
        ),
    ),
}  # fmt: skip
