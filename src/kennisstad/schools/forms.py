# SPDX-License-Identifier: EUPL-1.2
"""What a teacher fills in."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from kennisstad.schools.actions import Teacher
from kennisstad.schools.classes import CLASSES
from kennisstad.schools.models import Moment, School
from kennisstad.schools.models.moment import MOST_SEATS
from kennisstad.schools.queries import Wanted, school_meant
from kennisstad.web.forms import AddressField, FormForAnyone, WordsField, clean_words

LONGEST_CHOICE = 120
CHOSEN = ("sector", "group", "subject", "place", "district", "partner")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def wanted(said: Mapping[str, str]) -> Wanted:
    """Read what a teacher looks for from an address; what cannot be read does not matter."""
    cleaned = {name: clean_words(said.get(name, ""))[:LONGEST_CHOICE] for name in CHOSEN}
    return Wanted.told(cleaned, _day(clean_words(said.get("since", ""))[:10]))


def _day(said: str) -> date | None:
    try:
        day = parse_date(said)
    except ValueError:
        return None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None


class BookingForm(FormForAnyone):
    """One screen on a phone: which school and class, how many, who books."""

    purpose = "schools.book"
    use_required_attribute = False
    school = WordsField(
        label=_("Your school"),
        help_text=_("Begin to type and choose. Is it not in the list? Then write its name."),
        max_length=120,
        widget=forms.TextInput({"list": "schools", "autocomplete": "organization", "maxlength": None}),
    )
    pupils = forms.IntegerField(
        label=_("How many pupils come?"),
        min_value=1,
        max_value=MOST_SEATS,
        widget=forms.NumberInput({"inputmode": "numeric", "min": None, "max": None}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Write the number of pupils, for example 28.")
        ),
    )
    name = WordsField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name", "maxlength": None}),
    )
    email = AddressField(
        label=_("E-mail address"),
        help_text=_("We send the confirmation to it, and a letter some days before."),
    )
    phone = WordsField(
        label=_("Phone number"),
        help_text=_("Only for when something changes on the day itself."),
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "tel", "maxlength": None}),
    )

    def __init__(self, data: Any = None, *, moment: Moment, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.moment = moment
        choices = [("", _("Choose")), *((key, CLASSES[key]) for key in moment.offer.class_keys)]
        self.fields["group"] = forms.ChoiceField(label=_("Which class?"), choices=choices)
        self.order_fields(["key", *self.own_fields, "school", "group"])
        self.fields["email"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        pupils = cleaned.get("pupils")
        if pupils and not self.moment.room.could_fit(pupils):
            too_many = _("At most %(seats)d pupils can come at a time.") % {"seats": self.moment.seats}
            self.add_error("pupils", too_many)
        if "key" in cleaned:
            cleaned["key"] = uuid.uuid5(cleaned["key"], str(self.moment.pk))
        return cleaned

    @property
    def teacher(self) -> Teacher:
        return Teacher(*(self.cleaned_data[name] for name in ("name", "email", "phone")))

    @property
    def which_school(self) -> School | str:
        """The school of our list that is meant, or its name as it was typed."""
        typed: str = self.cleaned_data["school"]
        return school_meant(typed, self.cleaned_data["group"]) or typed
