# SPDX-License-Identifier: EUPL-1.2
"""Changing one's own password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.workspace.forms.base import DeskForm


class SecretField(forms.CharField):
    """A password, as it was typed: spaces at its ends are part of it."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(max_length=256, strip=False, widget=widget, **kwargs)


class PasswordForm(DeskForm):
    present = SecretField(label=_("Your password now"), autocomplete="current-password")
    new = SecretField(
        label=_("New password"),
        autocomplete="new-password",
        help_text=_("At least 12 characters. A few words in a row are easy to keep in mind."),
    )
    again = SecretField(label=_("The new password once more"), autocomplete="new-password")

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.user = user

    def clean_present(self) -> str:
        present: str = self.cleaned_data["present"]
        if not self.user.check_password(present):
            raise ValidationError(_("This is not your password. Type it once more."))
        return present

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        if self.user.check_password(new):
            raise ValidationError(_("This is the password you have now. Choose another one."))
        return new

    def passwords(self) -> dict[str, str]:
        """What was filled in, as `accounts.actions.change_password` takes it."""
        return {"present": self.cleaned_data["present"], "password": self.cleaned_data["new"]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"new", "again"} <= cleaned.keys() and cleaned["again"] != cleaned["new"]:
            self.add_error("again", _("This is not the same as the new password above."))
        return cleaned
