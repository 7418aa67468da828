"""How an award is first shared between a pot's areas: by what each has left, exact to the penny."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from commissioning.rules.pence import Pence, split

Left = Mapping[int | None, int]  # area id (None: the whole team's money) -> pence left


def suggest(asked: int, left: Left, wanted: Collection[int]) -> dict[int | None, Pence]:
    """Share `asked` pence between the areas a proposal is for, or all of them when it names none of the pot's.

    Each bears its part by what it has left, so a share never asks more of one area than it has while the areas
    together can bear it. With nothing left anywhere the areas share alike (and the ledger refuses it).
    """
    areas = [area for area in left if area in wanted] or list(left)
    if not areas:
        return {}
    weights = [max(0, left[area]) for area in areas]
    shares = split(asked, weights if any(weights) else [1] * len(areas))
    return {area: share for area, share in zip(areas, shares, strict=True) if share}
