# SPDX-License-Identifier: EUPL-1.2
"""What somebody who signs fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.signing.refusing import Refused
from kennisstad.agreement.signing_wording import REFUSED


class SigningForm(forms.Form):
    """A form of which the file can be refused."""

    file_field = ""

    def refuse(self, refused: Refused) -> None:
        """Say in the form why nothing was signed."""
        self.add_error(self.file_field, str(REFUSED[refused.reason]))

    def content(self) -> bytes:
        """Give what is in the file of a valid form."""
        content: bytes = self.cleaned_data[self.file_field].read()
        return content


class KeyForm(SigningForm):
    file_field = "key"

    key = forms.FileField(
        label=_("Your certificate with its key"),
        help_text=_("A file that ends in .p12 or .pfx. We use it once and keep nothing of it."),
        max_length=255,
        error_messages={"required": _("Choose the file with your certificate.")},
    )
    password = forms.CharField(
        label=_("Password of that file"),
        strip=False,
        max_length=1000,
        required=False,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    agreed = forms.BooleanField(
        label=_("I read the document, and I sign it."),
        error_messages={"required": _("Say that you read the document and sign it.")},
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="key-%s", **kwargs)


class SignedForm(SigningForm):
    file_field = "signed"

    signed = forms.FileField(
        label=_("The signed document"),
        help_text=_("A PDF of at most 10 MB: the document from this page, with your signature in it."),
        max_length=255,
        error_messages={"required": _("Choose the document that you signed.")},
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="signed-%s", **kwargs)
