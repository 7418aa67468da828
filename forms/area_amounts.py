"""An amount of money for each area: fields made while the form is, one an area, read back by the area's key."""

from __future__ import annotations

from typing import Any

from commissioning.rules.pence import Pence
from forms.base import OurForm


class AreaAmounts(OurForm):
    """What a form with the fields area_0, area_1 and so on has besides them. `area_ids` says whose each is."""

    area_ids: list[int | None]

    @property
    def amounts(self) -> list[Any]:
        """The amount fields, in the order of the areas."""
        return [self[f"area_{at}"] for at in range(len(self.area_ids))]

    @property
    def shares(self) -> dict[int | None, Pence]:
        """Pence by area id, nothing where nothing was typed."""
        return {area: field.data or Pence(0) for area, field in zip(self.area_ids, self.amounts, strict=True)}
