# SPDX-License-Identifier: EUPL-1.2
"""What newcomers, planners of a congress, ambassadors and who writes to them fill in."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.web.forms import AddressField, FormForAnyone, WordsField
from kennisstad.welcome.choices import Newcomer, Passport
from kennisstad.welcome.models import Connection
from kennisstad.welcome.models.venue import MOST_PEOPLE
from kennisstad.welcome.path import fault_in
from kennisstad.welcome.wording import FAULTS

READABLE = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
"""As the browser's own field writes a day, and as people here do."""
NO_SUCH_DAY = _("There is no such day. Write it as day-month-year, for example 15-01-2027.")
NEEDED = _("This cannot be left empty.")
TOO_LONG = _("Use at most %(limit_value)d characters; you have %(show_value)d. Your text is still here.")
ARRANGEMENT_WORDS = [
    ("", _("any way")),
    ("theatre", _("in rows, as in a theatre")),
    ("classroom", _("at tables, as in a classroom")),
    ("reception", _("standing")),
]


class WhoForm(forms.Form):
    """Who somebody is: may stand in the address."""

    kind = forms.ChoiceField(label=_("Who are you?"), choices=Newcomer.choices, widget=forms.RadioSelect)
    passport = forms.ChoiceField(
        label=_("Which passport do you have?"),
        choices=[
            (Passport.ANY, _("I do not want to say: show every step")),
            (Passport.EU, _("From the EU, the EEA or Switzerland")),
            (Passport.OTHER, _("From another country")),
        ],
        required=False,
    )

    def clean_passport(self) -> str:
        return self.cleaned_data["passport"] or Passport.ANY


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=READABLE,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
        error_messages={"invalid": NO_SUCH_DAY},
    )


class DaysForm(forms.Form):
    """When somebody comes and goes: sent in the body, so that it stands in no log, and not kept."""

    arrival = _day(_("On which day do you arrive, or did you arrive?"))
    departure = _day(_("On which day do you leave?"), _("Only if you know it already."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            fault = fault_in(cleaned["arrival"], cleaned["departure"], timezone.localdate())
            if fault is not None:
                name, sentence = FAULTS[fault]
                self.add_error(name, str(sentence))
        return cleaned


class VenueFilter(forms.Form):
    people = forms.IntegerField(
        label=_("For how many people?"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput({"inputmode": "numeric", "min": None, "max": None}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            _("Write the number of people as a whole number from 1 to 100000, for example 250."),
        ),
    )
    arrangement = forms.ChoiceField(label=_("How do they sit?"), choices=ARRANGEMENT_WORDS, required=False)


class LineField(WordsField):
    """One line of somebody's own words."""

    def __init__(self, **told: Any) -> None:
        widget = told.pop("widget", forms.TextInput(attrs={"maxlength": None}))
        super().__init__(widget=widget, error_messages={"required": NEEDED, "max_length": TOO_LONG}, **told)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class ParagraphField(WordsField):
    def __init__(self, **told: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 5, "maxlength": None})
        super().__init__(widget=widget, error_messages={"required": NEEDED, "max_length": TOO_LONG}, **told)


class NeededAddress(AddressField):
    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self.required = True
        self.error_messages["required"] = _("Write your e-mail address.")


class SignUpForm(FormForAnyone):
    purpose = "welcome.sign-up"
    alias = LineField(label=_("First name or alias"), help_text=_("Visitors see this."), max_length=60)
    country = LineField(label=_("Which country do you come from?"), max_length=60)
    speaks = LineField(
        label=_("Which languages do you speak?"),
        help_text=_("With commas between them, for example: English, Hindi, a little Dutch."),
        max_length=120,
    )
    connection = forms.ChoiceField(
        label=_("What is or was your tie with the city?"),
        choices=Connection.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    subjects = ParagraphField(
        label=_("What may people ask you about?"),
        help_text=_("For example: finding a room, schools for children, the first winter."),
        max_length=500,
    )
    email = NeededAddress(
        label=_("Your e-mail address"), help_text=_("Visitors never see it. The desk passes letters on.")
    )
    consent = forms.BooleanField(
        label="", error_messages={"required": _("Without your consent we keep nothing.")}
    )

    def __init__(self, data: Any = None, *, consent_text: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["consent"].label = consent_text


class MessageForm(FormForAnyone):
    purpose = "welcome.write"
    name = LineField(label=_("First name or alias"), max_length=60)
    email = NeededAddress(
        label=_("Your e-mail address"),
        help_text=_("The ambassador sees it, so that they can answer you. Nobody else does."),
    )
    words = ParagraphField(label=_("Your question"), max_length=2000)
