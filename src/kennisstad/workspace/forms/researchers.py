# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about researchers, and about themselves as one."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisstad.partners.models import Authorship, Researcher
from kennisstad.partners.research.records import NAME_LENGTH
from kennisstad.workspace.forms.base import LANGUAGES, DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import LineField, TicksField


class ResearcherSearchForm(forms.Form):
    """Look for people by name or by what they wrote; it changes nothing, so it stands in the address."""

    words = LineField(label=_("Name or work"), max_length=100, required=False)


class ClaimForm(DeskForm):
    """Who I am, by a public number."""

    number = LineField(
        label=_("Your ORCID iD or OpenAlex number"),
        help_text=_("For example 0000-0002-1825-0097"),
        max_length=100,
    )


class AnswerForm(DeskForm):
    """A button that says which of the two it means."""

    answer = forms.ChoiceField(choices=[("yes", _("This is the person")), ("no", _("This is somebody else"))])

    claim = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    """The claim that was shown: another one may wait by now."""

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")


class CorrectForm(TwoLanguages):
    """What is shown of a person, in that person's own hand; what one says of oneself may be emptied."""

    sayings: ClassVar = {"about": Saying(_("About you"), rows=3, max_length=600, required=False)}
    must_say = False

    name = LineField(label=_("Your name as we show it"), max_length=NAME_LENGTH)
    takes_questions = forms.BooleanField(
        label=_("The broker may suggest me for questions from the city"), required=False
    )

    def __init__(
        self, data: Any = None, *, researcher: Researcher, works: list[Authorship], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.initial.update(name=researcher.name, takes_questions=researcher.takes_questions)
        for text in researcher.texts.all():
            self.initial[f"about_{text.language}"] = text.about
        if works:
            choices = [(line.work_id, _titled(line)) for line in works]
            shown = [line.work_id for line in works if line.shown]
            self.fields["works"] = TicksField(label=_("These works are mine"), choices=choices, initial=shown)

    @property
    def about(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"about_{language}"] for language in LANGUAGES}


def _titled(line: Authorship) -> str:
    return f"{line.work.title} ({line.work.year})" if line.work.year else line.work.title
