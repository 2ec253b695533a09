# SPDX-License-Identifier: EUPL-1.2
"""What an administrator fills in about people, and what narrows the journal."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import OF_AN_ORGANISATION, Role, User
from kennisstad.languages.models import Language
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fields import Choices, LineField, OneField
from kennisstad.workspace.happened import HAPPENED


class PersonForm(DeskForm):
    username = LineField(
        label=_("Name to sign in with"),
        help_text=_("Letters, digits and . _ - + @"),
        max_length=150,
        validators=[User.username_validator],
    )
    name = LineField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"invalid": _("This is not a whole e-mail address. An example: naam@voorbeeld.nl")},
    )
    language = forms.ChoiceField(
        label=_("Language of letters"), choices=Language.choices, initial=Language.NL
    )

    def person(self) -> dict[str, Any]:
        """What was filled in, as `accounts.actions.add_user` takes it."""
        return {name: self.cleaned_data[name] for name in ("username", "name", "email", "language")}


class LetGoForm(DeskForm):
    sure = forms.BooleanField(
        label=_("I am sure. This cannot be undone."),
        error_messages={"required": _("Tick that you are sure: this cannot be undone.")},
    )


class RoleForm(DeskForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)

    def __init__(self, data: Any = None, *, partners: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["partner"] = OneField(
            label=_("For which organisation"),
            help_text=_("For a coordinator or a partner editor only."),
            choices=partners,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "role" not in cleaned or "partner" not in cleaned:
            return cleaned
        if (cleaned["role"] in OF_AN_ORGANISATION) != (cleaned["partner"] is not None):
            raise ValidationError(
                _("A coordinator or partner editor works for one organisation; the others for all.")
            )
        return cleaned


class JournalForm(forms.Form):
    """Narrow the journal; it changes nothing, so it stands in the address."""

    subject = LineField(
        label=_("About"), help_text=_("For example question:12"), max_length=80, required=False
    )
    kind = forms.ChoiceField(
        label=_("What happened"), choices=[("", _("everything")), *HAPPENED.items()], required=False
    )
