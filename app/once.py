"""Changing a record once, whoever races: the one conditional UPDATE behind every step of every state machine."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import Base, db


def changed(row: Base, still: sa.ColumnElement[bool], **values: object) -> bool:
    """Write these values if the row in the database is `still` as it was read; False when somebody was quicker.

    Of two who try at the same instant one gets True. `row` then shows what was written. Whoever calls says, in its own
    words, what a False means.
    """
    mapper = sa.inspect(type(row))
    this = [
        column == value
        for column, value in zip(mapper.primary_key, mapper.primary_key_from_instance(row), strict=True)
    ]
    done = db.session.execute(
        sa.update(type(row)).where(*this, still).values(**values).execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        return False
    db.session.refresh(row, list(values))
    leads = [
        one.key
        for one in mapper.relationships
        if any(mapper.get_property_by_column(column).key in values for column in one.local_columns)
    ]
    if leads:  # a new key leads to another row than the one that may be loaded
        db.session.expire(row, leads)
    return True
