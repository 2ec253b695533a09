# SPDX-License-Identifier: EUPL-1.2
"""Was this asked before? Like questions and results, with the passages that say so, and copies sent twice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef

from kennisstad.agreement.models import Theme
from kennisstad.citylab import indexing
from kennisstad.citylab.fallback import Searching, answered
from kennisstad.citylab.matching.likeness import (
    Comparison,
    Passage,
    comparisons,
    least_shown,
    most_alike,
)
from kennisstad.citylab.models import Question
from kennisstad.citylab.pairs import remembering
from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import Area
from kennisstad.retrieval import Hit, Language, Translations, languages_of
from kennisstad.retrieval.near import Runs, are_nearly_the_same, runs

SHOWN = 3
LOOKED_AT = 12
"""How many of the best-ranked texts are compared word by word."""
COPIES_AMONG = 500
"""Questions, the newest ones, that a copy is looked for among: comparing them takes some 20 ms."""
_IN_STEPS_OF = 0.05
"""What differs less is as much alike: then the same place comes first, and the same theme."""


@dataclass(frozen=True)
class Asking:
    """What somebody asks, and what it is about."""

    texts: Mapping[Language, str]
    districts: frozenset[str] = frozenset()
    """District codes."""
    themes: frozenset[str] = frozenset()
    """Theme keys."""

    @cached_property
    def runs(self) -> list[Runs]:
        return [runs(text) for text in self.texts.values()]


@dataclass(frozen=True)
class Like:
    """A question or result that is like what somebody asks."""

    record: Any
    kind: str
    share: float
    """How alike the words are, 0 to 1."""
    comparison: Comparison | None = None
    same_place: bool = False
    same_theme: bool = False
    is_copy: bool = False
    """It says nearly the same, word for word."""

    @cached_property
    def passage(self) -> Passage | None:
        """Where both texts are most alike."""
        return self.comparison.passage() if self.comparison else None

    @property
    def rank(self) -> tuple[bool, float, int, float]:
        """Words decide; of what is as much alike the same place and theme come first."""
        near = 2 * self.same_place + self.same_theme
        return self.is_copy, round(self.share / _IN_STEPS_OF), near, self.share


def asked_before(
    words: str,
    *,
    title: str = "",
    language: Language | None = None,
    districts: Collection[str] = (),
    themes: Collection[str] = (),
    without: Collection[str] = (),
    translations: Translations | None = None,
) -> list[Like]:
    """Find public questions and results that are like these words, the most alike first; at most three.

    Args:
        districts: codes of the districts that it is about; themes: keys of its themes.
        without: index ids, such as `question:12`, to leave out.
        translations: for records that do not exist in this language; those that were learned, when left out.

    Cost: one search, and the comparison of at most twelve texts.
    """
    texts = dict.fromkeys([language] if language else languages_of(words), f"{title}\n{words}")
    asking = Asking(texts, frozenset(districts), frozenset(themes))
    known = translations or remembering()
    likes, _slower = answered(lambda index: _likes(asking, index, without, known))
    return _best(likes)


def likes_of(question: Question) -> list[Like]:
    """Find what is like this question, by its clear words or else by the asker's own."""
    text = question.text_in(question.language)
    title, body = (text.title, text.body) if text else ("", question.words)
    return asked_before(
        body,
        title=title,
        language=indexing.language_in(text or question),
        districts=[area.code for area in question.districts.all()],
        themes=[theme.key for theme in question.themes.all()],
        without=[f"question:{pk}" for pk in (question.pk, question.leg_of_id) if pk],
    )


def copies_of(question: Question) -> list[Question]:
    """Find questions that were sent in with nearly the same words, public or not, the newest first.

    For the desk alone: it tells of questions that nobody else may see. Compares with the 500 newest.
    """
    own = runs(question.words)
    others = (
        Question.objects.whole().exclude(pk=question.pk).newest().values_list("pk", "words")[:COPIES_AMONG]
    )
    copies = [pk for pk, words in others if are_nearly_the_same(own, runs(words))]
    return list(Question.objects.filter(pk__in=copies).newest().prefetch_related("texts")) if copies else []


def _likes(
    asking: Asking, index: Searching, without: Collection[str], translations: Translations
) -> list[Like]:
    hits = index.search(
        asking.texts,
        kinds=_JOINED.keys(),
        limit=LOOKED_AT,
        without=without,
        translations=translations,
    )
    records = _records(hits, asking)
    return [_like(asking, hit, records[hit.id], index, translations) for hit in hits if hit.id in records]


def _like(asking: Asking, hit: Hit, record: Any, index: Searching, translations: Translations) -> Like:
    said = indexing.joined(indexing.READ[hit.kind][1](record))
    share, best = most_alike(comparisons(asking.texts, said, index.rarity, translations))
    return Like(
        record,
        hit.kind,
        share,
        best,
        same_place=record.same_place,
        same_theme=record.same_theme,
        is_copy=_is_copy(asking, hit.kind, record),
    )


def _is_copy(asking: Asking, kind: str, record: Any) -> bool:
    """Compare with the asker's words where visitors may read them, and with the clear ones."""
    if kind != "question":
        return False
    own = [f"{text.title}\n{text.body}" for text in record.texts.all()]
    own += [text.body for text in record.texts.all()] + ([record.words] if record.show_words else [])
    return any(are_nearly_the_same(one, runs(other)) for one in asking.runs for other in own)


def _best(likes: list[Like]) -> list[Like]:
    least = least_shown(like.share for like in likes)
    kept = [like for like in likes if like.share >= least or like.is_copy]
    return sorted(kept, key=lambda like: like.rank, reverse=True)[:SHOWN]


_JOINED = {"question": "project", "result": "project__carrier"}
"""Which kinds are looked at, and what is read along with each."""
_WAY = {"question": ("questions", "pk"), "result": ("projects", "project")}
"""From a district or theme to what it is of, and which field of the record that is."""


def _records(hits: list[Hit], asking: Asking) -> dict[str, Any]:
    """Read the found questions and results that may still be seen, by index id."""
    records: dict[str, Any] = {}
    for kind, joined in _JOINED.items():
        ids = [indexing.number_of(hit.id) for hit in hits if hit.kind == kind]
        back, field = _WAY[kind]
        of_it = {back: OuterRef(field)}
        found = indexing.READ[kind][0]().filter(pk__in=ids).select_related(joined)
        if kind == "question":
            # Whoever asks the same finds the whole, with its legs on its page.
            found = found.filter(leg_of__isnull=True)
        found = found.annotate(
            same_place=Exists(Area.objects.filter(code__in=asking.districts, **of_it)),
            same_theme=Exists(Theme.objects.filter(key__in=asking.themes, **of_it)),
        )
        records |= {f"{kind}:{record.pk}": record for record in with_texts(found)}
    return records
