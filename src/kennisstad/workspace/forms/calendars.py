# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about calendars: a line for each term, a file, and of which part they are."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.education.calendar.reading import read
from kennisstad.education.calendar.terms import (
    LANGUAGES,
    MOST_TERMS,
    NAME_LENGTH,
    Term,
    TermKind,
    Unfit,
    check,
    order,
)
from kennisstad.education.models import Department, Level
from kennisstad.education.wording import TERM_KINDS, flaws_in_words
from kennisstad.lib.cleaning import one_line
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fields import DayField, LineField, OneField

FEWEST_LINES, EMPTY_LINES = 12, 4
LARGEST_BYTES = 1_000_000
KEEPS = {"kind": "kind", "starts": "starts", "ends": "ends", "same": "same_date"}
"""The fields of a line, and where a term keeps them; its names are apart."""


class CalendarForm(DeskForm):
    """One school year, a line for each term; a line without a kind and days is left out."""

    source = LineField(
        label=_("Where do these days come from?"),
        help_text=_("The address of a page, or the name of a document."),
        max_length=300,
        required=False,
    )

    def __init__(self, data: Any = None, *, year: int, terms: Iterable[Term], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.year, shown = year, sorted(terms, key=order)
        self.numbers = range(1, _lines(data, len(shown)) + 1)
        for number in self.numbers:
            self._add_line(number)
        for number, term in enumerate(shown, start=1):
            self.initial.update({f"{field}_{number}": getattr(term, name) for field, name in KEEPS.items()})
            self.initial.update({f"name_{lang}_{number}": name for lang, name in term.names.items()})

    def _add_line(self, number: int) -> None:
        kinds = [("", _("Choose")), *TERM_KINDS.items()]
        self.fields |= {
            f"kind_{number}": forms.ChoiceField(label=_("Kind"), choices=kinds, required=False),
            f"name_nl_{number}": _name(_("Name in Dutch"), "nl"),
            f"name_en_{number}": _name(_("Name in English"), "en"),
            f"starts_{number}": DayField(label=_("First day"), required=False),
            f"ends_{number}": DayField(label=_("Last day"), required=False),
            f"same_{number}": forms.BooleanField(label=_("On this date every year"), required=False),
        }

    @property
    def lines(self) -> list[tuple[int, list[BoundField]]]:
        """The fields of each line, under its number."""
        return [(number, [self[name] for name in self._names(number)]) for number in self.numbers]

    @property
    def terms(self) -> list[Term]:
        """What a valid form says."""
        return [term for number in self.numbers if (term := self._term(number))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in self.numbers:
            self._want_the_rest(number)
        if not self.errors:
            for sentence in flaws_in_words(check(self.terms, self.year)):
                self.add_error(None, sentence)
        return cleaned

    def _want_the_rest(self, number: int) -> None:
        """Ask for what is missing in a line that somebody began."""
        said = {name: self.cleaned_data.get(f"{name}_{number}") for name in ("kind", "starts", "ends")}
        begun = any(self.cleaned_data.get(name) for name in self._names(number))
        for name, value in said.items():
            if begun and not value and not self.has_error(f"{name}_{number}"):
                self.add_error(f"{name}_{number}", _("Fill this in, or empty the whole line."))

    def _term(self, number: int) -> Term | None:
        kind = self.cleaned_data.get(f"kind_{number}")
        if not kind:
            return None
        starts, ends = (self.cleaned_data[f"{name}_{number}"] for name in ("starts", "ends"))
        names = {language: self.cleaned_data[f"name_{language}_{number}"] for language in LANGUAGES}
        said = {language: name for language, name in names.items() if name}
        return Term(TermKind(kind), starts, ends, said, self.cleaned_data[f"same_{number}"], number)

    def _names(self, number: int) -> list[str]:
        return [f"{name}_{number}" for name in ("kind", "name_nl", "name_en", "starts", "ends", "same")]


def _lines(data: Any, shown: int) -> int:
    """Count the lines to show: as many as were sent, else those there are and some empty ones."""
    if data is None:
        return min(MOST_TERMS, max(FEWEST_LINES, shown + EMPTY_LINES))
    sent = (name.removeprefix("kind_") for name in data if name.startswith("kind_"))
    numbers = (int(number) for number in sent if number.isascii() and number.isdigit() and len(number) < 4)
    return min(MOST_TERMS, max(numbers, default=FEWEST_LINES))


def _name(label: Any, language: str) -> LineField:
    field = LineField(label=label, max_length=NAME_LENGTH, required=False)
    field.widget.attrs["lang"] = language
    return field


class CalendarFileForm(DeskForm):
    """A file with the terms of one or more school years."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or iCalendar (.ics), at most 1 MB. Every year in it is set, or none."),
        max_length=255,
    )
    source = LineField(label=_("Where do these days come from?"), max_length=300, required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise ValidationError(_("This file is larger than 1 MB. Is it a calendar?"))
        try:
            self.years = read(file.read().decode("utf-8-sig"), timezone.get_default_timezone())
        except UnicodeDecodeError as error:
            raise ValidationError(_("This is no text. Save it as CSV in UTF-8 and try again.")) from error
        except Unfit as unfit:
            raise ValidationError(flaws_in_words(unfit.flaws)) from unfit
        return file

    @property
    def said_source(self) -> str:
        """What was said, else the name of the file."""
        said: str = self.cleaned_data["source"] or one_line(self.cleaned_data["file"].name)
        return said


class ExemptForm(DeskForm):
    """A button that says which of the two it means."""

    exempt = forms.ChoiceField(choices=[("yes", _("Does not follow")), ("no", _("Follows again"))])

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["exempt"] == "yes")


class PlaceForm(forms.Form):
    """Which part of an institution is looked at; it changes nothing, so it stands in the address."""

    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("All levels")), *Level.choices], required=False
    )

    def __init__(self, data: Any = None, *, departments: Sequence[Department]) -> None:
        super().__init__(data, auto_id="place-%s")
        named = [(one.pk, name_of(one)) for one in departments]
        field = OneField(label=_("Part of the institution"), choices=named, required=False)
        field.choices = [("", _("The whole institution")), *named]
        self.fields = {"department": field, **self.fields}

    @property
    def chosen(self) -> tuple[int | None, str]:
        """Give department and level; what is unknown counts as not chosen."""
        self.is_valid()
        return self.cleaned_data.get("department"), self.cleaned_data.get("level", "")


def name_of(department: Department) -> str:
    return department.text.name if department.text else department.external_id
