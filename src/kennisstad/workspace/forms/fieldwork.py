# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about fieldwork, limits and pauses."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.fieldwork.actions import Plan
from kennisstad.fieldwork.load.street import names_a_house
from kennisstad.fieldwork.models import Kind
from kennisstad.fieldwork.models.fieldwork import MOST
from kennisstad.fieldwork.models.limit import HEAVIEST, MOST_CONTACTS, MOST_DAYS
from kennisstad.workspace.forms.base import DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import Choices, DayField, LineField, OneField


class PlanForm(DeskForm):
    """What a team wants to ask of residents."""

    kind = forms.ChoiceField(label=_("What will you do?"), choices=Kind.choices)
    number = forms.IntegerField(
        label=_("How many?"),
        help_text=_("Fill in 0 if you ask residents nothing."),
        min_value=0,
        max_value=MOST,
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    street = LineField(
        label=_("Street"),
        help_text=_("Only if you go to one street, without house numbers."),
        max_length=80,
        required=False,
    )

    def __init__(self, data: Any = None, *, areas: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["area"] = OneField(label=_("District or neighbourhood"), choices=areas)
        self.order_fields(["kind", "number", "area"])

    def clean_street(self) -> str:
        street: str = self.cleaned_data["street"]
        if names_a_house(street):
            raise ValidationError(_("Write the name of the street without a house number."))
        return street

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned

    @property
    def plan(self) -> Plan:
        """What was filled in, as `fieldwork.actions.plan` takes it."""
        given = self.cleaned_data
        days = {"starts_on": given["starts_on"], "ends_on": given["ends_on"]}
        return Plan(Kind(given["kind"]), given["area"], given["number"], street=given["street"], **days)


class StudyForm(PlanForm):
    """The same for a study that is no project of the platform."""

    study = LineField(label=_("Name of the study"))

    def __init__(self, data: Any = None, *, partners: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["partner"] = OneField(label=_("Institution that answers for it"), choices=partners)
        self.order_fields(["study", "partner", "kind", "number", "area"])


class NumberForm(DeskForm):
    number = forms.IntegerField(label=_("How many will it be?"), min_value=0, max_value=MOST)


class FinishForm(DeskForm):
    number_done = forms.IntegerField(label=_("How many were there?"), min_value=0, max_value=MOST)


class PauseForm(TwoLanguages):
    """Why and how long a district is paused."""

    sayings: ClassVar = {"reason": Saying(_("Why? Everybody can read this."), rows=2, max_length=300)}
    starts_on = DayField(label=_("First day"), initial=timezone.localdate)
    ends_on = DayField(label=_("Last day"))

    @property
    def reasons(self) -> dict[str, str]:
        return {language: said["reason"] for language, said in self.words.items()}


class LimitForm(DeskForm):
    threshold = forms.IntegerField(
        label=_("At most so many contacts in a term"),
        help_text=_("Leave this empty to use the rules of the whole city."),
        min_value=0,
        max_value=MOST_CONTACTS,
        required=False,
    )
    rest_days = forms.IntegerField(
        label=_("Days of rest after a full term"), min_value=0, max_value=MOST_DAYS, initial=30
    )


class NormsForm(DeskForm):
    """The rules that hold in every district without its own."""

    threshold = forms.IntegerField(
        label=_("At most so many contacts in a district and term"),
        help_text=_("Leave this empty to set no limit."),
        min_value=0,
        max_value=MOST_CONTACTS,
        required=False,
    )
    rest_days = forms.IntegerField(
        label=_("Days of rest after a full term"), min_value=0, max_value=MOST_DAYS
    )
    contacts_per_team = forms.IntegerField(
        label=_("What a student team without a plan counts for"), min_value=0, max_value=1000
    )
    visit_weight = forms.IntegerField(label=_("A visit counts as"), min_value=1, max_value=HEAVIEST)
    interview_weight = forms.IntegerField(label=_("An interview counts as"), min_value=1, max_value=HEAVIEST)
    survey_weight = forms.IntegerField(label=_("A questionnaire counts as"), min_value=1, max_value=HEAVIEST)
    door_weight = forms.IntegerField(label=_("A door counts as"), min_value=1, max_value=HEAVIEST)

    @property
    def rules(self) -> dict[str, int]:
        """What was filled in beside the threshold, as `fieldwork.actions.set_norms` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "threshold")}
