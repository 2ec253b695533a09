# SPDX-License-Identifier: EUPL-1.2
"""What every record with words in two languages shares."""

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from django.db import models
from django.utils.translation import get_language


class Language(models.TextChoices):
    NL = "nl", "Nederlands"
    EN = "en", "English"


class Text(models.Model):
    """One record's words in one language; subclasses add the record and the words."""

    language = models.CharField(max_length=2, choices=Language.choices)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.__class__.__name__} {self.pk} ({self.language})"


T = TypeVar("T", bound=Text)


if TYPE_CHECKING:

    class _Record(models.Model, Generic[T]):
        class Meta:
            abstract = True

else:
    # Migrations copy a model's bases, and cannot copy typing's Generic.
    class _Record(models.Model):
        class Meta:
            abstract = True

        def __class_getitem__(cls, _text: object) -> type:
            return cls


class HasTexts(_Record[T]):
    """A record whose words are rows of its own `texts` relation; prefetch them when reading many."""

    texts: ClassVar[Any]

    class Meta:
        abstract = True

    def text_in(self, language: str) -> T | None:
        """Give the words in this language, else in the other, else nothing."""
        found = cast("list[T]", list(self.texts.all()))
        return next((text for text in found if text.language == language), found[0] if found else None)

    @property
    def text(self) -> T | None:
        """The words in the reader's language, else in the other."""
        return self.text_in(get_language() or Language.NL)


def one_text_per_language(record: str) -> list[models.BaseConstraint]:
    """Say that a record, named by its field, has at most one row of words per language we know."""
    return [
        models.UniqueConstraint(fields=[record, "language"], name="%(class)s_once_per_language"),
        language_is_known("%(class)s"),
    ]


def language_is_known(model: str) -> models.CheckConstraint:
    """Say that the model's `language` is one of ours."""
    return models.CheckConstraint(
        name=f"{model}_language_is_known", condition=models.Q(language__in=Language.values)
    )
