# SPDX-License-Identifier: EUPL-1.2
"""What changed between two versions of the agreement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from kennisstad.agreement.models import Agreement, Article, Commitment, Theme
from kennisstad.agreement.queries import theme_descendants
from kennisstad.languages.models import HasTexts
from kennisstad.languages.reading import with_texts
from kennisstad.progress.changes import Piece, has_changed, pieces
from kennisstad.progress.reading import Part, parties_of


@dataclass(frozen=True)
class ThemeChange:
    old: Theme
    becomes: list[Theme]
    """What it went on as; nothing when it ended."""


@dataclass(frozen=True)
class ArticleChange:
    number: str
    language: str
    title: list[Piece]
    body: list[Piece]


@dataclass(frozen=True)
class CommitmentChange:
    old: Commitment
    new: Commitment
    language: str
    sentence: list[Piece]

    @property
    def day_changed(self) -> bool:
        return self.old.due_on != self.new.due_on

    @property
    def target_changed(self) -> bool:
        return (self.old.target, self.old.unit) != (self.new.target, self.new.unit)

    @property
    def is_same(self) -> bool:
        return not (has_changed(self.sentence) or self.day_changed or self.target_changed)


@dataclass
class Difference:
    old: Agreement
    new: Agreement
    joined: list[Part] = field(default_factory=list)
    left: list[Part] = field(default_factory=list)
    themes: list[ThemeChange] = field(default_factory=list)
    new_themes: list[Theme] = field(default_factory=list)
    """Those into which no older theme went."""
    added_articles: list[Article] = field(default_factory=list)
    dropped_articles: list[Article] = field(default_factory=list)
    changed_articles: list[ArticleChange] = field(default_factory=list)
    same_articles: list[Article] = field(default_factory=list)
    added: list[Commitment] = field(default_factory=list)
    dropped: list[Commitment] = field(default_factory=list)
    carried_on: list[CommitmentChange] = field(default_factory=list)

    @property
    def period_changed(self) -> bool:
        return (self.old.starts_on, self.old.ends_on) != (self.new.starts_on, self.new.ends_on)


def difference(old: Agreement, new: Agreement) -> Difference:
    """Compare two signed versions, the older one first; six queries."""
    found = Difference(old, new)
    _compare_parties(found)
    _compare_themes(found)
    _compare_articles(found)
    _compare_commitments(found)
    return found


def _compare_parties(found: Difference) -> None:
    parties = parties_of([found.old, found.new])
    before, after = parties[found.old.pk], parties[found.new.pk]
    # Who left before the version ended was no party to it any more.
    stayed = {part.key for part in before if part.left_on is None}
    found.joined = [part for part in after if part.key not in stayed]
    found.left = [part for part in before if part.key not in {other.key for other in after}]


def _compare_themes(found: Difference) -> None:
    themes = with_texts(Theme.objects.filter(agreement__in=[found.old, found.new]).in_order())
    onward = theme_descendants()
    after = [theme for theme in themes if theme.agreement_id == found.new.pk]
    for theme in themes:
        if theme.agreement_id == found.old.pk:
            became = onward.get(theme.pk, frozenset())
            found.themes.append(ThemeChange(theme, [one for one in after if one.pk in became]))
    known = {one.pk for change in found.themes for one in change.becomes}
    found.new_themes = [theme for theme in after if theme.pk not in known]


def _compare_articles(found: Difference) -> None:
    articles = with_texts(Article.objects.filter(agreement__in=[found.old, found.new]).in_order())
    before = {one.number: one for one in articles if one.agreement_id == found.old.pk}
    after = {one.number: one for one in articles if one.agreement_id == found.new.pk}
    found.added_articles = [one for number, one in after.items() if number not in before]
    found.dropped_articles = [one for number, one in before.items() if number not in after]
    for number, article in after.items():
        if number in before:
            change = _article_change(before[number], article)
            if has_changed([*change.title, *change.body]):
                found.changed_articles.append(change)
            else:
                found.same_articles.append(article)


def _article_change(old: Article, new: Article) -> ArticleChange:
    language = _language_of(old, new)
    before, after = old.text_in(language), new.text_in(language)
    return ArticleChange(
        number=new.number,
        language=language,
        title=pieces(before.title if before else "", after.title if after else ""),
        body=pieces(before.body if before else "", after.body if after else ""),
    )


def _language_of(old: HasTexts[Any], new: HasTexts[Any]) -> str:
    """Choose a language that both have: the reader's, where they can be compared in it."""
    both = {text.language for text in old.texts.all()} & {text.language for text in new.texts.all()}
    own = get_language() or "nl"
    return own if own in both or not both else min(both)


def _compare_commitments(found: Difference) -> None:
    commitments = with_texts(Commitment.objects.public().in_order())
    by_number = {one.pk: one for one in commitments}
    for one in commitments:
        if one.agreement_id == found.new.pk:
            source = _ancestor(one, by_number, found.old)
            if source:
                found.carried_on.append(_commitment_change(source, one))
            else:
                found.added.append(one)
    kept = {change.old.pk for change in found.carried_on}
    old = [one for one in commitments if one.agreement_id == found.old.pk]
    found.dropped = [one for one in old if one.pk not in kept]


def _ancestor(one: Commitment, by_number: Mapping[int, Commitment], old: Agreement) -> Commitment | None:
    """Go back from a commitment to the one of an older version of which it is a sequel."""
    here = by_number.get(one.carries_on_id or 0)
    while here is not None and here.agreement_id != old.pk:
        here = by_number.get(here.carries_on_id or 0)
        if here is one:
            return None
    return here


def _commitment_change(old: Commitment, new: Commitment) -> CommitmentChange:
    language = _language_of(old, new)
    before, after = old.text_in(language), new.text_in(language)
    sentence = pieces(before.sentence if before else "", after.sentence if after else "")
    return CommitmentChange(old, new, language, sentence)
