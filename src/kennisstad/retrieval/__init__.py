# SPDX-License-Identifier: EUPL-1.2
"""Finding: text becomes terms, terms become ranked ids. Plain Python, usable on its own.

Words: a text has words as written; analysis makes terms of them; a document is what can be found, of some
kind, with a text per language; an index ranks documents as hits; its position is the last journal event it
has taken in.
"""

from kennisstad.retrieval.analysis import surfaces, terms
from kennisstad.retrieval.detection import language_of, languages_of
from kennisstad.retrieval.index import (
    Document,
    Hit,
    Index,
    IndexBusy,
    IndexFault,
    IndexNotWritten,
    IndexUnusable,
    Rarity,
    Text,
    Translations,
)
from kennisstad.retrieval.language import LANGUAGES, Language
from kennisstad.retrieval.shared import How, Matched, matched, shared_words
from kennisstad.retrieval.tantivy_index import TantivyIndex

__all__ = [
    "LANGUAGES",
    "Document",
    "Hit",
    "How",
    "Index",
    "IndexBusy",
    "IndexFault",
    "IndexNotWritten",
    "IndexUnusable",
    "Language",
    "Matched",
    "Rarity",
    "TantivyIndex",
    "Text",
    "Translations",
    "language_of",
    "languages_of",
    "matched",
    "shared_words",
    "surfaces",
    "terms",
]
