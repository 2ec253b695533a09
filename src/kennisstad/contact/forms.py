# SPDX-License-Identifier: EUPL-1.2
"""What somebody fills in to write to the city."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisstad.contact.models import Kind
from kennisstad.web.forms import AddressField, CodeField, FormForAnyone, WordsField

LONGEST = 5000
TOO_LONG = _("Use at most %(limit_value)d characters; you have %(show_value)d. Your text is still here.")


def _words(label: Any, help_text: Any) -> WordsField:
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        # The browser must not cut a long text off in silence: we say what is too long and keep it.
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": None}),
        error_messages={"required": _("Write something in your own words."), "max_length": TOO_LONG},
    )


def _line(label: Any, length: int, **told: Any) -> WordsField:
    attrs = {"maxlength": None, "autocomplete": told.pop("autocomplete", None)}
    widget = forms.TextInput({name: value for name, value in attrs.items() if value or name == "maxlength"})
    errors = {"max_length": TOO_LONG}
    return WordsField(
        label=label, max_length=length, required=False, widget=widget, error_messages=errors, **told
    )


class MessageForm(FormForAnyone):
    """One screen: what it is about, in whose words, and how to answer."""

    purpose = "contact.write"
    once_a_day = True

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[
            (Kind.GENERAL, _("A question or remark")),
            (Kind.PRESS, _("I write for a newspaper or another medium")),
            (Kind.SECURITY, _("I found a weak spot in this site")),
            (Kind.ACCESSIBILITY, _("Something does not work for me")),
        ],
        initial=Kind.GENERAL,
        widget=forms.RadioSelect,
    )
    words = _words(_("Your message"), _("In your own words."))
    page = _line(_("About which page?"), 300, help_text=_("Its name or its address, as far as you know."))
    name = _line(_("Your name"), 120, autocomplete="name")
    email = AddressField(label=_("E-mail address"), help_text=_("Then you get our answer by e-mail too."))

    def message(self) -> dict[str, Any]:
        """Give what was written, names on one line."""
        given = self.cleaned_data
        lines = {name: " ".join(given[name].split()) for name in ("page", "name", "email")}
        return {"key": given["key"], "kind": given["kind"], "words": given["words"], **lines}


class AccessibilityForm(MessageForm):
    """The same for somebody whom something on this site stops."""

    kind = forms.ChoiceField(
        choices=[(Kind.ACCESSIBILITY, "")], widget=forms.HiddenInput, initial=Kind.ACCESSIBILITY
    )
    words = _words(
        _("What does not work?"),
        _(
            "What did you want to do, and what happened? "
            "Say with what you read or operate this site, if you like."
        ),
    )
    field_order = ("key", "website", "kind", "words", "page")


class CodeForm(forms.Form):
    code = CodeField(
        label=_("Your follow code"),
        help_text=_("For example 7kq4-m2xp-9wrt. Capitals and hyphens do not matter."),
        missing=_("Fill in your follow code. You received it with your message."),
    )
