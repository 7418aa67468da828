"""What our fields check of what was typed: that it is there, that it can be seen, and that it is not too long."""

from __future__ import annotations

from typing import Any

from wtforms.fields import Field
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError

from app.security import HIDDEN


class PlainText:
    """Refuses characters that cannot be seen, which could hide or turn round what is shown."""

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ValidationError when there is one."""
        if isinstance(field.data, str) and HIDDEN.search(field.data):
            raise ValidationError(
                "There is a hidden character in this text. Type it again, or paste it as plain text."
            )


class Needed(InputRequired):
    """An answer is needed; `message` says which, in the reader's words."""

    field_flags: dict[str, Any] = {}

    def __call__(self, form: Any, field: Field) -> None:
        """Raise StopValidation when nothing was typed or chosen."""
        if not field.data and field.data != 0:
            if field.errors:  # the field has already said what is wrong with what was typed
                raise StopValidation
            raise StopValidation(self.message)


class NotTooLong(Length):
    """Not more than the field takes; but what stands already may be longer, and is never refused for its length.

    Joining two ideas makes texts that are: nobody cuts words both groups agreed to in order to mend a number.
    """

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ValidationError when it is longer than both."""
        stands = field.object_data if isinstance(field.object_data, str) else ""
        if len(_one_break(field.data)) > len(_one_break(stands)):
            super().__call__(form, field)


def _one_break(text: object) -> str:
    """The text with each line's end as one character: browsers send two."""
    return text.replace("\r\n", "\n") if isinstance(text, str) else ""
