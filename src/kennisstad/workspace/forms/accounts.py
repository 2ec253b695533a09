# SPDX-License-Identifier: EUPL-1.2
"""What is filled in about the account of a period."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisstad.progress.accounting import MOST_WORDS
from kennisstad.workspace.forms.base import DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import Choices, DayField, OneField


class NewAccountForm(DeskForm):
    """Of which version, and of which days."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), past_only=True)

    def __init__(self, data: Any = None, *, agreements: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["agreement"] = OneField(
            label=_("Agreement"),
            help_text=_("The version that stood on the last day."),
            choices=agreements,
        )
        self.order_fields(["agreement", "starts_on", "ends_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned


class IntroductionForm(TwoLanguages):
    """What stands before the whole account or before one theme; nothing takes it away."""

    theme = forms.SlugField(required=False, widget=forms.HiddenInput)
    sayings: ClassVar = {
        "words": Saying(_("Introduction"), rows=5, max_length=MOST_WORDS, required=False),
    }
    must_say = False

    def __init__(self, data: Any = None, *, before: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        # Not as `texts`: these words may be emptied as well.
        self.initial.update({f"words_{language}": words for language, words in (before or {}).items()})

    @property
    def said(self) -> dict[str, str]:
        """What was filled in, by language, as `accounting.introduce` takes it."""
        return {language: words["words"] for language, words in self.words.items()}
