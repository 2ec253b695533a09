# SPDX-License-Identifier: EUPL-1.2
"""Fields that several desks use."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from kennisstad.web.forms import WordsField

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
TOO_LONG = _("Use at most %(limit_value)d characters; you have %(show_value)d. Your text is still here.")

Choices = list[tuple[int, str]]
"""Numbers and names to choose from."""
Grouped = list[tuple[str, Choices]]
"""The same, under headings."""


class TextField(WordsField):
    """Words over several lines."""

    def __init__(self, *, max_length: int = 5000, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"max_length": TOO_LONG})
        # The browser must not cut a long text off in silence: we say what is too long and keep it.
        widget = forms.Textarea(attrs={"rows": rows, "maxlength": None})
        super().__init__(max_length=max_length, widget=widget, **kwargs)


class LineField(WordsField):
    """Words on one line."""

    def __init__(self, *, max_length: int = 140, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"max_length": TOO_LONG})
        kwargs.setdefault("widget", forms.TextInput(attrs={"maxlength": None}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class DayField(forms.DateField):
    """A day of this century, chosen from a calendar or typed."""

    def __init__(self, *, past_only: bool = False, **kwargs: Any) -> None:
        self.past_only = past_only
        kwargs.setdefault("error_messages", {"invalid": _("Write the day as 15-04-2027.")})
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            **kwargs,
        )

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if not FIRST_DAY <= value <= LAST_DAY:
            raise ValidationError(_("Look at the year again."))
        if self.past_only and value > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))


class NumberField(forms.DecimalField):
    """A number as its reader writes it: 1.060,5 in Dutch and 1,060.5 in English."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(localize=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(_without_thousands(value) if isinstance(value, str) else value)


class TicksField(forms.TypedMultipleChoiceField):
    """Any number of records, by number."""

    def __init__(self, *, choices: Choices, **kwargs: Any) -> None:
        widget = forms.CheckboxSelectMultiple()
        super().__init__(choices=choices, coerce=int, required=False, widget=widget, **kwargs)


class OneField(forms.TypedChoiceField):
    """One record, by number; nothing when it may be left out."""

    def __init__(self, *, choices: Choices | Grouped, required: bool = True, **kwargs: Any) -> None:
        super().__init__(
            choices=[("", _("Choose")), *choices], coerce=int, empty_value=None, required=required, **kwargs
        )


def _without_thousands(written: str) -> str:
    """Take out the marks between thousands, which would otherwise be read as the end of the whole part."""
    mark, point = (re.escape(str(get_format(f"{name}_SEPARATOR"))) for name in ("THOUSAND", "DECIMAL"))
    grouped = re.fullmatch(rf"\s*-?[1-9]\d{{0,2}}({mark}\d{{3}})+({point}\d+)?\s*", written)
    return re.sub(mark, "", written) if grouped else written
