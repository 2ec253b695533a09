# SPDX-License-Identifier: EUPL-1.2
"""How forms look and how words that people send are made safe to keep."""

import re
import unicodedata
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
NOT_WORDS = re.compile(
    # Control characters, halves of characters, and marks that make text read in another order
    # than it is written. Marks that right-to-left languages and emoji need stay.
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
UNSEEN = {"Cf", "Zs"}
"""What alone is no word: spaces, and signs without a width."""
COMPOSED_UP_TO = 6_000


class FormRenderer(DjangoTemplates):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` with our own parts."""

    form_template_name = "web/parts/form.html"
    field_template_name = "web/parts/field.html"


def clean_words(text: str) -> str:
    """Make words from outside safe to keep and to show, without changing what they say.

    Line breaks become one kind, tabs become spaces, composed letters one form (NFC); spaces around
    the whole go. Cleaning twice changes nothing more.
    """
    text = NOT_WORDS.sub("", LINE_ENDS.sub("\n", text).replace("\t", " ")).strip()
    if all(unicodedata.category(sign) in UNSEEN for sign in text):
        return ""
    # Putting very many accents in order takes the square of their number; so long a text is refused anyway.
    return unicodedata.normalize("NFC", text).strip() if len(text) <= COMPOSED_UP_TO else text


class AddressField(forms.EmailField):
    """An e-mail address to which a letter can leave; may be left out."""

    widget = forms.EmailInput({"autocomplete": "email"})

    def __init__(self, **told: Any) -> None:
        invalid = _("This is not a whole e-mail address. An example: naam@voorbeeld.nl")
        super().__init__(required=False, max_length=254, error_messages={"invalid": invalid}, **told)

    def clean(self, value: Any) -> str:
        email: str = super().clean(value)
        try:
            email.rpartition("@")[2].encode("idna")
        except UnicodeError:
            # Invisible letters look like a domain and are none: no letter could leave.
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return email


class WordsField(forms.CharField):
    """Words from outside: cleaned before their length is judged."""

    def to_python(self, value: Any) -> str:
        return clean_words(super().to_python(value) or "")


class CodeField(WordsField):
    """A code that somebody got from us and types over."""

    def __init__(self, *, missing: Any, **told: Any) -> None:
        """Args:
        missing: the sentence for whoever fills in nothing.
        """
        widget = forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})
        super().__init__(max_length=100, widget=widget, error_messages={"required": missing}, **told)


class FormWithKey(forms.Form):
    """A form whose second press does nothing: the key was made when it was drawn.

    Whoever goes back and fills in something else sends something else, and on a shared computer perhaps
    is somebody else: the key that is kept comes from the form's own and all that was filled in.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_key(self) -> uuid.UUID:
        key: uuid.UUID | None = self.cleaned_data["key"]
        return key or uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "key" in cleaned:
            filled_in = [cleaned.get(name) for name in self.fields if name != "key"]
            cleaned["key"] = uuid.uuid5(cleaned["key"], repr(filled_in))
        return cleaned


class FormForAnyone(FormWithKey):
    """A form that needs no account, and so is found by machines too."""

    website = forms.CharField(required=False, widget=forms.HiddenInput)
    """People do not see this field; machines that fill in everything give themselves away."""

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))
