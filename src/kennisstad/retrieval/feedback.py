# SPDX-License-Identifier: EUPL-1.2
"""Search once more, with the words that the best hits have and the question lacks.

Who asks about *litter* then also finds what only speaks of *waste*. It helps questions that many documents
answer; where one document is the answer it neither helps nor harms, once fused with the first ranking.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kennisstad.retrieval.analysis import surfaces, terms
from kennisstad.retrieval.index import Hit, Index, Text, Translations
from kennisstad.retrieval.language import Language

Texts = Mapping[Language, Text]

_HITS = 5
"""Hits that words are taken from."""
_WORDS = 20
"""Words that are taken."""
_REPEATS = 4
"""How often the question stands beside the words taken: so often that it keeps the greater weight."""


def fed_back(
    index: Index,
    texts: Mapping[Language, str],
    hits: Sequence[Hit],
    *,
    texts_of: Callable[[str], Texts],
    limit: int,
    translations: Translations | None = None,
) -> list[Hit]:
    """Rank documents by the question and the most telling words of its best hits.

    Args:
        texts: the question, per language, as it was searched with.
        hits: what was found for it, best first; five of them are looked at.
        texts_of: gives what a document says.
    Returns:
        A ranking to fuse with the first one; empty when there are no hits.

    A word weighs as much as it stands in the hits, better hits more, and as it is rare; the 20 heaviest are
    taken. With 3 to 5 hits and 10 to 30 words figures were alike. On Cranfield, fused at half weight, they
    raised recall@100 from 0.774 to 0.798 and nDCG@10 from 0.553 to 0.561, and titles found their own
    abstracts as before. Across two languages they harmed: leave them out there.
    Source: the relevance model RM3, Lavrenko & Croft 2001, doi:10.1145/383952.383972; Abdul-Jaleel et al.
    2004 at TREC (kept with the question). Rarity in the weight is ours, and so are repeats for a mixture.
    Cost: reads and analyses five documents, then one search.
    """
    added = _added([(hit.score, texts_of(hit.id)) for hit in hits[:_HITS]], index.rarity)
    if not added:
        return []
    wider: defaultdict[Language, list[str]] = defaultdict(list)
    for language, text in texts.items():
        wider[language] = [text] * _REPEATS
    for language, word in added:
        wider[language].append(word)
    joined = {language: " ".join(parts) for language, parts in wider.items()}
    return index.search(joined, limit=limit, translations=translations)


def _added(
    found: Sequence[tuple[float, Texts]], rarity: Callable[[str, Language], float]
) -> list[tuple[Language, str]]:
    """Give the most telling words of scored documents, as written."""
    weights: defaultdict[tuple[Language, str], float] = defaultdict(float)
    written: dict[tuple[Language, str], str] = {}
    for score, texts in found:
        for language, text in _wholes(texts):
            said = Counter(terms(text, language))
            for term, times in said.items():
                weights[language, term] += score * times / said.total() * rarity(term, language)
            for term, word in surfaces(text, language).items():
                written.setdefault((language, term), word)
    heaviest = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:_WORDS]
    return [(key[0], written[key]) for key, weight in heaviest if weight > 0 and key in written]


def _wholes(texts: Texts) -> Iterable[tuple[Language, str]]:
    return ((language, f"{text.title}\n{text.body}") for language, text in texts.items())
