"""What a form's fields take, as far as somebody hostile needs to know it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forms.base import OurForm
from forms.fields import DayField, PoundsField, TimeField
from tests.guards.sent import file


def texts_of(forms: list[OurForm], data: dict[str, Any]) -> set[str]:
    """The names of the fields that take words, among those sent."""
    fields = {one.name: one for form in forms for one in fields_of(form)}
    return {
        name
        for name in data
        if isinstance(data[name], str) and name in fields and kind_of(fields[name]) == "text"
    }


def fields_of(form: Any) -> Iterator[Any]:
    for one in form:
        if one.type == "FieldList":
            for entry in one:
                yield from fields_of(entry.form) if hasattr(entry, "form") else [entry]
        else:
            yield one


def kind_of(one: Any) -> str:
    """What a field takes: text, money, date, time, number, choice or file."""
    if isinstance(one, PoundsField):
        return "money"
    if isinstance(one, DayField):
        return "date"
    if isinstance(one, TimeField):
        return "time"
    kinds = {
        "StringField": "text",
        "LineField": "text",
        "WordsField": "text",
        "OwnWords": "text",
        "PasswordField": "text",
    }
    numbers = {
        "PicksField", "CountField", "IntegerField", "PeopleField", "WholeField", "HoursField", "AgeField",
    }  # fmt: skip
    return "number" if one.type in numbers else kinds.get(one.type, "choice")


def with_files(data: dict[str, Any]) -> dict[str, Any]:
    """The field called "file" is sent as one."""
    return {
        name: file(v.encode(errors="replace") if isinstance(v, str) else v)
        if name == "file" and isinstance(v, str | bytes)
        else v
        for name, v in data.items()
    }
