# SPDX-License-Identifier: EUPL-1.2
"""What every form of a desk shares: pressed twice it works once, and what is refused is said in the form."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import Text
from kennisstad.web.limits import spend
from kennisstad.web.refusals import NotNow, TooOften
from kennisstad.workspace.forms.fields import LineField, TextField

Said = str | Promise
LANGUAGES: dict[str, Said] = {"nl": _("Dutch"), "en": _("English")}
BAD_REQUEST, CONFLICT = 400, 409


class DeskForm(forms.Form):
    """A form at a desk, or a single button.

    The key is made with the page and says nothing of any record: two presses of the same form carry
    the same key, and the second one does nothing. A post without a key counts as a press of its own.
    """

    template_name = "workspace/parts/form.html"
    use_required_attribute = False
    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, data: Any = None, *, ident: str = "form", **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{ident}-%s", **kwargs)
        self.ident, self.refused = ident, False

    def done(self, do: Callable[[], object], *, at: datetime) -> bool:
        """Do what a valid form asks, all of it or nothing; say whether the form can be put away.

        Args:
            do: calls one action; when it raises NotNow, its sentence is added to the form.
        """
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                # In the same transaction: a press that came to nothing does not use up the key.
                if not self._was_pressed(at):
                    do()
        except NotNow as no:
            self.add_error(None, str(no))
            self.refused = True
            return False
        return True

    @property
    def pressed_as(self) -> uuid.UUID:
        """The key of a valid form, or a new one for a post without."""
        key: uuid.UUID | None = self.cleaned_data["key"]
        return key or uuid.uuid4()

    @property
    def status(self) -> int:
        """The status of the page that shows this form again."""
        return CONFLICT if self.refused else BAD_REQUEST

    @property
    def plain_fields(self) -> list[BoundField]:
        """The fields that stand once, in order; a form in two languages has others as well."""
        return self.visible_fields()

    def _was_pressed(self, at: datetime) -> bool:
        if not (key := self.cleaned_data["key"]):
            return False
        try:
            spend("workspace.form", str(key), limit=1, per=timedelta(days=1), at=at)
        except TooOften:
            return True
        return False


@dataclass(frozen=True)
class Saying:
    """One thing that is said in both languages; `rows` is 0 for a single line."""

    label: Said
    rows: int = 0
    max_length: int = 140
    required: bool = True
    help_text: Said = ""

    def field(self, language: str) -> forms.Field:
        given: dict[str, Any] = {
            "label": format_lazy("{} ({})", self.label, LANGUAGES[language]),
            "max_length": self.max_length,
            "required": self.required,
            "help_text": self.help_text,
        }
        field = TextField(rows=self.rows, **given) if self.rows else LineField(**given)
        field.widget.attrs["lang"] = language
        return field


class TwoLanguages(DeskForm):
    """A form whose words stand once per language; one language is enough.

    Words that stand in a language already can be changed, not emptied.
    """

    sayings: ClassVar[Mapping[str, Saying]]
    must_say = True
    """Whether one language at least has to be filled in."""

    def __init__(self, data: Any = None, *, texts: Iterable[Text] = (), **kwargs: Any) -> None:
        self.before = {text.language: text for text in texts}
        super().__init__(data, **kwargs)
        for language in LANGUAGES:
            for name, saying in self.sayings.items():
                self.fields[f"{name}_{language}"] = saying.field(language)
                self.initial[f"{name}_{language}"] = getattr(self.before.get(language), name, "")

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """What was filled in, as actions take it."""
        said = {language: self._said(language) for language in LANGUAGES}
        return {language: words for language, words in said.items() if any(words.values())}

    @property
    def languages(self) -> list[tuple[Said, list[BoundField]]]:
        """The fields of each language, under its name."""
        return [(label, [self[name] for name in self._names(lang)]) for lang, label in LANGUAGES.items()]

    @property
    def plain_fields(self) -> list[BoundField]:
        doubled = {name for language in LANGUAGES for name in self._names(language)}
        return [field for field in self.visible_fields() if field.name not in doubled]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        empty = [language for language in LANGUAGES if not self._is_begun(language)]
        for language in empty:
            self._forgive(language)
        if self.must_say and len(empty) == len(LANGUAGES):
            self.add_error(f"{next(iter(self.sayings))}_nl", _("Fill in at least one language."))
        for language in set(empty) & self.before.keys():
            first = f"{next(iter(self.sayings))}_{language}"
            self.add_error(first, _("This was filled in before. Change the words, but do not empty them."))
        return cleaned

    def _is_begun(self, language: str) -> bool:
        return any(str(self[name].data or "").strip() for name in self._names(language))

    def _forgive(self, language: str) -> None:
        for name in self._names(language):
            self.errors.pop(name, None)
            self.cleaned_data[name] = ""

    def _said(self, language: str) -> dict[str, str]:
        return {name: self.cleaned_data.get(f"{name}_{language}", "") for name in self.sayings}

    def _names(self, language: str) -> list[str]:
        return [f"{name}_{language}" for name in self.sayings]
