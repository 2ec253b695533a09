# SPDX-License-Identifier: EUPL-1.2
"""What editors fill in about issues of the newsletter and their rhythm."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.languages.models import Language
from kennisstad.newsletter.models import Section
from kennisstad.newsletter.rendering import can_lead_to
from kennisstad.web.forms import AddressField
from kennisstad.workspace.forms.base import DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import DayField, OneField

STEPS = {"up": -1, "down": 1}


class IssueWordsForm(TwoLanguages):
    sayings: ClassVar = {
        "subject": Saying(_("Subject"), max_length=150),
        "opening": Saying(
            _("What the editors say first"),
            rows=6,
            max_length=2000,
            required=False,
            help_text=_("An empty line parts paragraphs."),
        ),
    }


class ItemForm(TwoLanguages):
    sayings: ClassVar = {
        "title": Saying(_("Title"), max_length=200),
        "words": Saying(_("In a sentence or three"), rows=4, max_length=2000, required=False),
        "address": Saying(
            _("Where it can be read"),
            max_length=500,
            required=False,
            help_text=_("A page of this site, such as /agenda/, or an address that begins with https://"),
        ),
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for language in ("nl", "en"):
            address = cleaned.get(f"address_{language}") or ""
            if address and (not can_lead_to(address) or " " in address):
                told = _("This is no address of a page. It begins with / or with https://")
                self.add_error(f"address_{language}", ValidationError(told))
        return cleaned


class OwnItemForm(ItemForm):
    section = forms.ChoiceField(label=_("Section"), choices=Section.choices, initial=Section.OWN)


class MoveForm(DeskForm):
    """Put an item at a place, counted from 1, or one up or down."""

    place = forms.IntegerField(
        label=_("Place"), min_value=1, max_value=999, required=False, widget=forms.NumberInput({"min": 1})
    )

    def to_from(self, now: int) -> int:
        """Give the place to go to, counted from 0."""
        if (step := STEPS.get(str(self.data.get("step", "")))) is not None:
            return now + step
        return (self.cleaned_data["place"] or now + 1) - 1


class ApproveForm(DeskForm):
    """Carries along which plan the page showed."""

    planned_at = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_planned_at(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.cleaned_data["planned_at"])
        except ValueError:
            return None


class PlanForm(DeskForm):
    day = DayField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write the time as 10:00.")},
    )

    @property
    def moment(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class LanguageForm(DeskForm):
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)


class TestForm(LanguageForm):
    def __init__(self, data: Any = None, *, people: dict[int, User], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [(pk, f"{person} ({person.email})") for pk, person in people.items()]
        self.fields["to"] = OneField(label=_("To"), choices=choices)


class AsReaderForm(LanguageForm):
    email = AddressField(label=_("Address of a reader"), help_text=_("You see what this reader asked for."))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["email"].required = True


class RhythmForm(DeskForm):
    first_on = DayField(
        label=_("Day of an issue"),
        required=False,
        help_text=_("The others are counted from it. Left empty, no draft writes itself."),
    )
    weeks = forms.IntegerField(label=_("Weeks between two issues"), min_value=1, max_value=26)
    hour = forms.IntegerField(label=_("Hour at which it leaves"), min_value=0, max_value=23)
    days_ahead = forms.IntegerField(
        label=_("Days before it, on which the draft is there"), min_value=0, max_value=180
    )
    two_persons = forms.BooleanField(
        label=_("Somebody else than who planned an issue must approve it"),
        required=False,
        help_text=_("Only an administrator can switch this off again."),
    )

    @property
    def change(self) -> dict[str, Any]:
        names = ("first_on", "weeks", "hour", "days_ahead", "two_persons")
        return {name: self.cleaned_data[name] for name in names}


class BreakForm(DeskForm):
    begins_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    @property
    def change(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("begins_on", "ends_on")}
