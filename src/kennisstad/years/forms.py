# SPDX-License-Identifier: EUPL-1.2
"""What somebody fills in who asks for a day."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisstad.web.forms import AddressField, FormForAnyone, WordsField
from kennisstad.years.models import Day
from kennisstad.years.models.adoption import LONGEST_PLAN
from kennisstad.years.models.year import LONGEST_OWNER

TOO_LONG = _("Use at most %(limit_value)d characters; you have %(show_value)d. Your text is still here.")


class AdoptForm(FormForAnyone):
    """One screen: who, what, how to be reached; a second press of it does nothing."""

    purpose = "years.adopt"

    owner = WordsField(
        label=_("Who adopts this day?"),
        help_text=_(
            "The name of your organisation, or what you want to be called here. Everybody will see it."
        ),
        max_length=LONGEST_OWNER,
        widget=forms.TextInput({"maxlength": None, "autocomplete": "organization"}),
        error_messages={"required": _("Write a name. It need not be your own."), "max_length": TOO_LONG},
    )
    plan = WordsField(
        label=_("What will you do?"),
        help_text=_("One sentence is enough. Everybody will see it."),
        max_length=LONGEST_PLAN,
        widget=forms.Textarea({"rows": 4, "maxlength": None}),
        error_messages={"required": _("Write what you will do on this day."), "max_length": TOO_LONG},
    )
    email = AddressField(
        label=_("E-mail address"),
        help_text=_(
            "We write to you once with our answer. Nobody else sees it, and we delete it after the day."
        ),
    )
    consent = forms.BooleanField(
        label=_("The name and the plan may stand on this site."),
        error_messages={"required": _("We need your consent to show the name and the plan.")},
    )

    def __init__(self, data: Any = None, *, day: Day, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.day = day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "key" in cleaned:
            # The same words for another day are another wish.
            cleaned["key"] = uuid.uuid5(cleaned["key"], str(self.day.pk))
        return cleaned

    def clean_owner(self) -> str:
        return " ".join(str(self.cleaned_data["owner"]).split())
