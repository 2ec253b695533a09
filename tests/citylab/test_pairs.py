# SPDX-License-Identifier: EUPL-1.2
"""Word pairs in the database: learned, loaded, struck out, looked up."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Concat

from kennisstad.accounts.models import Role
from kennisstad.agreement.models import Theme
from kennisstad.audit.actions import record
from kennisstad.audit.models import Event
from kennisstad.citylab import pairs
from kennisstad.citylab.bilingual import texts_in_both
from kennisstad.citylab.models import PairSource, Status, TermPair
from kennisstad.education.models import Course, CourseText, Department
from kennisstad.lib.files import UnusableFile
from kennisstad.partners.models import PartnerText
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_course, make_pair, make_partner, make_question, make_user
from tests.retrieval.test_pairing import SAID

pytestmark = pytest.mark.django_db
TOMORROW = MONDAY + timedelta(days=1)
WORDS = "fiets\tbicycle, bike\nhuurder\ttenant\nwijk\tdistrict\n"


@pytest.fixture
def courses() -> None:
    partner = make_partner()
    PartnerText.objects.all().delete()
    for dutch, english in SAID:
        make_course(partner, name=dutch, name_en=english, description="").texts.update(description="")


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    path = tmp_path / "words.tsv"
    path.write_text(WORDS)
    return path


def standing() -> set[tuple[str, str]]:
    return set(TermPair.objects.standing().values_list("dutch_word", "english_word"))


def test_pairs_are_learned_from_courses_and_learning_again_changes_nothing(courses):
    count = pairs.learn_from_records(by=None, at=MONDAY)
    before = list(TermPair.objects.order_by("pk").values())

    assert pairs.learn_from_records(by=None, at=TOMORROW) == count == len(before)
    assert list(TermPair.objects.order_by("pk").values()) == before
    assert {("huurders", "tenants"), ("tuin", "garden")} <= standing()
    facts = [event.facts for event in Event.objects.filter(kind="pairs.learned").order_by("pk")]
    assert [(fact["new"], fact["changed"], fact["gone"]) for fact in facts] == [(count, 0, 0), (0, 0, 0)]


def test_what_was_struck_out_does_not_come_back(courses):
    pairs.learn_from_records(by=None, at=MONDAY)
    struck = TermPair.objects.get(dutch_word="huurders")
    pairs.strike_out(struck, by=make_user(Role.BROKER), at=MONDAY)

    pairs.learn_from_records(by=None, at=TOMORROW)
    CourseText.objects.all().delete()
    pairs.learn_from_records(by=None, at=TOMORROW)

    assert list(TermPair.objects.all()) == [struck]
    assert pairs.translations([struck.dutch], "nl") == {}


def test_only_what_visitors_may_read_in_both_languages_is_read():
    make_question(title="Openbaar")
    make_question(title="Geheim", status=Status.DECLINED)
    make_partner("half").texts.filter(language="en").delete()

    assert [nl for fields in texts_in_both() for nl, _ in fields] == ["Openbaar"]


def test_one_query_looks_up_all_terms_of_a_question_in_both_directions(django_assert_num_queries):
    make_pair("fiets", "bicycl", weight=0.9)
    make_pair("fiets", "bike", source=PairSource.DICTIONARY, weight=1.0)
    make_pair("fiets", "cycl", source=PairSource.DICTIONARY, weight=1.0)
    make_pair("rijwiel", "bicycl", source=PairSource.DICTIONARY, weight=1.0)

    with django_assert_num_queries(1):
        found = pairs.translations(["fiets", "straat"], "nl")

    # Two meanings of a dictionary share their weight; a learned one keeps its own.
    share = pytest.approx(0.5**0.5)
    assert found == {"fiets": [("bicycl", 0.9), ("bike", share), ("cycl", share)]}
    assert pairs.translations({"bicycl"}, "en") == {"bicycl": [("rijwiel", 1.0), ("fiets", 0.9)]}


def test_a_pair_is_struck_out_of_every_source_also_of_one_that_is_loaded_later(dictionary):
    learned, broker = make_pair("huurder", "tenant"), make_user(Role.BROKER)
    pairs.strike_out(learned, by=broker, at=MONDAY)

    pairs.load_dictionary(dictionary, by=None, at=MONDAY)
    loaded = TermPair.objects.from_dictionary().get(dutch="huurder")
    assert (loaded.struck_out_at, loaded.struck_out_by) == (MONDAY, broker)
    pairs.restore(loaded, by=broker, at=TOMORROW)

    assert pairs.translations(["huurder"], "nl") == {"huurder": [("tenant", 1.0)]}
    with pytest.raises(NotNow):
        pairs.restore(learned, by=broker, at=TOMORROW)


def test_striking_out_and_putting_back_act_on_the_pair_wherever_it_is_from():
    learned, told = make_pair(), make_pair(source=PairSource.DICTIONARY)
    broker = make_user(Role.BROKER)

    pairs.strike_out(learned, by=broker, at=MONDAY)
    assert pairs.translations(["fiets"], "nl") == {}
    pairs.restore(told, by=broker, at=TOMORROW)

    assert TermPair.objects.standing().count() == 2


def test_a_dictionary_takes_the_place_of_the_one_before(dictionary):
    learned = make_pair("wijk", "district")
    assert pairs.load_dictionary(dictionary, by=None, at=MONDAY) == 4
    assert pairs.load_dictionary(dictionary, by=None, at=MONDAY) == 4
    dictionary.write_text("tuin\tgarden\nwijk\tneighbourhood\n")
    pairs.load_dictionary(dictionary, by=None, at=TOMORROW)

    assert standing() == {("tuin", "garden"), ("wijk", "neighbourhood"), ("wijk", "district")}
    assert pairs.clear_dictionary(by=None, at=TOMORROW) == 2
    assert list(TermPair.objects.all()) == [learned]


def test_a_file_that_cannot_be_used_changes_nothing(dictionary):
    pairs.load_dictionary(dictionary, by=None, at=MONDAY)
    dictionary.write_text(WORDS + "no tab\n")

    with pytest.raises(UnusableFile):
        pairs.load_dictionary(dictionary, by=None, at=TOMORROW)

    assert TermPair.objects.count() == 4
    assert Event.objects.filter(kind="dictionary.loaded").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"weight": 0.0}, {"weight": 1.1}, {"source": "guess"}, {"records": 0}, {"english": ""},
        {"source": PairSource.DICTIONARY, "records": 1}, {"dutch_word": ""},
    ],
    ids=str,
)  # fmt: skip
def test_the_database_refuses_what_is_no_pair(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_pair(**wrong)


@pytest.mark.parametrize("changed", [Course, Department, Theme])
def test_the_worker_learns_once_a_day_and_only_when_records_changed(courses, changed):
    assert pairs.keep_up(at=MONDAY) > 0
    assert pairs.keep_up(at=TOMORROW) == 0
    record("it.changed", subject=changed(pk=7), by_id=None, at=TOMORROW)
    assert pairs.keep_up(at=MONDAY + timedelta(hours=23)) == 0
    assert pairs.keep_up(at=TOMORROW) > 0
    assert pairs.keep_up(at=TOMORROW + timedelta(days=2)) == 0


@pytest.mark.parametrize("learned_before", [True, False])
def test_another_analysis_makes_other_terms_of_the_same_words(
    courses, dictionary, monkeypatch, learned_before
):
    pairs.load_dictionary(dictionary, by=None, at=MONDAY)
    if learned_before:
        pairs.keep_up(at=MONDAY)
    before = list(TermPair.objects.from_dictionary().values_list("dutch", "english"))
    TermPair.objects.from_dictionary().update(dutch=Concat("dutch", Value("-as-it-was")))
    monkeypatch.setattr(pairs, "ANALYSIS_VERSION", 1_000)

    pairs.keep_up(at=MONDAY)

    after = TermPair.objects.from_dictionary().values_list("dutch", "english")
    assert sorted(after) == sorted(before)
    assert pairs.keep_up(at=MONDAY) == 0


def said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_commands_tell_what_they_did(dictionary):
    make_pair("tuin", "garden", records=7)

    assert said("dictionary_load", str(dictionary)).startswith("The dictionary holds 4 word pairs.")
    assert "tuin\tgarden\t0.80\tfrom 7 records\n" in said("pairs_list")
    assert json.loads(said("pairs_list", "--json"))[0] == {
        "dutch": "fiets", "english": "bicycle", "weight": 1.0, "source": "dictionary", "records": 0,
        "struck_out": False,
    }  # fmt: skip
    assert said("dictionary_clear") == "4 word pairs are taken out.\n"
    assert said("pairs_learn") == "0 word pairs are learned.\n"


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"^\S+ cannot be read: No such file or directory\. Nothing was"):
        call_command("dictionary_load", str(tmp_path / "none.dict.dz"))
