# SPDX-License-Identifier: EUPL-1.2
"""The Leiden set: the example's records as a collection in BEIR's layout, with residents' questions.

Records come from the example itself, so they are never out of date; questions and judgements are in `data/`.
`python -m tests.leiden.collection FOLDER` writes a folder that `kennisstad evaluate retrieval` reads.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from csv import DictReader
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kennisstad.demo.files import course_files, experts
from kennisstad.demo.road_files import QuestionEntry, road
from kennisstad.retrieval import LANGUAGES, Document, Language, Text, Translations
from kennisstad.retrieval.pairing import learn_pairs

DATA = Path(__file__).parent / "data"
QUESTIONS = DATA / "queries.jsonl"
JUDGED = DATA / "qrels" / "test.tsv"
ASKED_BEFORE = DATA / "asked_before.tsv"


@dataclass(frozen=True)
class Asked:
    id: str
    text: str
    language: Language


def questions() -> list[Asked]:
    """Read the residents' questions."""
    said = map(json.loads, QUESTIONS.read_text("utf-8").splitlines())
    return [Asked(one["_id"], one["text"], one["metadata"]["language"]) for one in said]


def judged() -> dict[str, dict[str, int]]:
    """Read per question the grade of each record: 2 fits, 1 could help; what is missing does not fit."""
    grades: dict[str, dict[str, int]] = {}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in DictReader(file, delimiter="\t"):
            grades.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return grades


@dataclass(frozen=True)
class AskedAgain:
    """Words that somebody may send in, and the records that were there before."""

    text: str
    language: Language
    same: frozenset[str]
    """Records that ask or answer the same; empty when nothing does."""
    related: frozenset[str]
    """Records that are worth reading beside them: showing one is no mistake, leaving it out neither."""


def asked_again() -> list[AskedAgain]:
    """Read the words to look for "asked before?" with: the same in other words, near misses, unlike ones."""
    grades: dict[tuple[str, str], dict[str, str]] = {}
    with ASKED_BEFORE.open(encoding="utf-8", newline="") as file:
        for row in DictReader(file, delimiter="\t"):
            grades.setdefault((row["text"], row["language"]), {})[row["like"]] = row["grade"]
    return [
        AskedAgain(text, "en" if language == "en" else "nl", _graded(found, "2"), _graded(found, "1"))
        for (text, language), found in grades.items()
    ]


def _graded(grades: dict[str, str], grade: str) -> frozenset[str]:
    return frozenset(record for record, given in grades.items() if given == grade)


def records() -> list[Document]:
    """Give the example's courses, groups, results and opened questions, as the index takes them in."""
    return [*_courses(), *_experts(), *_results(), *_questions()]


def only(language: Language, documents: list[Document]) -> list[Document]:
    """Keep what the records say in one language."""
    return [Document(one.id, one.kind, {language: one.texts[language]}) for one in documents]


def translations_without(kind: str) -> Translations:
    """Learn word pairs from all records but those of one kind: not from what is sought."""
    both = (one.texts for one in records() if one.kind != kind and len(one.texts) == 2)
    pairs = learn_pairs(
        [(texts["nl"].title, texts["en"].title), (texts["nl"].body, texts["en"].body)] for texts in both
    )
    known: dict[Language, dict[str, list[tuple[str, float]]]] = {"nl": {}, "en": {}}
    for pair in pairs:
        known["nl"].setdefault(pair.dutch, []).append((pair.english, pair.weight))
        known["en"].setdefault(pair.english, []).append((pair.dutch, pair.weight))
    return lambda terms, language: {term: known[language][term] for term in terms if term in known[language]}


def write(folder: Path) -> None:
    """Lay the collection down: Dutch in `title` and `text`, English in `title_en` and `text_en`."""
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(_row(one), ensure_ascii=False) for one in records() if one.kind != "question")
    (folder / "corpus.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    shutil.copy(QUESTIONS, folder / "queries.jsonl")
    shutil.copy(JUDGED, folder / "qrels" / "test.tsv")


def _courses() -> Iterator[Document]:
    for _, file in course_files():
        for course in json.loads(file.read_text("utf-8"))["courses"]:
            name, about = _spoken(course["name"]), _spoken(course["description"])
            texts: dict[Language, Text] = {lang: Text(name[lang], about[lang]) for lang in LANGUAGES}
            yield Document(f"course:{course['primaryCode']['code']}", "course", texts)


def _spoken(said: list[dict[str, str]]) -> dict[str, str]:
    return {one["language"][:2]: one["value"] for one in said}


def _experts() -> Iterator[Document]:
    for expert in experts():
        works = {lang: "\n".join(getattr(work, lang) for work in expert.works) for lang in LANGUAGES}
        texts: dict[Language, Text] = {
            lang: Text(expert.texts[lang].name, f"{expert.texts[lang].about}\n{works[lang]}")
            for lang in LANGUAGES
        }
        yield Document(f"expert:{expert.key}", "expert", texts)


def _results() -> Iterator[Document]:
    for project in road().projects:
        if project.result:
            said = project.result.texts
            texts: dict[Language, Text] = {
                lang: Text(said[lang].title, f"{said[lang].asked}\n{said[lang].found}\n{said[lang].advice}")
                for lang in LANGUAGES
            }
            yield Document(f"result:{project.key}", "result", texts)


def _questions() -> Iterator[Document]:
    for asked in road().questions:
        if asked.texts and asked.state not in _UNSEEN:
            texts: dict[Language, Text] = {
                lang: Text(asked.texts[lang].title, f"{asked.texts[lang].body}{_own(asked, lang)}")
                for lang in LANGUAGES
            }
            yield Document(f"question:{asked.key}", "question", texts)


_UNSEEN = {"sent", "referred", "declined", "withdrawn"}


def _own(asked: QuestionEntry, language: Language) -> str:
    return f"\n{asked.own_words}" if asked.language == language else ""


def _row(record: Document) -> dict[str, Any]:
    dutch, english = record.texts["nl"], record.texts["en"]
    return {
        "_id": record.id,
        "title": dutch.title,
        "text": dutch.body,
        "title_en": english.title,
        "text_en": english.body,
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say which folder to write: python -m tests.leiden.collection FOLDER")
    write(Path(sys.argv[1]))
