"""The database: one declarative base, our column types, and how a transaction begins.

Readers and writers begin differently on purpose. A writer takes the one write lock at BEGIN, so a check and the
write that relies on it can never be split by somebody else's write; a reader cannot write at all.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry

from commissioning.rules.pence import Pence

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# No vowels, no look-alikes: an id read aloud is unambiguous and never spells a word.
ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
ID_LENGTH = 12


def new_public_id() -> str:
    """A random id for URLs: 12 letters of 27, so about 57 bits; guessing one is hopeless at any real rate."""
    return "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An instant, stored in UTC. A naive datetime is refused: nobody can say which hour it means."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Aware value in, naive UTC out to the driver."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time must say its zone before it is stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Naive UTC from the driver, aware value out."""
        return None if value is None else value.replace(tzinfo=UTC)


class PenceColumn(sa.types.TypeDecorator[Pence]):
    """Whole pence in a 64-bit integer. A float is refused before it can bend a sum."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: sa.Dialect) -> int | None:
        """Only whole numbers reach the database."""
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"money is whole pence, not {type(value).__name__}")
        return int(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Pence | None:
        """A Pence comes back, so it formats itself the one way."""
        return None if value is None else Pence(value)


class Worded(sa.types.TypeDecorator[StrEnum]):
    """A StrEnum kept as its word, checked both ways; a database's own enums change unseen by migrations."""

    impl = sa.String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__(40)
        self.words = words

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """Only a known word is stored."""
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> StrEnum | None:
        """The enum member comes back."""
        return None if value is None else self.words(value)


BigKey = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Key = Annotated[int, mapped_column(BigKey, primary_key=True)]


class Base(DeclarativeBase):
    """The parent of every table of ours."""

    registry = registry(
        metadata=sa.MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime(),
            Pence: PenceColumn(),
            str: sa.Text(),
            dict[str, Any]: sa.JSON(),
            list[Any]: sa.JSON(),
        },
    )


class PublicId:
    """Gives a table its random `public_id`, the only id that may appear in a URL."""

    @declared_attr
    def public_id(cls) -> Mapped[str]:  # noqa: N805 - SQLAlchemy gives it the class
        """The id people and URLs see."""
        return mapped_column(sa.String(ID_LENGTH), unique=True, default=new_public_id)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
