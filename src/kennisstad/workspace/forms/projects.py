# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about projects."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import Language
from kennisstad.projects.models import Form, Project
from kennisstad.web.sent_files import FileRefused, kind_of
from kennisstad.workspace.forms.base import DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import Choices, DayField, LineField, OneField, TextField, TicksField

LINKS = 3


class ProjectForm(TwoLanguages):
    """What a project says of itself and who takes part."""

    sayings: ClassVar = {
        "title": Saying(_("Title")),
        "summary": Saying(_("What happens, why and for whom"), rows=5, max_length=5000),
    }

    def __init__(
        self,
        data: Any = None,
        *,
        partners: Choices,
        districts: Choices,
        themes: Choices,
        project: Project | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, texts=project.texts.all() if project else (), **kwargs)
        self.starts_on = project.starts_on if project else None
        self.fields["ends_on"] = DayField(label=_("Planned last day"), required=False)
        self.fields["partners"] = TicksField(label=_("Partners that take part"), choices=partners)
        self.fields["districts"] = TicksField(label=_("Districts"), choices=districts)
        self.fields["themes"] = TicksField(label=_("Themes"), choices=themes)
        if project:
            self.initial["ends_on"] = project.ends_on
            for name in ("partners", "districts", "themes"):
                self.initial[name] = [record.pk for record in getattr(project, name).all()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on", self.starts_on), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned

    def change(self) -> dict[str, Any]:
        """What was filled in, as `projects.actions.describe` takes it."""
        names = ("partners", "districts", "themes", "ends_on")
        return {"words": self.words, **{name: self.cleaned_data[name] for name in names}}


class NewProjectForm(ProjectForm):
    """A project of the partnership that no resident asked for."""

    def __init__(self, data: Any = None, *, carriers: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["carrier"] = OneField(label=_("Partner that answers for it"), choices=carriers)
        self.fields["starts_on"] = DayField(label=_("First day"), initial=timezone.localdate)
        self.order_fields([*self._words(), "carrier", "starts_on"])

    def _words(self) -> list[str]:
        return [name for name in self.fields if name.endswith(("_nl", "_en"))]


class MilestoneForm(TwoLanguages):
    sayings: ClassVar = {"title": Saying(_("What is done by then"))}
    due_on = DayField(label=_("By which day"))


class ReachForm(DeskForm):
    on = DayField(label=_("Reached on"), past_only=True, initial=timezone.localdate)


class LogForm(TwoLanguages):
    sayings: ClassVar = {"words": Saying(_("What happened"), rows=3, max_length=2000)}
    on = DayField(label=_("On which day"), past_only=True, initial=timezone.localdate)


class HandOverForm(TwoLanguages):
    """The result: read by the neighbourhood, and by the next team."""

    sayings: ClassVar = {
        "title": Saying(_("Title of the result")),
        "asked": Saying(_("What we asked"), rows=2, max_length=2000, required=False),
        "found": Saying(_("What we found"), rows=6, max_length=10_000),
        "advice": Saying(_("What we advise"), rows=3, max_length=5000, required=False),
        "failed": Saying(
            _("What did not work"),
            rows=3,
            max_length=5000,
            help_text=_("As useful to the next team as what did work."),
        ),
        "next_question": Saying(_("The next question to ask"), rows=2, max_length=2000),
    }

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for number in range(1, LINKS + 1):
            shown = {"number": number}
            self.fields[f"link_{number}"] = forms.URLField(
                label=_("Link %(number)d") % shown,
                required=False,
                max_length=500,
                assume_scheme="https",
                validators=[URLValidator(schemes=["http", "https"])],
                error_messages={"invalid": _("Write the whole address, beginning with https://")},
            )
            self.fields[f"label_{number}"] = LineField(
                label=_("What link %(number)d leads to") % shown, required=False
            )
        self.fields["data_deleted_on"] = DayField(
            label=_("When will the collected data be gone?"),
            help_text=_("Leave this empty if you collected nothing about persons."),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number in range(1, LINKS + 1):
            address, label = f"link_{number}", f"label_{number}"
            if cleaned.get(address) and not cleaned.get(label):
                self.add_error(label, _("Say what this link leads to."))
            if cleaned.get(label) and not cleaned.get(address) and not self.has_error(address):
                self.add_error(address, _("Write the address of this link."))
        return cleaned

    @property
    def links(self) -> list[tuple[str, str]]:
        pairs = [
            (self.cleaned_data[f"link_{number}"], self.cleaned_data[f"label_{number}"])
            for number in range(1, LINKS + 1)
        ]
        return [(address, label) for address, label in pairs if address]


class GiveBackForm(TwoLanguages):
    sayings: ClassVar = {"place": Saying(_("Where"), max_length=200)}
    on = DayField(label=_("On which day"), past_only=True, initial=timezone.localdate)
    form = forms.ChoiceField(label=_("In which form"), choices=Form.choices)


class StopForm(DeskForm):
    because = TextField(
        label=_("Why does it stop?"),
        help_text=_("Visitors read this on the project’s page."),
        max_length=2000,
        rows=3,
    )
    language = forms.ChoiceField(
        label=_("In which language?"), choices=Language.choices, initial=get_language
    )

    def reason(self) -> dict[str, str]:
        """What was filled in, as `citylab.returning.stop` takes it."""
        return {name: self.cleaned_data[name] for name in ("because", "language")}


class FileForm(DeskForm):
    label = LineField(label=_("What is in it?"))
    file = forms.FileField(
        label=_("File"), help_text=_("PDF, PNG, JPEG, CSV or plain text, at most 10 MB."), max_length=255
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            kind_of(file, name=file.name, size_bytes=file.size)
        except FileRefused as refused:
            raise ValidationError(str(refused)) from None
        return file
