"""Where a tap on a band of a pot's picture leads: the entries it is made of, or where the page lists them."""

from __future__ import annotations

from flask import url_for

from models.pots import Pot


class BandLinks(dict[str, str]):
    """Addresses by what a band asks for. From the `inside` they are statements; residents stay on the page."""

    def __init__(self, pot: Pot, *, inside: bool) -> None:
        super().__init__({"paid": "#projects", "promised": "#projects", "awards": "#projects"})
        self._pot, self._inside = pot, inside
        if inside:
            whole = url_for("ledger.statement", public_id=pot.public_id)
            self.update({what: f"{whole}?what={what}" for what in ("paid", "promised", "came_in")})
            self["left"] = self["came_in"]

    def __missing__(self, key: str) -> str:
        """An area's or a project's own page, found by the key's ending."""
        kind, _, name = key.partition(":")
        if kind == "award":
            return url_for("awards.show", public_id=name)
        if kind != "area":
            return ""
        area = next((area.public_id for area in self._pot.team.areas if str(area.id) == name), None)
        if not self._inside or area is None:
            return "#by-area"
        return url_for("statements.show", pot=self._pot.public_id, area=area)
