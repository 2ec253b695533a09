# SPDX-License-Identifier: EUPL-1.2
"""Keeps the search index in step with the journal: what changed is written again, what went is taken out.

The index holds public words only: no contact data, no question that a broker has not opened.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from kennisstad.audit.following import Follower, in_batches
from kennisstad.citylab.models import Question
from kennisstad.education.models import Course
from kennisstad.partners.models import Authorship, Expert, Work
from kennisstad.projects.models import Result
from kennisstad.retrieval import Document, Language, Text

BATCH = 2_000
Texts = dict[Language, Text]


def texts_of_course(course: Course) -> Texts:
    return {language_in(text): Text(text.name, text.description) for text in course.texts.all()}


def texts_of_expert(expert: Expert) -> Texts:
    return {language_in(text): Text(text.name, f"{text.about}\n{text.works}") for text in expert.texts.all()}


def texts_of_result(result: Result) -> Texts:
    return {
        language_in(text): Text(text.title, f"{text.asked}\n{text.found}\n{text.advice}")
        for text in result.texts.all()
    }


def texts_of_work(work: Work) -> Texts:
    """Give a publication in its own language; what is neither Dutch nor English is looked for as English."""
    return {"nl" if work.language == "nl" else "en": Text(work.title, work.abstract)}


def texts_of_question(question: Question) -> Texts:
    """Give the sharpened words, and the asker's own where visitors may read them."""
    texts = {language_in(text): Text(text.title, text.body) for text in question.texts.all()}
    if question.show_words and (own := texts.get(language_in(question))):
        texts[language_in(question)] = Text(own.title, f"{own.body}\n{question.words}")
    return texts


READ: dict[str, tuple[Callable[[], QuerySet[Any]], Callable[[Any], Texts]]] = {
    "course": (Course.objects.offered, texts_of_course),
    # What may not be proposed to is a kind of its own, so that it takes no place among what may.
    "course-off": (Course.objects.not_offered, texts_of_course),
    "expert": (Expert.objects.asked, texts_of_expert),
    "result": (Result.objects.all, texts_of_result),
    "question": (Question.objects.public, texts_of_question),
    "work": (Work.objects.findable, texts_of_work),
}
"""Per kind: which records can be found, and by which words; read their `texts` along, if they have them.

Works are found for the broker alone: what visitors search names its kinds."""
WORDS_OF_ITS_OWN = {"work"}
"""Kinds whose words stand in the record itself."""


def joined(texts: Texts) -> dict[Language, str]:
    """Give title and body as one text per language."""
    return {language: f"{text.title}\n{text.body}" for language, text in texts.items()}


def number_of(index_id: str) -> int:
    """Give the number of the record that the index, or the journal, knows by this id, such as `course:12`."""
    return int(index_id.partition(":")[2])


def _documents(kind: str, ids: Iterable[int] | None = None) -> Iterator[Document]:
    records, texts_of = READ[kind]
    found = records() if ids is None else records().filter(pk__in=ids)
    found = found if kind in WORDS_OF_ITS_OWN else found.prefetch_related("texts")
    for record in found.order_by("pk").iterator(chunk_size=BATCH):
        yield Document(f"{kind}:{record.pk}", kind, texts_of(record))


def all_documents() -> Iterator[Document]:
    """Read everything that can be found, a batch of records at a time."""
    for kind in READ:
        yield from _documents(kind)


def _documents_of(subjects: set[str]) -> Iterator[Document]:
    for kind in READ:
        for ids in in_batches(_ids(subjects, kind), BATCH):
            yield from _documents(kind, ids)


def _findable(subjects: set[str]) -> set[str]:
    """Keep what the index knows; the journal speaks of projects and people, the index of what they made."""
    results = Result.objects.filter(project__in=_ids(subjects, "project")).values_list("pk", flat=True)
    people = _ids(subjects, "researcher")
    works = {
        work
        for some in in_batches(people, BATCH)
        for work in Authorship.objects.filter(researcher__in=some).values_list("work", flat=True)
    }
    # A course may have come to take questions, or ceased to: both of its ids are looked at.
    off = {f"course-off:{pk}" for pk in _ids(subjects, "course")}
    known = {s for s in subjects if s.partition(":")[0] in READ}
    return known | off | {f"result:{pk}" for pk in results} | {f"work:{pk}" for pk in works}


def _ids(subjects: set[str], kind: str) -> list[int]:
    return [number_of(subject) for subject in subjects if subject.startswith(f"{kind}:")]


def language_in(text: Any) -> Language:
    """Give the language of a record's text, or of a question, as the index knows it."""
    return "en" if text.language == "en" else "nl"


follower = Follower("index", everything=all_documents, findable=_findable, documents_of=_documents_of)
folder, index, rebuild = follower.folder, follower.index, follower.rebuild
catch_up, ready, read_again = follower.catch_up, follower.ready, follower.read_again


def keep_up(at: datetime) -> int:
    """Let the worker take in what happened, and make the index anew when it is missing or damaged."""
    return follower.keep_up()
