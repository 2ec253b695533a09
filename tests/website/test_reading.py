# SPDX-License-Identifier: EUPL-1.2
"""Records with their words in one query, and what projects are known by."""

from datetime import date

import pytest
from django.utils.translation import override

from kennisstad.agreement.models import ThemeStep
from kennisstad.citylab.models import Status
from kennisstad.languages.reading import with_texts
from kennisstad.projects.models import Project, ProjectText
from kennisstad.website.labels import Label, all_labels, labels_of
from kennisstad.website.reading import roads_of
from tests.making import make_partner, make_project, make_question, make_result
from tests.neighbourhoods.making import make_district
from tests.website.making import make_agreement, make_road, make_theme

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
HANDED_OVER = date(2026, 11, 1)


def test_records_come_with_all_their_words_in_one_query(django_assert_num_queries):
    first, second = make_project(title="one"), make_project(title="two")
    ProjectText.objects.filter(project=first, language="en").delete()

    with django_assert_num_queries(1):
        found = with_texts(Project.objects.newest())
        words = [[(text.language, text.title, text.pk) for text in one.texts.all()] for one in found]

    kept = {text.pk: text for text in ProjectText.objects.all()}
    assert [one.pk for one in found] == [second.pk, first.pk]
    assert [sorted(language for language, _title, _pk in each) for each in words] == [["en", "nl"], ["nl"]]
    assert all(kept[pk].title == title for each in words for _language, title, pk in each)


def test_a_record_without_words_is_there_too():
    project = make_project()
    ProjectText.objects.all().delete()

    (found,) = with_texts(Project.objects.all())

    assert (found, list(found.texts.all())) == (project, [])


def test_as_many_records_as_were_asked_for_in_their_order():
    projects = [make_project() for _ in range(4)]

    assert with_texts(Project.objects.newest(), first=2) == projects[:-3:-1]


def test_labels_are_those_of_each_project_in_the_readers_language(django_assert_num_queries):
    agreement = make_agreement()
    one, other = make_project(make_partner("a", name="A")), make_project(make_partner("b", name="B"))
    one.districts.set([make_district(2, "Zuid"), make_district(1, "Noord")])
    one.themes.set([make_theme(agreement, "lab")])
    other.partners.set([other.carrier])

    with override("en"), django_assert_num_queries(1):
        labels = labels_of([one, other], TODAY)

    assert [label.name for label in labels[one.pk].district.values()] == ["Noord", "Zuid"]
    assert labels[one.pk].theme == {"lab": Label("lab", "lab en", "en", "canal")}
    assert labels[other.pk].partner == {"b": Label("b", "B")}
    assert labels[other.pk].theme == {}


def test_a_theme_without_words_in_this_language_keeps_its_other_words():
    theme = make_theme(key="lab")
    theme.texts.filter(language="en").delete()

    with override("en"):
        assert all_labels(TODAY).theme == {"lab": Label("lab", "lab nl", "nl", "canal")}


def test_a_theme_of_two_agreements_is_one_choice():
    make_theme(make_agreement("2017", starts=2017, ends=2022), "lab")
    make_theme(make_agreement("2023"), "lab")

    assert list(all_labels(TODAY).theme) == ["lab"]


def test_themes_stand_in_the_order_of_their_names_in_the_readers_language():
    agreement = make_agreement()
    for key, dutch, english in (("sea", "Zee", "Apple"), ("wood", "Bos", "Wood")):
        theme = make_theme(agreement, key)
        theme.texts.filter(language="nl").update(name=dutch)
        theme.texts.filter(language="en").update(name=english)

    with override("en"):
        assert list(all_labels(TODAY).theme) == ["sea", "wood"]
    with override("nl"):
        assert list(all_labels(TODAY).theme) == ["wood", "sea"]


def test_a_city_without_anything_has_no_choices():
    labels = all_labels(TODAY)

    assert (labels.district, labels.theme, labels.partner) == ({}, {}, {})


def test_a_road_in_a_list_says_where_it_is_and_not_what_comes_next():
    asked, unasked, waiting = (make_road(1), make_project(status="running"), make_project())
    make_question(status=Status.PLACED, project=waiting)

    roads = roads_of([asked, unasked, waiting])

    assert [station.state for station in roads[asked.pk]] == ["past"] * 5 + ["now"]
    assert [station.state for station in roads[unasked.pk]] == ["past"] * 3 + ["now", "next", "next"]
    assert {str(station.note) for road in roads.values() for station in road} == {""}


def test_a_theme_is_called_by_the_version_of_today_and_not_by_one_to_come():
    lab = make_theme(make_agreement("2023"), "lab")
    later = make_theme(make_agreement("2028", starts=2028, ends=2032), "later")
    ThemeStep.objects.create(old=lab, new=later)
    project = make_project()
    project.themes.set([lab])

    named = {day.year: labels_of([project], day)[project.pk] for day in (TODAY, date(2028, 1, 1))}

    assert {year: list(labels.theme) for year, labels in named.items()} == {2026: ["lab"], 2028: ["later"]}
    assert [one.theme.key for one in named[2028].earlier] == ["lab"]
    assert named[2026].earlier == []
    assert [years for years, _labels in all_labels(TODAY).themes] == ["", "2028–2032"]


def test_a_road_of_what_was_found_says_when_and_that_it_still_comes_back(django_assert_num_queries):
    asked, unasked = make_project(status="handed-over"), make_project(status="handed-over")
    make_question(status=Status.PLACED, project=asked)
    for project in (asked, unasked):
        make_result(project)

    # The projects, their questions with steps and uses, and what was given back.
    with django_assert_num_queries(5):
        roads = roads_of(Project.objects.select_related("result"))

    for project in (asked, unasked):
        (here,) = [station for station in roads[project.pk] if station.state == "now"]
        assert (str(here.label), here.on, here.lasts, here.waits) == ("gevonden", HANDED_OVER, False, True)
