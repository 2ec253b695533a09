# SPDX-License-Identifier: EUPL-1.2
"""What coordinators fill in about what takes part in a round, and about single teams."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kennisstad.education.models import Level
from kennisstad.languages.models import Language
from kennisstad.rounds.actions.parts import MOST_CONTACTS, MOST_LOAD, MOST_SEATS, Seats
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.models import RoundQuestion
from kennisstad.rounds.models.round import LONGEST_REASON
from kennisstad.rounds.team_file import tiers_in
from kennisstad.rounds.what_if import Change
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fields import Choices, Grouped, LineField, OneField, TextField
from kennisstad.workspace.forms.rounds import ONE_OF_THESE

ALL_THAT_FIT = _("These are the editions that you answer for and that go with the days of this round.")
NONE_FITS = _(
    "No edition that you answer for goes with the days of this round. Change the days, or ask the broker."
)


def seats_field(label: Any, *, least: int, required: bool = True, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=MOST_SEATS, required=required, **kwargs)


class CourseSeatsForm(DeskForm):
    seats = seats_field(
        _("Teams that can be placed at most"), least=1, required=False, help_text=_("Empty for no limit.")
    )


class AddCourseForm(CourseSeatsForm):
    """An edition of a course whose students form teams."""

    def __init__(self, data: Any = None, *, offerings: Grouped, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["offering"] = OneField(
            label=_("Course"),
            help_text=ALL_THAT_FIT if offerings else NONE_FITS,
            choices=offerings,
        )
        self.order_fields(["offering"])


class AddQuestionForm(DeskForm):
    """A question that teams can wish for; the rest of what it can take is set on its own line."""

    lower = seats_field(_("Teams at least"), least=0, initial=0)
    upper = seats_field(_("Teams at most"), least=1, initial=1)

    def __init__(self, data: Any = None, *, questions: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["question"] = OneField(label=_("Question"), choices=questions)
        self.order_fields(["question"])

    def clean(self) -> dict[str, Any]:
        return no_more_than_most(self)

    @property
    def seats(self) -> Seats:
        return Seats(lower=self.cleaned_data["lower"], upper=self.cleaned_data["upper"])


class SeatsForm(DeskForm):
    """What one question can take."""

    lower = seats_field(_("Teams at least"), least=0)
    upper = seats_field(_("Teams at most"), least=1)
    load = forms.IntegerField(
        label=_("Contacts with residents for each team"),
        help_text=_("They count for the load of the district."),
        min_value=0,
        max_value=MOST_LOAD,
    )
    levels = forms.MultipleChoiceField(
        label=_("Only for these levels"),
        choices=Level.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    works_in = forms.MultipleChoiceField(
        label=_("Only in these languages"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, part: RoundQuestion, supervisors: Choices, **kwargs: Any) -> None:
        now = {name: getattr(part, name) for name in ("lower", "upper", "load", "levels")}
        now |= {"works_in": part.languages, "supervisor": part.supervisor_id}
        super().__init__(data, initial=now, **kwargs)
        if supervisors:
            self.fields["supervisor"] = OneField(label=_("Supervisor"), choices=supervisors, required=False)

    def clean(self) -> dict[str, Any]:
        return no_more_than_most(self)

    @property
    def seats(self) -> Seats:
        given = {name: self.cleaned_data[name] for name in ("lower", "upper", "load", "levels")}
        return Seats(**given, languages=self.cleaned_data["works_in"])


class SupervisorForm(DeskForm):
    name = LineField(label=_("Name of the supervisor or group"), max_length=120)
    lower = seats_field(_("Teams at least"), least=0, initial=0)
    upper = seats_field(_("Teams at most"), least=1, required=False)

    def clean(self) -> dict[str, Any]:
        return no_more_than_most(self)


class RankTeamsForm(DeskForm):
    """Which teams a supervisor would rather have."""

    order = LineField(
        label=_("Numbers of teams, the most wanted first"),
        help_text=_("For example 4 > 2 = 7 > 1. Teams with = between them are wanted equally."),
        max_length=20_000,
        required=False,
    )

    def clean_order(self) -> Sequence[Sequence[int]]:
        try:
            return tiers_in(self.cleaned_data["order"])
        except ValueError as error:
            raise ValidationError(_("Write numbers with > or = between them, such as 4 > 2 = 7.")) from error


class DistrictLimitForm(DeskForm):
    """How much one district can bear in this round."""

    upper = forms.IntegerField(
        label=_("Contacts with residents at most"), min_value=0, max_value=MOST_CONTACTS
    )

    def __init__(self, data: Any = None, *, districts: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["district"] = OneField(label=_("District"), choices=districts)
        self.order_fields(["district"])


class AskerLimitForm(DeskForm):
    """How many teams one asker can receive in this round."""

    upper = forms.IntegerField(label=_("Teams at most"), min_value=0, max_value=MOST_SEATS)

    def __init__(self, data: Any = None, *, askers: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["asker"] = OneField(label=_("Asker"), choices=askers)
        self.order_fields(["asker"])


class PairForm(DeskForm):
    """One team and one question, and why they belong together or apart."""

    team = forms.IntegerField(label=_("Number of the team"), min_value=1, max_value=1_000_000)
    reason = TextField(label=_("Why?"), help_text=_("The team reads it."), max_length=LONGEST_REASON, rows=2)

    def __init__(self, data: Any = None, *, questions: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["question"] = OneField(label=_("Question"), choices=questions)
        self.order_fields(["team", "question"])


class TakeOutForm(DeskForm):
    """One team that takes part no longer, and why."""

    team = forms.IntegerField(label=_("Number of the team"), min_value=1, max_value=1_000_000)
    reason = TextField(
        label=_("Why?"),
        help_text=_("The team reads it, and this cannot be undone. Its receipts stay."),
        max_length=LONGEST_REASON,
        rows=2,
    )


class WhatIfForm(DeskForm):
    """One change, or several together, to look at before deciding."""

    def __init__(self, data: Any = None, *, questions: Choices, districts: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["question"] = OneField(label=_("Other seats at"), choices=questions, required=False)
        self.fields["seats"] = forms.IntegerField(
            label=_("How many more"),
            help_text=_("With a minus for fewer."),
            min_value=-MOST_SEATS,
            max_value=MOST_SEATS,
            required=False,
        )
        self.fields["district"] = OneField(label=_("No teams in"), choices=districts, required=False)
        self.fields["policy"] = forms.ChoiceField(
            label=_("Policy"), choices=[("", _("as chosen")), *ONE_OF_THESE], required=False
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("question")) != bool(cleaned.get("seats")):
            self.add_error("seats", _("Choose a question and say how many seats more or fewer."))
        if not any(cleaned.get(name) for name in ("question", "district", "policy")):
            self.add_error(None, _("Choose at least one change to look at."))
        return cleaned

    def change(self, *, place: str, district: str) -> Change:
        """Give the change, with the question's number and the district's code."""
        policy = self.cleaned_data["policy"]
        return Change(
            seats={place: self.cleaned_data["seats"]} if place else {},
            closed=(district,) if district else (),
            policy=Policy(policy) if policy else None,
        )


def no_more_than_most(form: DeskForm) -> dict[str, Any]:
    """Say at the field that the least is more than the most."""
    lower, upper = form.cleaned_data.get("lower"), form.cleaned_data.get("upper")
    if lower is not None and upper is not None and lower > upper:
        form.add_error("lower", _("The least number of teams cannot be more than the most."))
    return form.cleaned_data
