"""Who publishes this place's open data, from the settings."""

from __future__ import annotations

from app.config import Settings
from governance.rules.opendata import Publisher


def publisher_from(settings: Settings) -> Publisher:
    """The council, by the names it holds in the standards' registers."""
    return Publisher(
        name=settings.council_name, identifier=settings.council_identifier, grants_prefix=settings.grants_prefix,
        contracts_prefix=settings.contracts_prefix, address=f"{settings.public_url.rstrip('/')}/open-data",
    )  # fmt: skip
