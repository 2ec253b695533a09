# SPDX-License-Identifier: EUPL-1.2
"""Searches titles in the database itself while the index is missing: coarser, never silent about it."""

from collections import Counter
from collections.abc import Collection, Iterator

from django.apps import apps
from django.db.models import CharField, Model, Q, TextField

from kennisstad.retrieval import Hit
from kennisstad.retrieval.box import Answer, Word, sought_in
from kennisstad.retrieval.words import plain
from kennisstad.search import sources

MOST_WORDS = 4
_TITLES = ("title", "name", "sentence")
_ROWS = 50
"""The newest records of a kind that are looked at."""


def answer(text: str, *, kinds: Collection[str], limit: int, offset: int = 0) -> Answer:
    """Find records whose title has all words, the newest first.

    Cost: two queries per kind.
    """
    asked = sought_in(text)[:MOST_WORDS]
    found = [Hit(subject, kind, 1.0) for kind in kinds for subject in _titled(kind, asked)] if asked else []
    counts = dict(Counter(hit.kind for hit in found))
    each = [[hit for hit in found if hit.kind == kind] for kind in counts]
    hits = [hit for of_kind in each for hit in of_kind[offset : offset + limit]]
    return Answer(tuple(map(Word, asked)), hits, counts)


def _titled(kind: str, asked: Collection[str]) -> Iterator[str]:
    model = _model(kind)
    keys = _keys(model, asked) if model else None
    seen: dict[str, None] = {}
    if keys is None or keys:
        for one in sources.findables(kind, keys):
            title = plain(one.title)
            if keys is not None or all(plain(word) in title for word in asked):
                seen[one.subject] = None
    yield from sorted(seen, key=lambda subject: -int(subject.partition(":")[2]))


def _keys(model: type[Model], asked: Collection[str]) -> list[int]:
    wanted = Q()
    for word in asked:
        wanted &= _has(model, word)
    found = model._default_manager.filter(wanted).order_by("-pk").values_list("pk", flat=True)
    return list(dict.fromkeys(found[:_ROWS]))


def _has(model: type[Model], word: str) -> Q:
    names = [name for name in _TITLES if _is_words(model, name)]
    own = [field for field in model._meta.get_fields() if field.name == "texts"]
    texts = own[0].related_model if own else None
    if isinstance(texts, type) and issubclass(texts, Model):
        names += [f"texts__{name}" for name in _TITLES if _is_words(texts, name)]
    either = Q(pk__in=[])
    for name in names:
        either |= Q(**{f"{name}__icontains": word})
    return either


def _is_words(model: type[Model], name: str) -> bool:
    return any(f.name == name and isinstance(f, CharField | TextField) for f in model._meta.get_fields())


def _model(kind: str) -> type[Model] | None:
    """Give the model that the journal calls so; a kind without records has none."""
    own = (model for model in apps.get_models() if model.__module__.startswith("kennisstad."))
    return next((model for model in own if model._meta.model_name == kind), None)
