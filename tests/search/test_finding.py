# SPDX-License-Identifier: EUPL-1.2
"""What visitors may see is found at once, and what they may not is not."""

import shutil
from typing import Any

import pytest

from kennisstad.audit.actions import record, record_each
from kennisstad.citylab import actions
from kennisstad.citylab.models import Question, Status
from kennisstad.projects.models import ProjectText
from kennisstad.retrieval import TantivyIndex
from kennisstad.search import finding, indexing
from tests.making import (
    MONDAY,
    make_course,
    make_district,
    make_expert,
    make_partner,
    make_project,
    make_question,
    make_result,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box")]


def changed(*records: Any) -> None:
    """Write a journal line for records that a test made behind the actions' back."""
    for one in records:
        record("test.changed", subject=one, by_id=None, at=MONDAY)


def subjects(text: str, **how: Any) -> list[str]:
    found = finding.find(text, **{"language": "nl"} | how)
    return [row.subject for section in found.shown for row in section.rows]


def test_a_question_is_found_as_soon_as_a_broker_opens_it():
    question = make_question(title="Waar komt een fietsenstalling?")
    Question.objects.filter(pk=question.pk).update(status=Status.SENT)
    changed(question)
    assert subjects("fietsenstalling") == []

    Question.objects.filter(pk=question.pk).update(status=Status.OPEN)
    changed(question)

    assert subjects("fietsenstalling") == [f"question:{question.pk}"]


def test_what_is_withdrawn_is_found_no_longer():
    question = make_question(title="Waar komt een fietsenstalling?")
    changed(question)
    assert subjects("fietsenstalling") == [f"question:{question.pk}"]

    actions.withdraw(question, at=MONDAY)

    assert subjects("fietsenstalling") == []


def test_what_is_no_longer_public_is_not_shown_even_when_the_journal_never_heard():
    question, other = (
        make_question(title="Een fietsenstalling"),
        make_question(title="Een stalling voor fietsen"),
    )
    changed(question, other)
    assert len(subjects("fietsenstalling")) == 2

    here = indexing.index().count() - 2
    Question.objects.filter(pk=question.pk).update(status=Status.SENT)
    found = finding.find("fietsenstalling", language="nl")

    assert [row.subject for row in found.shown[0].rows] == [f"question:{other.pk}"]
    assert found.count == 1
    # And the index has forgotten it.
    assert indexing.index().count() == here + 1


def test_words_of_the_asker_are_found_only_where_visitors_may_read_them():
    hidden = make_question(title="Groen", words="Mijn buurman Zwiepertje")
    shown = make_question(title="Groen", words="De eik van Kwetterij", show_words=True)
    changed(hidden, shown)

    assert (subjects("zwiepertje"), subjects("kwetterij")) == ([], [f"question:{shown.pk}"])


def test_a_result_changes_with_its_project():
    result = make_result(title="Een bank helpt")
    changed(result.project)
    assert subjects("boom") == []

    result.texts.update(title="Een boom helpt")
    changed(result.project)

    assert subjects("boom") == [f"result:{result.pk}"]


def test_kinds_stand_in_groups_with_the_best_one_first():
    carrier = make_partner(name="Hogeschool")
    projects = [make_project(carrier, title=f"Vergroenen van straat {n}") for n in range(6)]
    course, expert = make_course(carrier, name="Groen"), make_expert(name="Groep Vergroenen", partner=carrier)
    area = make_district("Groenoord")
    changed(*projects, course, expert, area)

    found = finding.find("vergroenen", language="nl")

    assert {(section.group.key, section.count, len(section.rows)) for section in found.sections} == {
        ("projects", 6, 4),
        ("partners", 1, 1),
    }
    assert subjects("vergroenen", group="projects") == [f"project:{one.pk}" for one in projects]
    assert subjects("groenoord") == [f"area:{area.pk}"]


def test_the_readers_language_comes_first_and_words_of_both_are_found():
    question = make_question(title="Waar kan mijn fiets staan?")
    question.texts.filter(language="en").update(title="Where can I park a bicycle?")
    changed(question)

    (dutch,), (english,) = (
        [row for section in finding.find("bicycle", language=language).shown for row in section.rows]
        for language in ("nl", "en")
    )

    assert (dutch.language, dutch.name) == ("nl", "Waar kan mijn fiets staan?")
    assert (english.language, english.name) == ("en", "Where can I park a bicycle?")
    assert english.address.startswith("/en/")
    assert [piece.text for piece in english.title if piece.is_sought] == ["bicycle"]


def test_what_is_written_in_one_language_is_shown_in_that_one():
    project = make_project(title="Samen")
    ProjectText.objects.filter(project=project, language="nl").delete()
    ProjectText.objects.filter(project=project).update(title="Solar panels")
    changed(project)

    (row,) = finding.find("solar", language="nl").shown[0].rows

    assert (row.language, row.passage_language) == ("en", "en")


def test_hints_come_in_the_readers_language():
    question = make_question(title="Waar kan mijn fiets staan?")
    question.texts.filter(language="en").update(title="Where can I park a bicycle?")
    changed(question)

    assert [row.name for row in finding.hints("fie", language="nl")] == ["Waar kan mijn fiets staan?"]
    assert [row.name for row in finding.hints("where pa", language="en")] == ["Where can I park a bicycle?"]
    assert finding.hints("zonne", language="nl") == []


def test_an_import_of_thousands_keeps_no_visitor_waiting(monkeypatch):
    monkeypatch.setattr(indexing, "EVENTS_AT_ONCE", 10)
    first, last = make_project(title="Eerste zonnedak"), make_project(title="Laatste zonnedak")
    changed(first)
    record_each("test.changed", model="nothing", keys=range(300), by_id=None, at=MONDAY)
    changed(last)

    assert subjects("zonnedak") == [f"project:{first.pk}"]
    indexing.keep_up(MONDAY)

    assert set(subjects("zonnedak")) == {f"project:{first.pk}", f"project:{last.pk}"}


@pytest.mark.parametrize("fault", ["missing", "damaged"])
def test_without_an_index_titles_are_looked_at(fault, settings):
    question, sent = (
        make_question(title="Waar komt een fietsenstalling?"),
        make_question(title="Een fietsenstalling", status=Status.SENT),
    )
    district = make_district("Slaaghwijk")
    changed(question, sent, district)
    subjects("fietsenstalling")
    folder = indexing.follower.folder()
    if fault == "missing":
        shutil.rmtree(folder)
    else:
        for file in folder.iterdir():
            file.write_bytes(b"?")
    indexing.index.cache_clear()

    found = finding.find("fietsenstalling", language="nl")

    assert found.slower is True
    assert [row.subject for row in found.shown[0].rows] == [f"question:{question.pk}"]
    assert subjects("slaaghwijk") == [f"area:{district.pk}"]
    assert finding.hints("fie", language="nl") == []
    assert finding.like("fiets") == []

    indexing.keep_up(MONDAY)
    assert finding.find("fietsenstalling", language="nl").slower is False


def test_while_another_process_writes_the_index_answers_as_it_was(monkeypatch):
    from kennisstad.retrieval.lock import held
    from kennisstad.retrieval.tantivy_index import _lock

    before = make_question(title="Waar komt een fietsenstalling?")
    changed(before)
    assert subjects("fietsenstalling")
    later = make_question(title="Nog een fietsenstalling")
    changed(later)

    with held(_lock(indexing.follower.folder()), wait_s=1):
        assert subjects("fietsenstalling") == [f"question:{before.pk}"]

    assert len(subjects("fietsenstalling")) == 2


def test_the_worker_makes_the_index_anew_when_a_version_finds_other_things(settings):
    area = make_district("Slaaghwijk")
    changed(area)
    settings.SEARCH_SOURCES = {}
    indexing.rebuild()
    assert indexing.is_of_this_version()

    settings.SEARCH_SOURCES = {"area": "kennisstad.neighbourhoods.searchable.areas"}
    assert not indexing.is_of_this_version()
    indexing.keep_up(MONDAY)

    assert subjects("slaaghwijk") == [f"area:{area.pk}"]


def test_fixed_pages_are_found():
    found = finding.find("uiterste datum", language="nl")

    assert isinstance(indexing.index(), TantivyIndex)
    assert subjects("volgcode") == ["fixed:2"]
    assert found.slower is False


def test_reading_takes_the_same_queries_however_much_there_is(django_assert_max_num_queries):
    carrier = make_partner(name="Stad van groen")
    made = [make_project(carrier, title=f"Groen {n}") for n in range(30)]
    made += [make_question(title=f"Groen {n}") for n in range(30)]
    made += [make_course(carrier, name=f"Groen {n}") for n in range(10)]
    made += [make_expert(name=f"Groen {n}", partner=carrier) for n in range(10)]
    made += [make_district(f"Groen-{n}") for n in range(10)]
    made += [make_result(title=f"Groen {n}") for n in range(3)]
    changed(*made)
    finding.find("groen", language="nl")

    with django_assert_max_num_queries(9):
        found = finding.find("groen", language="nl")

    assert len(found.sections) >= 5
