# SPDX-License-Identifier: EUPL-1.2
"""What askers fill in."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.fit import Size, Wishes
from kennisstad.citylab.models import AskerKind, UseAnswer
from kennisstad.citylab.models.step import MOST_HOURS
from kennisstad.education.calendar.window import Form
from kennisstad.education.models import Level
from kennisstad.education.models.offering import FORMS
from kennisstad.neighbourhoods.meant import NotAPostcode, OutsideTheCity, areas_meant
from kennisstad.neighbourhoods.models import Area
from kennisstad.web.forms import AddressField, CodeField, FormForAnyone, FormWithKey, WordsField

LONGEST = 5000


def own_words(label: Any, help_text: Any = "") -> WordsField:
    """Make the field for somebody's own words."""
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        # The browser must not cut a long text off in silence: we say what is too long and keep it.
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": None}),
        error_messages={
            "required": _("Write something in your own words."),
            "max_length": _(
                "Use at most %(limit_value)d characters; you have %(show_value)d. Your text is still here."
            ),
        },
    )


class WishesForm(forms.Form):
    """What is asked about when, how much and with whom; all of it may be left out."""

    needed_by = forms.DateField(
        label=_("When do you need an answer?"),
        help_text=_("Only if there is a date, for example of a meeting."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the date as day-month-year, for example 15-04-2027.")},
    )
    size = forms.ChoiceField(
        label=_("How much work is it for students?"),
        choices=[
            ("", _("I do not know")),
            (Size.SMALL, _("Small: some days, such as a few talks in the street")),
            (Size.MEDIUM, _("Medium: some weeks, such as a survey among residents")),
            (Size.LARGE, _("Large: months, such as an investigation in a whole district")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    asker_hours = forms.IntegerField(
        label=_("How many hours do you have for it?"),
        help_text=_("Students come with questions and show you what they found. A course says what it asks."),
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        widget=forms.NumberInput({"inputmode": "numeric", "min": None, "max": None}),
        error_messages={
            "invalid": _("Write the hours as a whole number, for example 8."),
            "min_value": _("Write the hours as a whole number, for example 8."),
            "max_value": _("Write at most %(limit_value)d hours."),
        },
    )
    form = forms.ChoiceField(
        label=_("What kind of work should it be?"),
        help_text=_("Only if you know. The broker can still change it."),
        choices=[
            ("", _("It does not matter")),
            *((name, capfirst(cast("str", label))) for name, label in FORMS.items()),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    levels = forms.MultipleChoiceField(
        label=_("Which students?"),
        help_text=_("Choose nothing if it does not matter."),
        choices=[(level.value, level.label) for level in Level if level != Level.OTHER],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wish_fields = ("size", "asker_hours", "form", "levels")

    def clean_needed_by(self) -> date | None:
        day: date | None = self.cleaned_data["needed_by"]
        if day is not None and day <= timezone.localdate():
            raise ValidationError(_("Choose a day after today, or leave this empty."))
        return day

    @property
    def has_more(self) -> bool:
        """Say whether more than a date was filled in, or filled in wrongly."""
        return any(self[name].value() or self[name].errors for name in self.wish_fields)

    def wishes(self, *, language: str, districts: Iterable[str] = ()) -> Wishes:
        given = self.cleaned_data
        return Wishes(
            needed_by=given["needed_by"],
            asker_hours=given["asker_hours"],
            size=Size(given["size"]) if given["size"] else None,
            forms=[Form(given["form"])] if given["form"] else [],
            levels=given["levels"],
            languages=[language],
            districts=list(districts),
        )


class QuestionForm(WishesForm, FormForAnyone):
    """One screen on a phone: the question, where, by when, who asks, how to be reached."""

    purpose = "citylab.ask"
    once_a_day = True

    words = own_words(_("Your question"), _("In your own words. One sentence is enough."))
    place = WordsField(
        label=_("Postcode or district"),
        help_text=_("Leave this empty if your question is about the whole city."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "districts", "autocomplete": "postal-code"}),
    )
    asker_kind = forms.ChoiceField(
        label=_("Who asks?"),
        choices=[
            (AskerKind.RESIDENT, _("I am a resident")),
            (AskerKind.ORGANISATION, _("I ask for an organisation or group")),
            (AskerKind.MUNICIPALITY, _("I ask for the municipality")),
        ],
        initial=AskerKind.RESIDENT,
        widget=forms.RadioSelect,
    )
    name = WordsField(
        label=_("Your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = AddressField(label=_("E-mail address"), help_text=_("Then we write to you at every step."))
    phone = WordsField(
        label=_("Phone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "tel"}),
    )
    contact_fields = ("name", "email", "phone")
    field_order = ("key", "words", "place", "needed_by", *WishesForm.wish_fields)

    def clean_place(self) -> list[Area]:
        """Read a postcode or a district's name as areas; nothing means the whole city."""
        typed: str = self.cleaned_data["place"]
        if not typed:
            return []
        try:
            return areas_meant(typed)
        except NotAPostcode:
            raise ValidationError(
                _("We do not know this place. Write a postcode such as 2312 AJ, or choose a district.")
            ) from None
        except OutsideTheCity as outside:
            raise ValidationError(str(outside)) from None

    def contact(self) -> dict[str, str]:
        """Give name, e-mail address and phone number, each on one line and possibly empty."""
        return {field: " ".join(self.cleaned_data[field].split()) for field in self.contact_fields}


class CodeForm(forms.Form):
    code = CodeField(
        label=_("Your follow code"),
        help_text=_("For example tulp-4821-brug-lamp. Capitals and hyphens do not matter."),
        missing=_("Fill in your follow code. You received it with your question."),
    )


class AdditionForm(FormWithKey):
    words = own_words(_("Add something"), _("The broker reads it. Visitors do not see it."))


class UsedForm(forms.Form):
    answer = forms.ChoiceField(choices=UseAnswer.choices)
    why = WordsField(required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))


class CostForm(forms.Form):
    hours = forms.IntegerField(
        label=_("Hours, all together"),
        min_value=0,
        max_value=MOST_HOURS,
        error_messages={
            "required": _("Write a number of hours."),
            "invalid": _("Write a whole number of hours."),
        },
    )
