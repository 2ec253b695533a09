# SPDX-License-Identifier: EUPL-1.2
"""What of tantivy we use: the shape of its files, and its faults told in our words.

Each language of a document is a row of its own, so that lengths and frequencies are of one language. A term
carries its language in front. A row also holds how its words sound, for questions in the language in which
its document says nothing. The engine gets terms only and never parses a query.
"""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from types import TracebackType
from unicodedata import unidata_version
from zlib import crc32

import tantivy

from kennisstad.retrieval.analysis import ANALYSIS_VERSION, terms_of
from kennisstad.retrieval.compounds import word_list_sum
from kennisstad.retrieval.index import Document, IndexFault, Text
from kennisstad.retrieval.language import LANGUAGES, Language
from kennisstad.retrieval.question import MARK, SOUNDS, WORDS, Sought, alone, spoken
from kennisstad.retrieval.stop_words import STOP_WORDS
from kennisstad.retrieval.words import plain, words

_FORMAT = 3
"""Raise it whenever the fields below change."""
_TITLE_WEIGHT = 2
"""A word of the title counts as if it stood there twice.

Counting it inside one field ranks better than adding scores of two fields (nDCG@10 on Cranfield 0.536 against
0.523 at best). Source: Robertson, Zaragoza and Taylor 2004, doi:10.1145/1031171.1031181.
"""

WRITTEN, TITLED = "written", "titled"
"""Fields of what can be found from a box: its words as people write them, and those of its title."""
RECORD, POSITION = "record", "position"
"""Marks: the one row that stands for a document, and the one row that holds the position."""

_ANALYSER = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(MARK, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(WORDS, stored=True, tokenizer_name="terms", index_option="freq")
    builder.add_text_field(SOUNDS, tokenizer_name="terms", index_option="freq")
    builder.add_text_field(WRITTEN, tokenizer_name="terms", index_option="basic")
    builder.add_text_field(TITLED, tokenizer_name="terms", index_option="basic")
    builder.add_integer_field("position", stored=True)
    return builder.build()


SCHEMA = _schema()


def stamp() -> str:
    """Name everything that decides which terms a text gives and how they lie on disk."""
    parts = [f"format {_FORMAT}", f"analysis {ANALYSIS_VERSION}", f"unicode {unidata_version}"]
    parts += [f"{name} {version(name)}" for name in ("tantivy", "simplemma", "pystemmer")]
    stop_words = " ".join(word for language in LANGUAGES for word in sorted(STOP_WORDS[language]))
    parts.append(f"Dutch words {word_list_sum():08x}")
    return ", ".join([*parts, f"stop words {crc32(stop_words.encode()):08x}"]) + "\n"


def opened(folder: str) -> tantivy.Index:
    """Open the files of a folder for reading and writing."""
    return _ready(tantivy.Index.open(folder))


def created(folder: str) -> tantivy.Index:
    """Lay down an empty index in an existing folder."""
    return _ready(tantivy.Index(SCHEMA, path=folder, reuse=False))


def _ready(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("terms", _ANALYSER)
    index.config_reader("manual")
    return index


def rows(document: Document) -> Iterator[tantivy.Document]:
    """Give what the index stores of a document: at least one row, also when it says nothing."""
    if document.from_a_box:
        yield _boxed(document)
        return
    said = [
        (language, keys, among)
        for language, text in document.texts.items()
        for keys, among in [_said(text, language)]
        if keys
    ]
    if not said:
        yield tantivy.Document(id=document.id, kind=document.kind, mark=RECORD, words="")
    for number, (language, keys, among) in enumerate(said):
        row = tantivy.Document(id=document.id, kind=document.kind, words=keys)
        if number == 0:
            row.add_text(MARK, RECORD)
        if len(said) == 1:
            row.add_text(MARK, alone(language))
            row.add_text(SOUNDS, spoken(among, language))
        yield row


def _boxed(document: Document) -> tantivy.Document:
    """Give one row for all languages, so that rows can be counted and words of both be mixed."""
    texts = document.texts.items()
    keys = " ".join(said for language, text in texts for said, _ in [_said(text, language)] if said)
    row = tantivy.Document(id=document.id, kind=document.kind, mark=RECORD, words=keys)
    row.add_text(TITLED, _written(text.title for _, text in texts))
    row.add_text(WRITTEN, _written(f"{text.title}\n{text.body}" for _, text in texts))
    return row


def _written(texts: Iterable[str]) -> str:
    """Give the different words of texts in plain form, as somebody types them."""
    return " ".join(dict.fromkeys(bare for text in texts for word in words(text) if (bare := plain(word))))


def _said(text: Text, language: Language) -> tuple[str, set[str]]:
    """Give the terms as the index knows them, and the different words that they are of."""
    title, body = words(text.title), words(text.body)
    said = terms_of(title, language) * _TITLE_WEIGHT + terms_of(body, language)
    return (f"{language}:" + f" {language}:".join(said) if said else "", {*title, *body})


def position_row(position: int) -> tantivy.Document:
    """Give the row that remembers the last journal event taken in."""
    return tantivy.Document(mark=POSITION, position=position)


def marked(mark: str) -> tantivy.Query:
    """Find the rows with this mark."""
    return tantivy.Query.term_query(SCHEMA, MARK, mark, "basic")


def any_of(sought: Iterable[Sought]) -> tantivy.Query:
    """Find rows with at least one of the terms, scored by BM25."""
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, _having(one)) for one in sought])


def of_kinds(query: tantivy.Query, kinds: Iterable[str]) -> tantivy.Query:
    """Keep the rows of these kinds, without any effect on their scores."""
    allowed = tantivy.Query.term_set_query(SCHEMA, "kind", list(kinds))
    silent = tantivy.Query.const_score_query(allowed, 0.0)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, silent)])


def share_of_kinds(searcher: tantivy.Searcher, kinds: Iterable[str]) -> float:
    """Give the share of all rows that are of these kinds; 0 to about 1, as removed rows may count."""
    return sum(searcher.doc_freq("kind", kind) for kind in kinds) / max(searcher.num_docs, 1)


def _having(one: Sought) -> tantivy.Query:
    query = tantivy.Query.term_query(SCHEMA, one.field, one.key, "freq")
    return query if one.weight == 1 else tantivy.Query.boost_query(query, one.weight)


class Told:
    """Tell faults of the engine as one of ours: `with Told(IndexUnusable, "The index is damaged."): …`."""

    __slots__ = ("fault", "sentence")

    def __init__(self, fault: type[IndexFault], sentence: str) -> None:
        self.fault, self.sentence = fault, sentence

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        # The engine's panics are no Exception and their class cannot be imported.
        panic = kind is not None and kind.__module__ == "pyo3_runtime"
        if fault and (panic or isinstance(fault, ValueError | OSError | LookupError | TypeError)):
            reason = str(fault).splitlines()[0] if str(fault) else kind
            raise self.fault(f"{self.sentence} ({reason})") from fault
