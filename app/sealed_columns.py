"""Columns whose text stands sealed in its own row, and opens by itself when the row is read.

What a child or family wrote is sealed (app.sealed) as it is written, so that the database, its log, its index and its
backups hold none of it. A model says which of its columns are sealed and when; readers see plain text. Each sealed text
carries the place it belongs, which is checked against the row it is found in: one copied to another row does not open.
Only what is written through a model is sealed; an UPDATE of a column with plain text opens it for good.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any, ClassVar, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapper, QueryContext

from app.db import new_public_id
from app.sealed import SealBroken, place, seal_bytes, unseal_bytes

MARK = "\x02sealed "  # no form lets a control character in, so no typed text begins so
_BYTES_MARK = MARK.encode()
KEY = "sealed"  # the one key of a sealed JSON object


class _At:
    """Where a value belongs, carried with it between the row and the driver. Never seen outside this module."""

    at: str


class _Text(str, _At):
    pass


class _Json(dict[str, Any], _At):
    pass


class _Bytes(bytes, _At):
    pass


Carrier = TypeVar("Carrier", _Text, _Json, _Bytes)


def token_of(content: bytes, at: str) -> str:
    """Content as it stands in a text column, sealed for the place `at`."""
    return f"{MARK}{at} {b64encode(seal_bytes(content, at)).decode()}"


def _opened(token: str) -> tuple[bytes, str]:
    at, _, sealed = token.removeprefix(MARK).partition(" ")
    try:
        content = b64decode(sealed, validate=True)
    except ValueError:
        raise SealBroken("these words are not in a form we wrote") from None
    return unseal_bytes(content, at), at


def _at(value: Carrier, at: str) -> Carrier:
    value.at = at
    return value


class SealedText(sa.types.TypeDecorator[str]):
    """Text, sealed when its row says so."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """Sealed when it carries its place."""
        if isinstance(value, _Text):
            return token_of(value.encode(), value.at)
        return value.lstrip(MARK[0]) if value and value.startswith(MARK) else value

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """Plain, with its place when it was sealed."""
        if value is None or not value.startswith(MARK):
            return value
        content, at = _opened(value)
        return _at(_Text(content.decode()), at)


class SealedJson(sa.types.TypeDecorator[dict[str, Any]]):
    """A JSON object, sealed when its row says so."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: sa.Dialect) -> dict[str, Any] | None:
        """As SealedText."""
        if isinstance(value, _Json):
            return {KEY: token_of(json.dumps(value).encode(), value.at)}
        return value

    def process_result_value(
        self, value: dict[str, Any] | None, dialect: sa.Dialect
    ) -> dict[str, Any] | None:
        """As SealedText."""
        if value is None or list(value) != [KEY]:
            return value
        content, at = _opened(value[KEY])
        return _at(_Json(json.loads(content)), at)


class SealedBytes(sa.types.TypeDecorator[bytes]):
    """A file, sealed when its row says so."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: sa.Dialect) -> bytes | None:
        """As SealedText."""
        if isinstance(value, _Bytes):
            return _BYTES_MARK + value.at.encode() + b" " + seal_bytes(value, value.at)
        return value

    def process_result_value(self, value: bytes | None, dialect: sa.Dialect) -> bytes | None:
        """As SealedText."""
        if value is None or not value.startswith(_BYTES_MARK):
            return value
        at, _, sealed = value.removeprefix(_BYTES_MARK).partition(b" ")
        return _at(_Bytes(unseal_bytes(sealed, at.decode())), at.decode())


_CARRIERS: dict[type, type[Any]] = {str: _Text, dict: _Json, bytes: _Bytes}


class SealsWords:
    """A table with sealed columns. `SEALED` names them; `keeps_sealed` says whether this row's are."""

    SEALED: ClassVar[tuple[str, ...]]

    @property
    def keeps_sealed(self) -> bool:
        """Whether this row's words are sealed when they are written."""
        return True

    def sealed_key(self) -> str:
        """What tells this row from others in the place its words are bound to."""
        return _own_id(self)


def _own_id(row: Any) -> str:
    """The row's public id, given now when it has none yet."""
    if row.public_id is None:
        row.public_id = new_public_id()
    return str(row.public_id)


def _before_write(mapper: Mapper[Any], connection: sa.Connection, row: SealsWords) -> None:
    if not row.keeps_sealed:
        return
    state = sa.inspect(row)
    for name in row.SEALED:
        value = state.dict.get(name)
        if value and (not state.persistent or state.attrs[name].history.has_changes()):
            setattr(row, name, _at(_CARRIERS[_plain_type(value)](value), _place_of(mapper, row, name)))


def _after_write(mapper: Mapper[Any], connection: sa.Connection, row: SealsWords) -> None:
    _make_plain(row)


def _after_read(row: SealsWords, context: QueryContext, names: Any = None) -> None:
    mapper, loaded = sa.inspect(row).mapper, sa.inspect(row).dict
    for name in row.SEALED:
        value = loaded.get(name)
        if isinstance(value, _At) and value.at != _place_of(mapper, row, name):
            raise SealBroken("these words belong to another record")
    _make_plain(row)


def _make_plain(row: SealsWords) -> None:
    loaded = sa.inspect(row).dict
    for name in row.SEALED:
        value = loaded.get(name)
        if isinstance(value, _At):
            loaded[name] = _plain_type(value)(value)


def _plain_type(value: Any) -> type[Any]:
    return next(kind for kind in _CARRIERS if isinstance(value, kind))


def _place_of(mapper: Mapper[Any], row: SealsWords, name: str) -> str:
    return place(str(mapper.local_table), row.sealed_key(), name, 1)


for _moment, _call in (("before_insert", _before_write), ("before_update", _before_write),
                       ("after_insert", _after_write), ("after_update", _after_write),
                       ("load", _after_read), ("refresh", _after_read)):  # fmt: skip
    event.listen(SealsWords, _moment, _call, propagate=True)
