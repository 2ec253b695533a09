# SPDX-License-Identifier: EUPL-1.2
"""How forms look and how words that people send are made safe to keep."""

import re
import unicodedata
import uuid
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kennisstad.lib.mail_address import NotAnAddress, compared, leads_out
from kennisstad.web.filling_in import begun_now, took_long_enough
from kennisstad.web.limits import network_of
from kennisstad.web.proof import LIFE, Sender, accept
from kennisstad.web.repeats import first_press

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
        if email and not _can_be_written_to(email):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return email


def _can_be_written_to(email: str) -> bool:
    try:
        return leads_out(email)
    except NotAnAddress:
        return False


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

    @property
    def unkeyed(self) -> frozenset[str]:
        """The fields that nobody fills in: they make no other press."""
        return frozenset({"key"})

    def clean_key(self) -> uuid.UUID:
        key: uuid.UUID | None = self.cleaned_data["key"]
        return key or uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "key" in cleaned:
            filled_in = [cleaned.get(name) for name in self.fields if name not in self.unkeyed]
            cleaned["key"] = uuid.uuid5(cleaned["key"], repr(filled_in))
        return cleaned


def _compared(address: str) -> str:
    try:
        return compared(address)
    except NotAnAddress:
        return ""


class ProofInput(forms.HiddenInput):
    """Lets a browser with script answer the challenge of a form; without script it stays empty."""

    template_name = "web/parts/proof.html"

    def __init__(self) -> None:
        super().__init__()
        self.purpose = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context | {"purpose": self.purpose, "life_s": int(LIFE.total_seconds())}


class FormForAnyone(FormWithKey):
    """A form that needs no account, and so is found by machines too.

    How to use it, in the view of a `public_form`, once the form is valid and its limit was spent:

        if form.is_by_a_machine:  # throw it away, and answer as if it had come
            return redirect(…)
        trusted = form.is_trusted(request, at=timezone.now())
        actions.take_in(key=form.cleaned_data["key"], look_first=not trusted, …)

    `is_trusted` uses the proof up, so ask it once, and in the transaction of the action if that may refuse:
    then whoever tries again still has a proof. It may give the form the key of the same words that came
    before (`once_a_day`), so read `cleaned_data["key"]` after it. Then the form `is_a_repeat`: answer with
    `web/repeat.html`, without a code, because who sends the same words need not be who sent them first.

    A post that is not trusted (no script, too quick, a proof that was used or has ended) is taken all the
    same. It writes to nobody but our own desk until somebody has looked, and its sender reads so on the
    page. In a template `{{ form }}` brings everything along; field by field, put `{{ form.guards }}` first
    and `{{ form.proof }}` above the button.
    """

    purpose: ClassVar[str]
    """Names the form; a proof for it opens no other. Such as `newsletter.sign-up`."""
    least_s: ClassVar[float] = 2
    """Nobody fills it in faster."""
    once_a_day: ClassVar[bool] = False
    """Whether the same words with the same address within a day are one message."""
    is_a_repeat: bool = False
    """Whether another press brought the same words today; `is_trusted` finds out."""

    website = forms.CharField(required=False, widget=forms.HiddenInput)
    """People do not see this field; machines that fill in everything give themselves away."""
    begun = WordsField(required=False, widget=forms.HiddenInput)
    """When the page was made, signed."""
    proof = WordsField(required=False, widget=ProofInput)
    own_fields: ClassVar = ("website", "begun", "proof")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begun"].initial = lambda: begun_now(self.purpose, at=timezone.now())
        self.fields["proof"].widget.purpose = self.purpose

    @property
    def guards(self) -> SafeString:
        """The hidden fields that stand first, as HTML."""
        return format_html_join("", "{}", ((self[name],) for name in ("key", "website", "begun")))

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def is_trusted(self, request: HttpRequest, *, at: datetime) -> bool:
        """Say whether this valid form came with a good proof, and not too quickly; uses the proof up."""
        given = self.cleaned_data
        press: uuid.UUID = given["key"]
        sender = Sender(press, network_of(request))
        proven = accept(given["proof"], purpose=self.purpose, sender=sender, at=at)
        trusted = proven and took_long_enough(given["begun"], self.purpose, least_s=self.least_s, at=at)
        if self.once_a_day and (address := _compared(given.get("email", ""))):
            given["key"] = first_press(
                self.purpose, self._filled_in(), address=address, proven=trusted, press=press, at=at
            )
        self.is_a_repeat = given["key"] != press
        return trusted

    def _filled_in(self) -> str:
        return repr([self.cleaned_data.get(name) for name in self.fields if name not in self.unkeyed])

    @property
    def unkeyed(self) -> frozenset[str]:
        return super().unkeyed | frozenset(self.own_fields) - {"website"}
