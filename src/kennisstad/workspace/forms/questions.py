# SPDX-License-Identifier: EUPL-1.2
"""What brokers and coordinators fill in about questions and proposals."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.models import DeclineCause, Question
from kennisstad.workspace.forms.base import DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import Choices, LineField, TextField, TicksField

LONGEST_SITTING_MINUTES = 1440


class SharpenForm(TwoLanguages):
    """The question in clear words; the asker's own words are not in it."""

    sayings: ClassVar = {
        "title": Saying(_("Title, as a question")),
        "body": Saying(_("Why, for whom, and what is enough"), rows=5, max_length=5000, required=False),
    }

    def __init__(
        self, data: Any = None, *, question: Question, themes: Choices, districts: Choices, **kwargs: Any
    ) -> None:
        super().__init__(data, texts=question.texts.all(), **kwargs)
        chosen_themes = [theme.pk for theme in question.themes.all()]
        chosen_districts = [area.pk for area in question.districts.all()]
        self.fields["themes"] = TicksField(label=_("Themes"), choices=themes, initial=chosen_themes)
        self.fields["districts"] = TicksField(
            label=_("Districts"),
            help_text=_("None means the whole city."),
            choices=districts,
            initial=chosen_districts,
        )
        self.fields["show_words"] = forms.BooleanField(
            label=_("Visitors may read the asker’s own words: they tell nothing private."),
            required=False,
            initial=question.show_words,
        )
        self.fields["minutes"] = forms.IntegerField(
            label=_("Minutes this took you"), min_value=0, max_value=LONGEST_SITTING_MINUTES, initial=0
        )

    def change(self) -> dict[str, Any]:
        """What was filled in, as `citylab.actions.sharpen` takes it."""
        names = ("themes", "districts", "show_words", "minutes")
        return {"words": self.words, **{name: self.cleaned_data[name] for name in names}}


class OutcomeForm(TwoLanguages):
    """An outcome with a message to the asker, which may be left out."""

    sayings: ClassVar = {
        "message": Saying(_("Message to the asker"), rows=3, max_length=2000, required=False),
    }
    must_say = False

    @property
    def messages(self) -> dict[str, str]:
        return {language: said["message"] for language, said in self.words.items()}


class TellingForm(OutcomeForm):
    """An outcome that the asker deserves to read the reason of."""

    sayings: ClassVar = {"message": Saying(_("Message to the asker"), rows=3, max_length=2000)}
    must_say = True


class ChoosingForm(OutcomeForm):
    """An outcome that names another record: one that was found to be like it, or any by its number."""

    like = forms.IntegerField(label=_("One of these"), required=False, widget=forms.RadioSelect)
    number = forms.IntegerField(
        label=_("Or another one, by the number in the address of its page"),
        required=False,
        min_value=1,
        max_value=2**31 - 1,
    )

    def __init__(self, data: Any = None, *, find: Callable[[int], Model | None], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.find = find
        self.order_fields(["like", "number"])

    def offer(self, likes: Choices) -> None:
        """Show these to choose from; any number that names a record is good, whatever was shown."""
        radio = self.fields["like"].widget
        if isinstance(radio, forms.RadioSelect):
            radio.choices = likes
        self.offers = bool(likes)

    offers = False

    @property
    def plain_fields(self) -> list[BoundField]:
        return [field for field in super().plain_fields if self.offers or field.name != "like"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.has_error("number") or self.has_error("like"):
            return cleaned
        number = cleaned.get("number") or cleaned.get("like")
        if number is None:
            raise ValidationError(_("Choose one, or write a number."))
        cleaned["chosen"] = self.find(number)
        if cleaned["chosen"] is None:
            raise ValidationError(_("There is none with number %(number)s."), params={"number": number})
        return cleaned


class ProposeForm(DeskForm):
    note = TextField(label=_("Note to the coordinator"), max_length=2000, rows=3, required=False)


class DeclineForm(DeskForm):
    cause = forms.ChoiceField(
        label=_("What is it mostly?"),
        help_text=_("Matching learns from this, not from your own words."),
        choices=[("", _("Choose")), *DeclineCause.choices],
        required=False,
    )
    reason = TextField(
        label=_("Why does it not fit?"),
        help_text=_("Only the broker reads this. It helps to find a course that does fit."),
        max_length=2000,
        rows=3,
    )

    def answer(self) -> dict[str, Any]:
        """What was filled in, as `placing.decline_proposal` takes it."""
        cause = DeclineCause(self.cleaned_data["cause"] or DeclineCause.OTHER)
        return {"reason": self.cleaned_data["reason"], "cause": cause}


class SearchForm(forms.Form):
    """Look for other words; it changes nothing, so it stands in the address."""

    words = LineField(label=_("Look with other words"), max_length=300, required=False)
