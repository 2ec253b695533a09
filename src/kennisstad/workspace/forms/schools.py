# SPDX-License-Identifier: EUPL-1.2
"""What partners fill in about what they do with classes, and when."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import Text
from kennisstad.schools.actions import Plan
from kennisstad.schools.classes import CLASSES, SUBJECTS
from kennisstad.schools.models import Offer, OfferPlace, PricePer, Spoken
from kennisstad.schools.models.moment import MOST_SEATS
from kennisstad.schools.models.offer import HIGHEST_CENTS, LONGEST_MINUTES
from kennisstad.web.forms import AddressField
from kennisstad.workspace.forms.base import DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import Choices, DayField, NumberField, OneField

FACTS = ("place", "minutes", "price_per", "spoken", "contact_email")


def _many(label: Any, choices: Iterable[tuple[str, Any]], **how: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), widget=forms.CheckboxSelectMultiple, **how
    )


class OfferForm(TwoLanguages):
    """What it is, for whom, where, and what it costs."""

    sayings: ClassVar = {
        "title": Saying(_("Title"), max_length=120),
        "does": Saying(_("What the pupils do"), rows=5, max_length=3000),
        "gives": Saying(_("What it gives them"), rows=3, max_length=2000, required=False),
        "brings": Saying(_("What to bring, or to do beforehand"), rows=2, max_length=1000, required=False),
        "access": Saying(
            _("So that everybody can take part"),
            rows=2,
            max_length=1000,
            required=False,
            help_text=_("For pupils who use a wheelchair, hear or see less, or need rest."),
        ),
        "contact": Saying(
            _("Whom to ask"),
            max_length=200,
            required=False,
            help_text=_("A desk or a function, not a person's name."),
        ),
    }
    classes = _many(_("Classes"), CLASSES.items())
    subjects = _many(_("Subjects"), SUBJECTS.items(), required=False)
    place = forms.ChoiceField(label=_("Where"), choices=OfferPlace.choices)
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=1, max_value=LONGEST_MINUTES)
    price = NumberField(
        label=_("Price in euros"),
        help_text=_("0 is free."),
        min_value=0,
        max_value=HIGHEST_CENTS // 100,
        decimal_places=2,
        initial=0,
    )
    price_per = forms.ChoiceField(label=_("The price is"), choices=PricePer.choices)
    spoken = forms.ChoiceField(label=_("Language"), choices=Spoken.choices)
    contact_email = AddressField(label=_("E-mail address for questions"))

    def __init__(
        self, data: Any = None, *, areas: Choices, partners: Choices | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["district"] = OneField(label=_("District"), choices=areas, required=False)
        if partners is not None:
            self.fields["partner"] = OneField(label=_("Organisation"), choices=partners)
        self.order_fields(["partner", "classes", "subjects", "place", "district"])

    @classmethod
    def of(cls, offer: Offer, *, areas: Choices, texts: Iterable[Text]) -> "OfferForm":
        """Give the form with what the offer says now."""
        initial = {name: getattr(offer, name) for name in FACTS}
        initial |= {"district": offer.district_id, "price": offer.euros, "classes": offer.class_keys}
        initial["subjects"] = [one.subject for one in offer.subjects.all()]
        return cls(ident="offer", areas=areas, texts=texts, initial=initial)

    @property
    def told(self) -> dict[str, Any]:
        """What was filled in, as actions take it."""
        given = self.cleaned_data
        facts = {name: given[name] for name in FACTS}
        facts |= {"district_id": given["district"], "price_cents": int(given["price"] * 100)}
        classes, subjects = given["classes"], given["subjects"]
        return {"facts": facts, "classes": classes, "subjects": subjects, "words": self.words}


class MomentForm(DeskForm):
    """When it takes place once more."""

    day = DayField(label=_("Day"))
    begins = forms.TimeField(
        label=_("Begins at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write the time as 09:30.")},
    )
    ends = forms.TimeField(
        label=_("Ends at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write the time as 09:30.")},
    )
    book_until = DayField(label=_("Last day to book"))
    seats = forms.IntegerField(label=_("Pupils at most"), min_value=1, max_value=MOST_SEATS, initial=30)
    one_class = forms.BooleanField(label=_("For one class, however small"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("It ends before it begins."))
        day, until = cleaned.get("day"), cleaned.get("book_until")
        if day and until and until >= day:
            self.add_error("book_until", ValidationError(_("Choose a day before it takes place.")))
        return cleaned

    @property
    def plan(self) -> Plan:
        given, zone = self.cleaned_data, timezone.get_default_timezone()
        day, last = given["day"], given["book_until"]
        return Plan(
            datetime.combine(day, given["begins"], zone),
            datetime.combine(day, given["ends"], zone),
            # To the end of the last day.
            datetime.combine(last, datetime.max.time().replace(microsecond=0), zone),
            given["seats"],
            given["one_class"],
        )
