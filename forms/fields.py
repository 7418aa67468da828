"""Our own fields: each refuses with a sentence that says what to write instead, and keeps what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from wtforms import FileField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.utils import unset_value
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from app.times import LONDON
from commissioning.rules.pence import Pence, format_pounds, parse_pounds
from forms.checks import Needed, NotTooLong, PlainText
from participation.rules.refusals import Refusal

LONGEST_LINE = 200
LONGEST_WORDS = 5000
NOT_OFFERED = "Choose from the list"
REAL_DATE = "Write a real date, like 8 12 2026"


class LineField(StringField):
    """One line of text."""

    def __init__(
        self, label: str, *, needed: str | None = None, longest: int = LONGEST_LINE, **kw: Any
    ) -> None:
        super().__init__(label, _checks(needed, longest, kw.pop("validators", ())), **kw)
        self.longest = longest


class WordsField(TextAreaField):
    """Several lines of somebody's own words."""

    def __init__(
        self, label: str, *, needed: str | None = None, longest: int = LONGEST_WORDS, rows: int = 5, **kw: Any
    ) -> None:
        super().__init__(label, _checks(needed, longest, kw.pop("validators", ())), **kw)
        self.max_length, self.rows = longest, rows


class PoundsField(Field):
    """An amount in pounds and pence; `data` is Pence. What was typed is shown again as it was typed."""

    widget = TextInput()
    data: Pence | None

    def __init__(self, label: str, *, needed: str | None = None, **kw: Any) -> None:
        super().__init__(label, [Needed(needed) if needed else Optional(), *kw.pop("validators", ())], **kw)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return format_pounds(self.data).removeprefix("£") if self.data is not None else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the amount; raises ValueError with the form to use."""
        self.data = None
        if valuelist and str(valuelist[0]).strip():
            try:
                self.data = parse_pounds(str(valuelist[0]))
            except Refusal as refusal:
                raise ValueError(refusal.reason) from None


class DayField(Field):
    """A calendar day, asked as day, month and year (or sent whole, as an ISO date, by scripts and tests)."""

    widget = TextInput()
    data: date | None
    PARTS = ("day", "month", "year")

    def __init__(self, label: str, *, needed: str | None = None, **kw: Any) -> None:
        super().__init__(label, [Needed(needed) if needed else Optional(), *kw.pop("validators", ())], **kw)
        self.parts: dict[str, str] = dict.fromkeys(self.PARTS, "")
        self.bad_parts: set[str] = set()

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the three parts from the form before the usual reading."""
        if formdata is not None:
            self.parts = {part: _first(formdata, f"{self.name}-{part}") for part in self.PARTS}
        super().process(formdata, data, extra_filters)
        if formdata is not None and any(self.parts.values()):
            self.raw_data = [" ".join(self.parts.values())]
            self.data, self.process_errors = None, []
            try:
                self.process_formdata(["-".join(self.parts[part] for part in reversed(self.PARTS))])
            except ValueError as wrong:
                self.process_errors = [str(wrong)]
        elif self.data is not None:
            self.parts = {part: str(getattr(self.data, part)) for part in self.PARTS}

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; raises ValueError in words, and says which parts are at fault."""
        self.data = None
        typed = str(valuelist[0]).strip() if valuelist else ""
        if not typed:
            return
        match = re.fullmatch(r"([0-9]{0,4})-([0-9]{0,2})-([0-9]{0,2})", typed, re.ASCII)
        year, month, day = match.groups() if match else ("", "", "")
        self.bad_parts = {part for part, text in zip(self.PARTS, (day, month, year), strict=True) if not text}
        if self.bad_parts and match:
            missing = " and a ".join(part for part in self.PARTS if part in self.bad_parts)
            raise ValueError(f"The date must include a {missing}")
        try:
            found = date(int(year or 0), int(month or 0), int(day or 0))
        except ValueError:
            raise ValueError(REAL_DATE) from None
        if not 1900 <= found.year <= 2200:
            self.bad_parts = {"year"}
            raise ValueError(REAL_DATE)
        self.data = found

    @property
    def day(self) -> date:
        """The day of a field that needs one, once the form is valid."""
        if self.data is None:
            raise ValueError(f"{self.name} has no day")
        return self.data

    def _value(self) -> str:
        return self.data.isoformat() if self.data else ""


class TimeField(StringField):
    """A time of day on the London clock, like 18:00."""

    def __init__(self, label: str, *, needed: str | None = None, **kw: Any) -> None:
        super().__init__(label, [Needed(needed) if needed else Optional()], **kw)

    @property
    def time(self) -> time | None:
        """The time typed, or None."""
        match = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", self.data or "", re.ASCII)
        return time(int(match[1]), int(match[2])) if match else None

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not a time."""
        if self.data and self.time is None:
            raise ValidationError("Write a time on the 24-hour clock, like 18:00")


def london_moment(on: date, at: time) -> datetime:
    """The instant of a local date and time (an hour that the clocks skip is read as the hour after)."""
    return datetime.combine(on, at, tzinfo=LONDON)


class Offered:
    """Takes choices as (value, label) or (value, label, {"hint": ...}), which is how forms of ours write them."""

    @property
    def choices(self) -> list[SelectChoice]:
        """What is offered."""
        return self._choices

    @choices.setter
    def choices(self, offered: Sequence[Any] | None) -> None:
        self._choices = [
            one if isinstance(one, SelectChoice) else SelectChoice(str(one[0]), str(one[1]), *one[2:])
            for one in offered or ()
        ]


class ChoiceField(Offered, RadioField):
    """One of a few, as radio buttons. `choices` are (value, label) pairs."""

    def __init__(
        self, label: str, *, needed: str | None = None, choices: Sequence[Any] = (), **kw: Any
    ) -> None:
        checks = [Needed(needed) if needed else Optional(), *kw.pop("validators", ())]
        super().__init__(label, checks, choices=[], validate_choice=True, **kw)
        self.choices = choices

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered; nothing chosen is `needed`'s business."""
        if self.data and not any(str(value) == str(self.data) for value, *_ in self.iter_choices()):
            raise ValidationError(NOT_OFFERED)


class ChoicesField(Offered, SelectMultipleField):
    """Any of several, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self, label: str, *, needed: str | None = None, choices: Sequence[Any] = (), **kw: Any
    ) -> None:
        checks = [Needed(needed) if needed else Optional(), *kw.pop("validators", ())]
        super().__init__(label, checks, choices=[], **kw)
        self.choices = choices

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered."""
        offered = {str(value) for value, *_ in self.iter_choices()}
        if any(str(value) not in offered for value in self.data or ()):
            raise ValidationError(NOT_OFFERED)


class UploadField(FileField):
    """A file from the person's device."""

    def __init__(self, label: str, *, needed: str | None = None, **kw: Any) -> None:
        super().__init__(label, [Needed(needed) if needed else Optional(), *kw.pop("validators", ())], **kw)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the file; words sent in its place are no file."""
        super().process_formdata([one for one in valuelist if hasattr(one, "read")])


def _checks(needed: str | None, longest: int, more: Sequence[Any]) -> list[Any]:
    first = Needed(needed) if needed else Optional()
    return [first, PlainText(), NotTooLong(max=longest, message=f"Use {longest:,} letters or fewer"), *more]


def _first(formdata: Any, name: str) -> str:
    found = formdata.getlist(name)
    return str(found[0]).strip() if found else ""
