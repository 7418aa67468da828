"""The form every form of ours is: tidy text in, refusals beside their field, one key so a retry is answered once."""

from __future__ import annotations

import secrets
import unicodedata
from typing import Any

from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, HiddenField
from wtforms.fields import Field


def tidy(value: Any) -> Any:
    """Text as it is kept: one Unicode form (NFC), plain line ends, no spaces hanging off either end."""
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


class OurForm(FlaskForm):
    """A FlaskForm that carries an idempotency key and knows how to show a refusal."""

    class Meta(FlaskForm.Meta):
        """Every text field is tidied before it is checked."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Put `tidy` first among the field's filters."""
            if issubclass(unbound_field.field_class, FieldList | FormField):  # their inner fields are tidied
                return unbound_field.bind(form=form, **options)
            filters = [tidy, *unbound_field.kwargs.get("filters", ()), *options.pop("filters", ())]
            return unbound_field.bind(form=form, filters=filters, **options)

    idempotency_key = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusals: list[str] = []
        if not self.idempotency_key.data:
            self.idempotency_key.data = secrets.token_urlsafe(18)

    @property
    def refused(self) -> bool:
        """Whether anything stands against this form now."""
        return bool(self.errors or self.refusals)

    def refuse(self, reason: str, field: str | None = None) -> None:
        """Put `reason` beside the named field, or at the head of the form when it belongs to none."""
        if field in self._fields:
            self._fields[field].errors = [*self._fields[field].errors, reason]
        else:
            self.refusals.append(reason)
