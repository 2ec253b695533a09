# SPDX-License-Identifier: EUPL-1.2
"""What brokers fill in to cut a question into legs, and the terms of proposals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.leg_plans import FEWEST, LONGEST, MOST, LegPlan
from kennisstad.citylab.models import Terms
from kennisstad.citylab.models.terms import LONGEST_DAYS, MOST_TEAMS
from kennisstad.education.calendar.window import Form
from kennisstad.education.models import Level
from kennisstad.education.models.offering import FORMS
from kennisstad.workspace.forms.base import LANGUAGES, DeskForm, Said, Saying
from kennisstad.workspace.forms.questions import OutcomeForm

LEG = {
    "title": Saying(_("Title, as a question"), max_length=LONGEST["title"]),
    "body": Saying(_("What is enough as an answer"), rows=3, max_length=LONGEST["body"], required=False),
    "discipline": Saying(_("Field of study"), max_length=LONGEST["discipline"], required=False),
    "hand_over": Saying(
        _("What it hands over to the next part"),
        rows=2,
        max_length=LONGEST["hand_over"],
        help_text=_("Parts of the last turn hand over to nobody."),
    ),
}
"""What is said of a leg, in each language."""


@dataclass(frozen=True)
class Part:
    """The fields of one leg."""

    number: int
    plain: list[BoundField]
    languages: list[tuple[Said, list[BoundField]]]


class LegsForm(OutcomeForm):
    """Any number of legs, and a message to the asker."""

    with_turn = True

    def __init__(self, data: Any = None, *, number: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.number = number
        for part in range(1, number + 1):
            self.fields |= self._fields_of(part)

    def _fields_of(self, part: int) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            f"form_{part}": forms.ChoiceField(label=_("Form of the work"), choices=[*FORMS.items()]),
            f"level_{part}": forms.ChoiceField(
                label=_("Level"), choices=[("", _("any level")), *Level.choices], required=False
            ),
        }
        if self.with_turn:
            turn = forms.IntegerField(
                label=_("Turn"),
                help_text=_("Parts with the same turn run side by side."),
                min_value=1,
                max_value=MOST,
                initial=part,
            )
            fields = {f"turn_{part}": turn, **fields}
        for language in LANGUAGES:
            fields |= {f"{name}_{part}_{language}": self._saying(name, part, language) for name in LEG}
        return fields

    def _saying(self, name: str, part: int, language: str) -> forms.Field:
        """Make a field that is marked as needed where it is; one language of it is enough."""
        said = LEG[name]
        needed = said.required and (name != "hand_over" or self._hands_over(part))
        field = replace(said, required=needed).field(language)
        field.error_messages["required"] = _("Give this part a title in this language too.")
        return field

    def _hands_over(self, part: int) -> bool:
        """Say whether a later turn waits for this part, by what is filled in now."""
        turns = [self._turn_of(one) for one in range(1, self.number + 1)]
        return self.with_turn and turns[part - 1] < max(turns)

    def _turn_of(self, part: int) -> int:
        return _number((self.data or self.initial).get(f"turn_{part}", part), least=1)

    @property
    def parts(self) -> Iterator[Part]:
        for part in range(1, self.number + 1):
            names = ("turn", "form", "level") if self.with_turn else ("form", "level")
            languages = [
                (label, [self[f"{name}_{part}_{language}"] for name in LEG])
                for language, label in LANGUAGES.items()
            ]
            yield Part(part, [self[f"{name}_{part}"] for name in names], languages)

    @property
    def plans(self) -> list[LegPlan]:
        """What was filled in, as `citylab.legs.split` takes it."""
        return [self._plan(part) for part in range(1, self.number + 1)]

    def _plan(self, part: int) -> LegPlan:
        given = self.cleaned_data
        words = {
            language: {name: given[f"{name}_{part}_{language}"] for name in LEG} for language in LANGUAGES
        }
        return LegPlan(
            order=given.get(f"turn_{part}", 1),
            form=Form(given[f"form_{part}"]),
            level=given[f"level_{part}"],
            words={language: said for language, said in words.items() if any(said.values())},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for part in range(1, self.number + 1):
            self._check(part)
        return cleaned

    def _check(self, part: int) -> None:
        """Want a title, and what is handed over, in one language: the other may stay empty."""
        begun = [language for language in LANGUAGES if self._says(part, language)]
        for language in LANGUAGES:
            self._forgive_field(f"hand_over_{part}_{language}")
            if language not in begun:
                self._forgive_field(f"title_{part}_{language}")
        if not begun:
            said = _("Part %(part)d has no title. Give it one in Dutch or English.")
            self.add_error(f"title_{part}_nl", said % {"part": part})
        elif self._hands_over(part) and not any(self._filled(f"hand_over_{part}_{one}") for one in LANGUAGES):
            said = _("Say what part %(part)d hands over: the next part begins with it.")
            self.add_error(f"hand_over_{part}_{begun[0]}", said % {"part": part})

    def _says(self, part: int, language: str) -> bool:
        return any(self._filled(f"{name}_{part}_{language}") for name in LEG)

    def _filled(self, name: str) -> bool:
        return bool(str(self[name].data or "").strip())

    def _forgive_field(self, name: str) -> None:
        """Take back that a field is empty, not that what is in it is wrong."""
        if not self._filled(name):
            self.errors.pop(name, None)
            self.cleaned_data[name] = ""


class SplitForm(LegsForm):
    """Two to six legs; the button “one part more” shows the same form with another one."""

    number_of = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        given = data if data is not None else initial or {}
        number = _number(given.get("number_of", FEWEST), FEWEST)
        number = min(MOST, number + ("more" in given))
        super().__init__(data, number=number, initial={**(initial or {}), "number_of": number}, **kwargs)

    @property
    def takes_more(self) -> bool:
        return self.number < MOST


def _number(told: Any, least: int) -> int:
    return max(least, min(MOST, int(told))) if str(told).isdecimal() and len(str(told)) < 3 else least


class ReplaceForm(LegsForm):
    """One leg in the place of another, at its turn."""

    with_turn = False

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, number=1, **kwargs)


class SizeForm(DeskForm):
    form = forms.ChoiceField(
        label=_("Form of the work"), choices=[("", _("not said yet")), *FORMS.items()], required=False
    )

    @property
    def chosen(self) -> Form | None:
        return Form(self.cleaned_data["form"]) if self.cleaned_data["form"] else None


class TermsForm(DeskForm):
    answer_days = forms.IntegerField(
        label=_("Days in which a course answers a proposal"), min_value=2, max_value=LONGEST_DAYS
    )
    remind_days = forms.IntegerField(
        label=_("Days before the end on which we remind it"), min_value=1, max_value=LONGEST_DAYS
    )
    teams_per_asker = forms.IntegerField(
        label=_("Teams at work for one asker at the same time"), min_value=1, max_value=MOST_TEAMS
    )

    names: ClassVar = ("answer_days", "remind_days", "teams_per_asker")

    def __init__(self, data: Any = None, *, terms: Terms, **kwargs: Any) -> None:
        now = {name: getattr(terms, name) for name in self.names}
        super().__init__(data, initial=now, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("remind_days", 0) >= cleaned.get("answer_days", LONGEST_DAYS + 1):
            raise ValidationError(_("Remind a course before its last day, so within the days it has."))
        return cleaned

    @property
    def change(self) -> dict[str, int]:
        """What was filled in, as `citylab.lapsing.set_terms` takes it."""
        return {name: self.cleaned_data[name] for name in self.names}
