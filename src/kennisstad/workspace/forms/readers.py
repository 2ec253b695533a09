# SPDX-License-Identifier: EUPL-1.2
"""What editors fill in about readers of the newsletter."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kennisstad.lib.mail_address import NotAnAddress
from kennisstad.newsletter.models import NeverAgain, Reader
from kennisstad.newsletter.reader_file import headings
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fields import LineField

LARGEST_BYTES = 2_000_000
TOO_LARGE = _(
    "This file is larger than 2 MB. Ask who looks after the server: `kennisstad newsletter import` "
    "takes a file of any size."
)
CHECK, TABLE, TAKE = "check", "table", "take"


class FindForm(DeskForm):
    """One address; sent in the body, so that it stands in no log."""

    address = LineField(
        label=_("E-mail address"),
        max_length=320,
        error_messages={"required": _("Write the e-mail address.")},
        widget=forms.EmailInput({"autocomplete": "off", "maxlength": None}),
    )
    reader: Reader

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            found, mark = Reader.objects.of(address).first(), NeverAgain.objects.of(address).first()
        except NotAnAddress:
            raise ValidationError(_("This is not a whole e-mail address.")) from None
        if found is None:
            left = _("Whoever had this address left, or was stopped. Only an unreadable mark is kept.")
            raise ValidationError(left if mark else _("Nothing is kept of this address."))
        self.reader = found
        return address


class ReadersFileForm(DeskForm):
    """A list of readers with the consent of each."""

    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(
            _("CSV of at most 2 MB with these columns: {columns}. Each row needs its consent."),
            columns=lazy(lambda: ", ".join(headings()), str)(),
        ),
        max_length=255,
    )
    what = forms.ChoiceField(
        choices=[(CHECK, CHECK), (TABLE, TABLE), (TAKE, TAKE)], required=False, widget=forms.HiddenInput
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise ValidationError(TOO_LARGE)
        return file
