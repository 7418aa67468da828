"""What is counted about areas: the newest figure of each kind, with its source and date, and adding newer ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.allocation import FigureKind
from commissioning.services.pots_access import check_finance_anywhere
from models.places import Area
from models.pots_terms import AreaFigure
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal

LARGEST = 100_000_000


def newest(area_ids: Collection[int]) -> dict[int, dict[FigureKind, AreaFigure]]:
    """The figure that counts now, by area and kind: the latest date, and of one date the last recorded. One query."""
    query = (
        sa.select(AreaFigure)
        .where(AreaFigure.area_id.in_(area_ids))
        .order_by(AreaFigure.as_of, AreaFigure.id)
    )
    found: dict[int, dict[FigureKind, AreaFigure]] = {area_id: {} for area_id in area_ids}
    for figure in db.session.scalars(query):
        found[figure.area_id][figure.kind] = figure
    return found


def areas() -> list[Area]:
    """Every area there is today, by name."""
    return list(db.session.scalars(sa.select(Area).where(Area.ends_on.is_(None)).order_by(Area.name)))


def get_area(public_id: str) -> Area:
    """The area; NotFound when there is none."""
    found = db.session.scalars(sa.select(Area).where(Area.public_id == public_id)).first()
    if found is None:
        raise NotFound
    return found


def record(actor: Actor, area: Area, values: Mapping[FigureKind, int], *, source: str, as_of: date) -> None:
    """Add figures about an area. Earlier ones stay. Raises Refusal beside the field that is wrong."""
    check_finance_anywhere(actor)
    if as_of > local_date(now()):
        raise Refusal("The day the figures are of cannot be still to come", field="as_of")
    if not values:
        raise Refusal("Write at least one figure", field=str(FigureKind.POPULATION))
    for kind, value in values.items():
        if not 0 <= value <= LARGEST:
            raise Refusal("Write a whole number, like 9412", field=str(kind))
        db.session.add(
            AreaFigure(
                area_id=area.id, kind=kind, value=value, source=source, as_of=as_of, recorded_at=now(),
                recorded_by=actor.name,
            )
        )  # fmt: skip
    db.session.flush()
    audit.record(
        "area.figures_recorded", area, actor=actor, source=source, **{str(k): v for k, v in values.items()}
    )
