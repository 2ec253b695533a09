# SPDX-License-Identifier: EUPL-1.2
"""What is filled in about signing: who does, in which order, how many, and what came on paper."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.models import Agreement, Signatory
from kennisstad.languages.models import Language
from kennisstad.web.forms import AddressField
from kennisstad.web.sent_files import FileRefused, kind_of
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fields import Choices, DayField, LineField, OneField

SAID = ("name", "post", "email", "language")


class SignatoryForm(DeskForm):
    """Somebody who signs; for which party is asked when a name is new."""

    name = LineField(label=_("Name"), help_text=_("As in this person's certificate."), max_length=120)
    post = LineField(
        label=_("Post"), help_text=_("As what this person signs, such as mayor."), max_length=120
    )
    email = AddressField(label=_("E-mail address"), help_text=_("The invitation with a link goes there."))
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=Language.choices)

    def __init__(
        self,
        data: Any = None,
        *,
        parties: Choices | None = None,
        signatory: Signatory | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        if signatory is None:
            self.fields["partner"] = OneField(label=_("Signs for"), choices=parties or [])
            self.order_fields(["key", "partner", *SAID])
        else:
            self.initial.update({name: getattr(signatory, name) for name in SAID})

    @property
    def said(self) -> dict[str, str]:
        """What a valid form says of the person, as actions take it."""
        return {name: self.cleaned_data[name] for name in SAID}


class SigningTermsForm(DeskForm):
    in_order = forms.BooleanField(label=_("One after another, in this order"), required=False)
    quorum = forms.IntegerField(
        label=_("How many must sign?"),
        help_text=_("Leave it empty if everybody must."),
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.NumberInput({"inputmode": "numeric", "min": None, "max": None}),
    )

    def __init__(self, data: Any = None, *, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial.update(in_order=agreement.in_order, quorum=agreement.quorum)


class PaperForm(DeskForm):
    """A signature on paper."""

    signed_on = DayField(label=_("Signed on"), past_only=True)
    scan = forms.FileField(
        label=_("Scan of the signed paper"),
        help_text=_("PDF, PNG or JPEG, at most 10 MB. Only this desk sees it."),
        max_length=255,
    )

    def clean_scan(self) -> Any:
        file = self.cleaned_data["scan"]
        try:
            kind_of(file, name="", size_bytes=file.size)
        except FileRefused as refused:
            raise ValidationError(str(refused)) from None
        return file
