# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about courses."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.education.actions import Window
from kennisstad.education.calendar.window import Form
from kennisstad.education.models import Offering
from kennisstad.education.models.offering import FORMS
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fields import Choices, DayField, LineField, OneField, TextField

MOST = 10_000


class WindowForm(DeskForm):
    """When an offering takes questions, the work it has to give, and what it asks of an asker."""

    questions_from = DayField(label=_("Takes questions from"), required=False)
    questions_until = DayField(label=_("Takes questions until"), required=False)
    choice_from = DayField(label=_("Students choose from"), required=False)
    choice_until = DayField(label=_("Students choose until"), required=False)
    presents_on = DayField(label=_("They present on"), required=False)
    form = forms.ChoiceField(label=_("What students do"), choices=list(FORMS.items()), required=False)
    teams = forms.IntegerField(label=_("Number of teams"), min_value=1, max_value=MOST, required=False)
    team_size = forms.IntegerField(label=_("Students in a team"), min_value=1, max_value=MOST, required=False)
    hours_per_team = forms.IntegerField(
        label=_("Hours a team has"), min_value=1, max_value=MOST, required=False
    )
    asker_hours = forms.IntegerField(
        label=_("Hours it costs the asker"),
        help_text=_("For one team, from the first talk to the result."),
        min_value=1,
        max_value=MOST,
        required=False,
    )
    needs_data = forms.BooleanField(label=_("The asker must have data to share"), required=False)
    needs_consent = forms.BooleanField(
        label=_("The people concerned must consent in writing"), required=False
    )

    def __init__(self, data: Any = None, *, offering: Offering, **kwargs: Any) -> None:
        self.offering = offering
        now = {name: getattr(offering, name) for name in self.base_fields if name != "key"}
        super().__init__(data, initial=now, **kwargs)

    def clean_form(self) -> str:
        return self.cleaned_data["form"] or Form.COURSE.value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for first, last, field, refusal in self._spans(cleaned):
            if first and last and last < first and not self.has_error(field):
                self.add_error(field, str(refusal))
        return cleaned

    def _spans(self, said: Mapping[str, Any]) -> list[tuple[date | None, date | None, str, str | Promise]]:
        """Give what must not lie before what, the field that says so, and the sentence if it does."""
        starts, ends = self.offering.starts_on, self.offering.ends_on
        opens, closes = said.get("questions_from"), said.get("questions_until")
        first, last = said.get("choice_from"), said.get("choice_until")
        return [
            (opens, closes, "questions_until", _("The last day for questions is before the first.")),
            (closes, ends, "questions_until", _("The last day for questions is after the course has ended.")),
            (first, last, "choice_until", _("The last day of the choice is before the first.")),
            (last, ends, "choice_until", _("The last day of the choice is after the course has ended.")),
            (
                starts,
                said.get("presents_on"),
                "presents_on",
                _("The presentation is before the course begins."),
            ),
        ]

    @property
    def window(self) -> Window:
        return Window(**{name: self.cleaned_data[name] for name in self.base_fields if name != "key"})


class TakeForm(DeskForm):
    """A button that says which of the two it means: pressed late, it must not turn the other way."""

    take = forms.ChoiceField(choices=[("yes", _("Take questions")), ("no", _("Take no more questions"))])

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["take"] == "yes")


class CoordinatorForm(DeskForm):
    """Somebody who coordinates courses for the same institution."""

    def __init__(self, data: Any = None, *, people: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["user"] = OneField(label=_("Coordinator"), choices=people)


class AskForForm(DeskForm):
    """A course would like to work on a question."""

    note = TextField(
        label=_("What would your students do with it?"),
        help_text=_("Only the broker reads this."),
        rows=3,
        max_length=2000,
        required=False,
    )


class CourseSearchForm(forms.Form):
    """Look for courses by name or code; it changes nothing, so it stands in the address."""

    words = LineField(label=_("Name or code"), max_length=100, required=False)
