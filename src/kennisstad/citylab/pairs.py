# SPDX-License-Identifier: EUPL-1.2
"""Word pairs: learned from our own texts, taken from a dictionary, struck out by people; and looked up.

A pair that somebody struck out counts no more, whichever source tells of it, now or later.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.audit.models import Event, subject_of
from kennisstad.citylab.bilingual import texts_in_both
from kennisstad.citylab.models import PairSource, TermPair
from kennisstad.retrieval import LANGUAGES, Language, Translations, terms
from kennisstad.retrieval.analysis import ANALYSIS_VERSION
from kennisstad.retrieval.dictionary import Meaning, meanings_again, read_dictionary, shared_out
from kennisstad.retrieval.pairing import learn_pairs
from kennisstad.web.refusals import NotNow

LEARN_EVERY = timedelta(days=1)
LEARNED_FROM = ("course", "department", "expert", "result", "question", "project", "partner", "theme")
"""What the journal speaks of that pairs are learned from."""
BATCH = 1_000
LONGEST = 100
TERMS_AT_ONCE = 500
_FIELDS = ["weight", "records", "dutch_word", "english_word"]
"""What learning or loading again may change."""
_ALL = TermPair(pk=0)
"""Stands in the journal for all pairs together."""


def translations(terms: Collection[str], language: Language) -> Mapping[str, Sequence[tuple[str, float]]]:
    """Say what terms may be in the other language; this is a `retrieval.Translations`, in one query.

    Of both sources the surer one counts. The meanings that a dictionary gives share their weight, learned
    ones do not: those were seen in texts like ours.
    """
    own, other = ("dutch", "english") if language == "nl" else ("english", "dutch")
    standing = TermPair.objects.standing().filter(**{f"{own}__in": list(terms)})
    learned: dict[str, list[tuple[str, float]]] = {}
    told: dict[str, list[tuple[str, float]]] = {}
    for term, translation, weight, source in standing.values_list(own, other, "weight", "source"):
        side = learned if source == PairSource.LEARNED else told
        side.setdefault(term, []).append((translation, weight))
    return {
        term: _surest([*learned.get(term, ()), *shared_out(told.get(term, ()))])
        for term in learned.keys() | told.keys()
    }


def translations_of(texts: Collection[Mapping[Language, str]]) -> Translations:
    """Look up at once what the words of many texts may be in the other language; a query per 500 words."""
    known: dict[Language, dict[str, Sequence[tuple[str, float]]]] = {language: {} for language in LANGUAGES}
    for language in LANGUAGES:
        said = sorted({term for text in texts for term in terms(text.get(language, ""), language)})
        for start in range(0, len(said), TERMS_AT_ONCE):
            known[language].update(translations(said[start : start + TERMS_AT_ONCE], language))
    return lambda wanted, language: {
        term: known[language][term] for term in wanted if term in known[language]
    }


def remembering() -> Translations:
    """Give `translations` for one look, in which the same terms are asked about several times."""
    known: dict[tuple[Language, tuple[str, ...]], Mapping[str, Sequence[tuple[str, float]]]] = {}

    def told(terms: Collection[str], language: Language) -> Mapping[str, Sequence[tuple[str, float]]]:
        asked = (language, tuple(terms))
        if asked not in known:
            known[asked] = translations(terms, language)
        return known[asked]

    return told


def _surest(found: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    best: dict[str, float] = {}
    for term, weight in found:
        best[term] = max(weight, best.get(term, 0.0))
    return sorted(best.items(), key=lambda one: (-one[1], one[0]))


def learn_from_records(*, by: User | None, at: datetime) -> int:
    """Learn pairs anew from all texts that exist in both languages; give how many there are.

    What is not learned any more goes, but for what was struck out: that must not come back.
    """
    learned = [
        TermPair(
            dutch=pair.dutch,
            english=pair.english,
            weight=pair.weight,
            source=PairSource.LEARNED,
            records=pair.records,
            dutch_word=pair.dutch_word[:LONGEST],
            english_word=pair.english_word[:LONGEST],
        )
        for pair in learn_pairs(texts_in_both())
    ]
    with transaction.atomic():
        changes = _replace(TermPair.objects.learned(), learned)
        facts = {"pairs": len(learned), "analysis": ANALYSIS_VERSION}
        record("pairs.learned", subject=_ALL, by_id=by.pk if by else None, at=at, **facts, **changes)
    return len(learned)


def keep_up(at: datetime) -> int:
    """Let the worker learn again, at most once a day and only when records changed since."""
    learned = Event.objects.filter(subject=subject_of(_ALL), kind="pairs.learned")
    last = learned.order_by("pk").last()
    if last is None or last.facts["analysis"] != ANALYSIS_VERSION:
        _analyse_dictionary_again()
    elif not (last.at <= at - LEARN_EVERY and _anything_since(last)):
        return 0
    return learn_from_records(by=None, at=at)


@transaction.atomic
def _analyse_dictionary_again() -> None:
    """Another version of the analysis makes other terms of the same words."""
    words = TermPair.objects.from_dictionary().order_by("pk").values_list("dutch_word", "english_word")
    _replace(TermPair.objects.from_dictionary(), list(map(_told, meanings_again(words))))


def _anything_since(event: Event) -> bool:
    changed = reduce(or_, (Q(subject__startswith=f"{kind}:") for kind in LEARNED_FROM))
    return Event.objects.after(event.pk).filter(changed).exists()


@transaction.atomic
def load_dictionary(path: Path, *, by: User | None, at: datetime) -> int:
    """Take over a dictionary in place of the one before; give how many pairs it holds.

    What was struck out stays so.

    Raises:
        UnusableFile: it cannot be read, or is no dictionary of Dutch and English. Nothing was changed.
    """
    told = [_told(one) for one in read_dictionary(path).meanings]
    changes = _replace(TermPair.objects.from_dictionary(), told)
    record("dictionary.loaded", subject=_ALL, by_id=by.pk if by else None, at=at, pairs=len(told), **changes)
    return len(told)


def _told(one: Meaning) -> TermPair:
    return TermPair(
        dutch=one.dutch,
        english=one.english,
        weight=one.weight,
        source=PairSource.DICTIONARY,
        dutch_word=one.dutch_word[:LONGEST],
        english_word=one.english_word[:LONGEST],
    )


@transaction.atomic
def clear_dictionary(*, by: User | None, at: datetime) -> int:
    """Take the dictionary out, with what was struck out of it; give how many pairs went."""
    _hold_all()
    gone, _each = TermPair.objects.from_dictionary().delete()
    record("dictionary.cleared", subject=_ALL, by_id=by.pk if by else None, at=at, pairs=gone)
    return gone


@transaction.atomic
def strike_out(pair: TermPair, *, by: User, at: datetime) -> None:
    """Say that these words are no translation of each other: the search leaves the pair alone from now on.

    Raises:
        NotNow: somebody struck it out before, or it is gone.
    """
    rows = _held(pair)
    if any(row.is_struck_out for row in rows):
        raise NotNow(_("This pair has been struck out already."))
    _mark(rows, by=by, at=at)
    record("pair.struck-out", subject=pair, by_id=by.pk, at=at)


@transaction.atomic
def restore(pair: TermPair, *, by: User, at: datetime) -> None:
    """Let the search use a pair again.

    Raises:
        NotNow: it is in use, or gone.
    """
    rows = _held(pair)
    if not any(row.is_struck_out for row in rows):
        raise NotNow(_("This pair is in use already."))
    _mark(rows, by=None, at=None)
    record("pair.put-back", subject=pair, by_id=by.pk, at=at)


def _held(pair: TermPair) -> list[TermPair]:
    """Give the pair in every source, and let nobody change pairs meanwhile."""
    _hold_all()
    if not (rows := list(TermPair.objects.of_terms(pair.dutch, pair.english))):
        raise NotNow(_("This pair is gone: pairs were learned or loaded anew."))
    return rows


def _hold_all() -> None:
    """Wait until nobody else learns, loads or strikes out: what one reads here, no other changes.

    The row that names the model stands for all pairs: also for those that are not there yet.
    """
    kind = ContentType.objects.filter(app_label="citylab", model="termpair")
    list(kind.select_for_update(no_key=True))


def _mark(rows: list[TermPair], *, by: User | None, at: datetime | None) -> None:
    for row in rows:
        row.struck_out_by, row.struck_out_at = by, at
        row.save(update_fields=["struck_out_by", "struck_out_at"])


def _replace(known: QuerySet[TermPair], pairs: Sequence[TermPair]) -> dict[str, int]:
    """Make the pairs of one source these, but keep what was struck out; give how many changed how.

    To be called in a transaction, with `known` not read yet.
    """
    _hold_all()
    before = {(row.dutch, row.english): row for row in known}
    now = {(row.dutch, row.english): row for row in pairs}
    new = [row for key, row in now.items() if key not in before]
    changed = [row for key, row in now.items() if key in before and _values(row) != _values(before[key])]
    gone = [row.pk for key, row in before.items() if key not in now and not row.is_struck_out]
    _strike_what_is_struck(new)
    TermPair.objects.bulk_create(
        new + changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["dutch", "english", "source"],
        update_fields=_FIELDS,
    )
    for first in range(0, len(gone), BATCH):
        TermPair.objects.filter(pk__in=gone[first : first + BATCH]).delete()
    return {"new": len(new), "changed": len(changed), "gone": len(gone)}


def _strike_what_is_struck(new: Iterable[TermPair]) -> None:
    """Let new rows be struck out where the same terms, or words, of another row are."""
    rows = list(TermPair.objects.struck_out())
    struck = {(row.dutch, row.english): row for row in rows}
    struck |= {(row.dutch_word, row.english_word): row for row in rows}
    for row in new:
        same = struck.get((row.dutch, row.english)) or struck.get((row.dutch_word, row.english_word))
        if same:
            row.struck_out_at, row.struck_out_by_id = same.struck_out_at, same.struck_out_by_id


def _values(row: TermPair) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _FIELDS)
