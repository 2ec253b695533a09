# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about courses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisstad.education.actions import Window
from kennisstad.education.models import Offering
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fields import Choices, DayField, LineField, OneField, TextField

MOST = 10_000


class WindowForm(DeskForm):
    """From and until which day an offering takes questions, and the work it has to give."""

    questions_from = DayField(label=_("Takes questions from"), required=False)
    questions_until = DayField(label=_("Takes questions until"), required=False)
    teams = forms.IntegerField(label=_("Number of teams"), min_value=1, max_value=MOST, required=False)
    team_size = forms.IntegerField(label=_("Students in a team"), min_value=1, max_value=MOST, required=False)
    hours_per_team = forms.IntegerField(
        label=_("Hours a team has"), min_value=1, max_value=MOST, required=False
    )

    def __init__(self, data: Any = None, *, offering: Offering, **kwargs: Any) -> None:
        now = {name: getattr(offering, name) for name in self.base_fields if name != "key"}
        super().__init__(data, initial=now, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("questions_from"), cleaned.get("questions_until")
        if first and last and last < first:
            self.add_error("questions_until", _("The last day for questions is before the first."))
        return cleaned

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
