# SPDX-License-Identifier: EUPL-1.2
"""What coordinators fill in to put teams in a round themselves: one, or a file of many."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kennisstad.lib.files import UnusableFile
from kennisstad.rounds import team_file
from kennisstad.rounds.team_file import LONGEST_NAME, TeamFile
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fields import LineField

LARGEST_BYTES = 5_000_000
TOO_LARGE = _("This file is larger than 5 MB. Is it a list of teams?")


class PutInForm(DeskForm):
    """One team, as a line of a file would have it."""

    name = LineField(label=_("The name of the team"), max_length=LONGEST_NAME)
    wishes = LineField(
        label=_("Numbers of questions, the most wanted first"),
        help_text=_("For example 3 > 1 = 4 > 2. Questions with = between them are wanted equally."),
        max_length=1000,
    )
    found: TeamFile

    def __init__(self, data: Any = None, *, courses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if len(courses) > 1:
            self.fields["course"] = forms.ChoiceField(
                label=_("Course"), choices=[("", _("Choose")), *courses]
            )
            self.order_fields(["name", "course", "wishes"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            row = {name: cleaned.get(name, "") for name in ("name", "wishes", "course")}
            self.found = team_file.read(json.dumps([row]))
            for problem in self.found.problems:
                self.add_error(None, problem.reason)
        return cleaned


class TeamsFileForm(DeskForm):
    """A file of teams with their wishes."""

    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(
            _("CSV or JSON with these columns: {columns}. All teams are put in, or none."),
            columns="name, wishes (3 > 1 = 4), course, email, language, languages",
        ),
        max_length=255,
    )
    found: TeamFile

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise ValidationError(TOO_LARGE)
        try:
            self.found = team_file.read(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise ValidationError(_("This is no text. Save it as CSV in UTF-8 and try again.")) from error
        except UnusableFile as unusable:
            raise ValidationError(str(unusable)) from unusable
        return file
