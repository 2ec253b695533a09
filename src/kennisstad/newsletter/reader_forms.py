# SPDX-License-Identifier: EUPL-1.2
"""What readers fill in."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.queries import themes_to_choose
from kennisstad.languages.models import Language
from kennisstad.neighbourhoods.queries import districts_by_name
from kennisstad.newsletter.models import Reader
from kennisstad.newsletter.subscribing import Choices
from kennisstad.web.forms import AddressField, FormForAnyone


class NewsletterAddress(AddressField):
    """An address to which a newsletter can leave; it cannot be left out."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self.required = True
        self.error_messages["required"] = _("Write your e-mail address.")
        # The browser must not cut a long address off in silence.
        self.widget.attrs.pop("maxlength", None)


class ChoicesForm(forms.Form):
    """What somebody wants of the newsletter; without a choice everything is sent."""

    language = forms.ChoiceField(
        label=_("In which language?"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    districts = forms.MultipleChoiceField(
        label=_("About which districts?"),
        help_text=_("Choose nothing and you read about the whole city."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=_("About which themes?"),
        help_text=_("Choose nothing and you read about all of them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "districts": [(district.code, district.name) for district in districts_by_name()],
            "themes": [(theme.key, theme.text.name) for theme in themes_to_choose() if theme.text],
        }
        for name, choices in offered.items():
            cast("forms.MultipleChoiceField", self.fields[name]).choices = choices
            if not choices:
                del self.fields[name]

    @classmethod
    def of(cls, reader: Reader, sent: Any = None) -> "ChoicesForm":
        """Make the form as this reader left it."""
        names = ("language", "districts", "themes")
        return cls(sent, initial={name: getattr(reader, name) for name in names})

    def chosen(self) -> list[tuple[str, list[str]]]:
        """Give each question with the names of what is chosen there; none means all of it."""
        asked = [(name, cast("forms.ChoiceField", field)) for name, field in self.fields.items()]
        return [
            (
                str(field.label),
                [
                    str(named)
                    for value, named in cast("list[tuple[str, str]]", field.choices)
                    if value in self._wanted(name)
                ],
            )
            for name, field in asked
        ]

    def _wanted(self, name: str) -> list[str]:
        wanted = self.initial[name]
        return [wanted] if isinstance(wanted, str) else wanted

    @property
    def choices(self) -> Choices:
        given = self.cleaned_data
        wanted = (sorted(set(given.get(name, []))) for name in ("districts", "themes"))
        return Choices(given["language"], *wanted)


class SignUpForm(ChoicesForm, FormForAnyone):
    purpose = "newsletter.sign-up"
    email = NewsletterAddress(label=_("Your e-mail address"))
