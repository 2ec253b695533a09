# SPDX-License-Identifier: EUPL-1.2
"""What somebody fills in to write to the city."""

from typing import Any, cast

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kennisstad.contact import queries
from kennisstad.contact.models import LONGEST_WORDS, Kind
from kennisstad.contact.models.message import ABOUT
from kennisstad.web.forms import AddressField, CodeField, FormForAnyone, WordsField

TOO_LONG = _("Use at most %(limit_value)d characters; you have %(show_value)d. Your text is still here.")


def _words(label: Any, help_text: Any) -> WordsField:
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_WORDS,
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


def _one_of(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, help_text=_("Leave this empty if it is none of them.")
    )


class MessageForm(FormForAnyone):
    """What every message has: words, the page they are about, and how to answer."""

    purpose = "contact.write"
    once_a_day = True

    words = _words(_("Your message"), _("In your own words."))
    page = _line(_("About which page?"), 300, help_text=_("Its name or its address, as far as you know."))
    name = _line(_("Your name"), 120, autocomplete="name")
    email = AddressField(label=_("E-mail address"), help_text=_("Then you get our answer by e-mail too."))

    def message(self) -> dict[str, Any]:
        """Give what was written, names on one line."""
        given = self.cleaned_data
        lines = {name: " ".join(given[name].split()) for name in ("page", "name", "email")}
        about = {"kind": given["kind"], "about": self.about()}
        return {"key": given["key"], "words": given["words"], **about, **lines}

    def about(self) -> Model | None:
        """The record that it is about, when it is about one."""
        return None


class WriteForm(MessageForm):
    """One screen for everything; somebody who comes from the page of a record begins with that one."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[
            (Kind.GENERAL, _("A question or remark")),
            (Kind.PARTNER, _("One of the organisations that take part")),
            (Kind.THEME, _("A theme")),
            (Kind.PROJECT, _("A project")),
            (Kind.DISTRICT, _("A district")),
            (Kind.PRESS, _("I write for a newspaper or another medium")),
            (Kind.SECURITY, _("I found a weak spot in this site")),
            (Kind.ACCESSIBILITY, _("Something does not work for me")),
        ],
        initial=Kind.GENERAL,
        widget=forms.RadioSelect,
    )
    partner = _one_of(_("Which organisation?"))
    theme = _one_of(_("Which theme?"))
    project = _one_of(_("Which project?"))
    district = _one_of(_("Which district?"))
    field_order = ("key", *FormForAnyone.own_fields, "kind", "partner", "theme", "project", "district")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in queries.choices().items():
            asked_from = self._from_its_page(choices) if name == "project" else []
            cast("forms.ChoiceField", self.fields[name]).choices = [("", _("Choose")), *asked_from, *choices]

    def _from_its_page(self, choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
        # Somebody may write about any project, also about one that ended long ago.
        number = str(self["project"].value() or "")
        project = None if number in dict(choices) else queries.project_named(number)
        return [(number, queries.name_of(project))] if project else []

    def about(self) -> Model | None:
        kind = Kind(self.cleaned_data["kind"])
        return queries.record_named(kind, self.cleaned_data.get(ABOUT.get(kind, ""), ""))


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
    field_order = ("key", *FormForAnyone.own_fields, "kind", "words", "page")


class CodeForm(forms.Form):
    code = CodeField(
        label=_("Your follow code"),
        help_text=_("For example 7kq4-m2xp-9wrt. Capitals and hyphens do not matter."),
        missing=_("Fill in your follow code. You received it with your message."),
    )
