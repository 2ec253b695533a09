# SPDX-License-Identifier: EUPL-1.2
"""Works can be found, so that people are scored from them; never by visitors, and gone with the person."""

import pytest

from kennisstad.citylab import indexing
from kennisstad.citylab.alike import asked_before
from kennisstad.partners import actions
from kennisstad.partners.models import Researcher
from tests.making import MONDAY, make_partner, make_researcher, make_user, make_work
from tests.partners.test_import_research import AUTHORS, OURS, WORKS, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
GEVELS = {"nl": "gevels met planten in de binnenstad"}


@pytest.fixture(autouse=True)
def works():
    make_partner("ours", ror=OURS)
    take(AUTHORS, WORKS)


def titles(texts) -> list[str]:
    hits = indexing.ready().search(texts, kinds={"work"}, limit=10)
    found = indexing.READ["work"][0]().in_bulk([int(hit.id.partition(":")[2]) for hit in hits])
    assert len(found) == len(hits)
    return [found[int(hit.id.partition(":")[2])].title for hit in hits]


def test_a_work_is_found_by_title_and_abstract_in_its_own_language():
    assert titles(GEVELS)[0].startswith("Groene gevels")
    assert titles({"en": "where do older residents meet"})[0].startswith("Loneliness")
    assert titles({"en": "Einsamkeit"}) == ["Einsamkeit im Quartier"]


def test_an_index_made_anew_holds_the_same():
    indexing.rebuild()

    assert titles(GEVELS)[0].startswith("Groene gevels")


def off_the_list(person):
    actions.hide(person, by=make_user(), at=MONDAY)


def correct(person, **changes):
    said = {"name": person.name, "about": {}, "takes_questions": True}
    said["works"] = person.works.values_list("pk", flat=True)
    actions.correct(person, **said | changes, by=make_user(), at=MONDAY)


@pytest.mark.parametrize(
    "leave",
    [
        off_the_list,
        lambda person: actions.opt_out(person.orcid, at=MONDAY),
        lambda person: correct(person, takes_questions=False),
        lambda person: correct(person, works=[]),
    ],
)
def test_lone_works_go_at_once_with_who_wrote_them_and_the_others_stay(leave):
    assert indexing.ready().search(GEVELS, kinds={"work"}, limit=10)

    leave(Researcher.objects.get(openalex_id="A9000000001"))

    assert indexing.ready().search(GEVELS, kinds={"work"}, limit=10) == []
    assert titles({"en": "Einsamkeit"}) == ["Einsamkeit im Quartier"]


def test_who_takes_questions_again_is_found_again():
    person = Researcher.objects.get(openalex_id="A9000000001")
    correct(person, takes_questions=False)
    assert indexing.ready().search(GEVELS, kinds={"work"}, limit=10) == []

    correct(person)

    assert titles(GEVELS)


def test_asked_before_never_gives_a_work():
    assert asked_before("gevels met planten in de binnenstad koelen de straat", language="nl") == []


def test_a_visitor_who_looks_never_meets_a_work_or_who_wrote_it(client):
    for address in ("/", "/vragen/", "/partners/ours/", "/en/questions/"):
        page = client.get(address, {"q": "gevels", "words": "gevels"}, follow=True).content.decode()
        assert "Groene gevels" not in page
        assert "Voorbeeld" not in page


def test_very_many_changes_at_once_are_taken_in(monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 3)
    person = make_researcher()
    works = [make_work(person, title=f"Zonnepanelen {n}") for n in range(10)]
    correct(person)

    assert len(indexing.ready().search({"nl": "zonnepanelen"}, kinds={"work"}, limit=20)) == len(works)
