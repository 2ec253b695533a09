# SPDX-License-Identifier: EUPL-1.2
"""Researchers at the desk: looked up, claimed, confirmed, corrected, and taken off for good."""

import re

import pytest

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.partners.models import Authorship, Claim, Researcher, ResearchOptOut, Work
from tests.making import MONDAY, make_partner, make_researcher, make_user, make_work

ORCID = "0000-0000-0000-001X"


@pytest.fixture
def institution(db):
    return make_partner()


@pytest.fixture
def person(institution):
    return make_researcher(institution, orcid=ORCID, name="A. Voorbeeld")


@pytest.fixture
def editor(institution, desk_of):
    return desk_of(make_user(Role.PARTNER_EDITOR, partner=institution))


@pytest.fixture
def own(db, desk_of):
    return desk_of(make_user())


def claimed(person, desk, *, confirmed=True):
    return Claim.objects.create(
        researcher=person, user=desk.user, made_at=MONDAY, confirmed_at=MONDAY if confirmed else None
    )


def shown_claim(desk, person):
    """The claim that the form on the page answers."""
    page = desk.see("researcher", pk=person.pk).content.decode()
    return int(re.search(r'name="claim" value="(\d+)"', page)[1])


def shown(page):
    return list(page.context["page"])


def test_the_list_holds_the_own_institution_or_all(desk_of, editor, person):
    other = make_researcher(name="B. Voorbeeld")

    assert shown(editor.see("researchers")) == [person]
    assert shown(desk_of(make_user(Role.BROKER)).see("researchers")) == [person, other]


@pytest.mark.parametrize(
    ("words", "found"), [("voorb", True), ("STRAAT", True), ("%25", False), ("xyz", False)]
)
def test_people_are_looked_up_by_name_and_by_what_they_wrote(editor, person, words, found):
    make_work(person, title="Groen in de straat")

    assert shown(editor.see("researchers", f"?words={words}")) == ([person] if found else [])


def test_a_work_that_is_not_shown_finds_nobody(editor, person):
    make_work(person, title="Groen in de straat")
    Authorship.objects.update(shown=False)

    assert shown(editor.see("researchers", "?words=groen")) == []


def test_a_person_claims_the_own_profile_and_an_editor_confirms_it(own, editor, person):
    make_researcher(person.partner, name="0 comes first by name")
    assert own.press("own_research", {"number": f"https://orcid.org/{ORCID}"}).status_code == 302
    assert own.see("researcher", pk=person.pk).status_code == 403
    assert shown(editor.see("researchers"))[0] == person
    assert own.user.name.encode() in editor.see("researcher", pk=person.pk).content

    answer = {"answer": "yes", "claim": shown_claim(editor, person)}
    assert [editor.press("answer_claim", answer, pk=person.pk).status_code for _ in range(2)] == [302, 409]

    assert own.see("researcher", pk=person.pk).status_code == 200
    assert list(Event.objects.order_by("pk").values_list("kind", "actor", "facts")) == [
        ("researcher.claimed", own.user.pk, {}),
        ("researcher.confirmed", editor.user.pk, {"user": own.user.pk}),
    ]


def test_a_claim_that_is_declined_is_gone_and_can_be_made_by_another(own, editor, desk_of, person):
    claim = claimed(person, own, confirmed=False)
    other = desk_of(make_user())
    assert other.press("own_research", {"number": ORCID}).status_code == 409

    assert editor.press("answer_claim", {"answer": "no", "claim": claim.pk}, pk=person.pk).status_code == 302

    assert other.press("own_research", {"number": ORCID}).status_code == 302


@pytest.mark.parametrize("number", ["A99", "0000-0000-0000-0028", "W1", "wie?"])
def test_an_unknown_number_claims_nothing(own, person, number):
    assert own.press("own_research", {"number": number}).status_code == 409
    assert not Claim.objects.exists()


def test_nobody_claims_twice_or_confirms_the_own_claim(editor, person):
    claim = claimed(person, editor, confirmed=False)
    other = make_researcher(person.partner)

    assert editor.press("own_research", {"number": other.openalex_id}).status_code == 409
    answer = {"answer": "yes", "claim": claim.pk}
    assert editor.press("answer_claim", answer, pk=person.pk).status_code == 409
    assert Claim.objects.get().confirmed_at is None


def test_the_claim_of_who_left_stands_in_nobodys_way(own, person):
    Claim.objects.create(
        researcher=person, user=make_user(is_active=False), made_at=MONDAY, confirmed_at=MONDAY
    )

    assert own.press("own_research", {"number": ORCID}).status_code == 302


def test_an_answer_is_for_the_claim_that_was_shown(own, editor, desk_of, person):
    claimed(person, own, confirmed=False)
    answer = {"answer": "yes", "claim": shown_claim(editor, person)}
    own.press("own_research", {"take_back": "yes"})
    other = desk_of(make_user())
    assert other.press("own_research", {"number": ORCID}).status_code == 302

    page = editor.press("answer_claim", answer, pk=person.pk)

    assert page.status_code == 409
    assert other.user.name in page.content.decode()
    assert Claim.objects.get(user=other.user).confirmed_at is None


def test_the_claim_of_who_was_closed_waits_for_nobody(own, editor, person):
    claim = claimed(person, own, confirmed=False)
    own.user.is_active = False
    own.user.save()

    assert not shown(editor.see("researchers"))[0].waits
    assert b'name="claim"' not in editor.see("researcher", pk=person.pk).content
    answer = {"answer": "yes", "claim": claim.pk}
    assert editor.press("answer_claim", answer, pk=person.pk).status_code == 409
    assert Claim.objects.get().confirmed_at is None


def test_who_is_let_go_holds_no_profile_from_that_moment(own, desk_of, person):
    claimed(person, own)
    person.texts.create(language="nl", about="Vraag mij over bomen.")

    desk_of(make_user(Role.ADMINISTRATOR)).press("let_go", {"sure": "on"}, pk=own.user.pk)

    assert (Claim.objects.count(), person.texts.count(), Researcher.objects.count()) == (0, 0, 1)
    assert "researcher.claim-ended" in Event.objects.values_list("kind", flat=True)


def test_a_claim_is_taken_back_and_can_be_made_again(own, person):
    assert own.press("own_research", {"number": ORCID}).status_code == 302
    assert b"take_back" in own.see("own_research").content

    assert [own.press("own_research", {"take_back": "yes"}).status_code for _ in range(2)] == [302, 302]

    assert not Claim.objects.exists()
    assert own.press("own_research", {"number": ORCID}).status_code == 302


def test_guessing_numbers_tells_nothing_and_ends_after_ten(own, desk_of, person):
    claimed(person, desk_of(make_user()))
    said = [own.press("own_research", {"number": n}) for n in (person.openalex_id, *["A99"] * 10)]

    assert [page.status_code for page in said] == [409] * 10 + [429]
    taken, nobody = (list(page.context["form"].non_field_errors()) for page in said[:2])
    assert taken == nobody


def test_a_person_corrects_what_is_shown(own, person):
    claimed(person, own)
    mine, not_mine = make_work(person), make_work(person)
    person.texts.create(language="en", about="Before")
    said = {"name": "Anna Voorbeeld", "about_nl": "Ik weet van bomen.", "about_en": "", "works": [mine.pk]}

    assert own.press("correct_researcher", said, pk=person.pk).status_code == 302

    person.refresh_from_db()
    assert (person.name, person.name_is_own, person.takes_questions) == ("Anna Voorbeeld", True, False)
    assert list(person.texts.values_list("language", "about")) == [("nl", "Ik weet van bomen.")]
    assert set(person.authorships.values_list("work", "shown")) == {(mine.pk, True), (not_mine.pk, False)}


def test_what_does_not_fit_is_shown_again_and_nothing_changes(own, person):
    claimed(person, own)
    other = make_work(make_researcher())
    make_work(person)
    said = {"name": "", "about_nl": "x" * 601, "works": [other.pk]}

    answer = own.press("correct_researcher", said, pk=person.pk)

    assert answer.status_code == 400
    assert sorted(answer.context["correct"].errors) == ["about_nl", "name", "works"]
    person.refresh_from_db()
    assert person.name == "A. Voorbeeld"


@pytest.mark.parametrize("who", ["own", "editor"])
def test_one_button_takes_a_person_off_for_good(own, editor, person, who):
    claimed(person, own)
    make_work(person)
    both = make_work(person, make_researcher())
    desk = {"own": own, "editor": editor}[who]

    assert [desk.press("hide_researcher", pk=person.pk).status_code for _ in range(2)] == [302, 404]

    assert not Researcher.objects.filter(pk=person.pk).exists()
    assert list(Work.objects.all()) == [both]
    assert (ResearchOptOut.objects.count(), Claim.objects.count()) == (2, 0)
    assert Event.objects.filter(kind="researcher.hidden").get().actor == desk.user.pk


def test_words_of_a_stranger_stay_words(editor, person):
    make_work(person, title="<script>alert(1)</script>", doi='10.5555/"><script>')
    page = editor.see("researcher", pk=person.pk).content

    assert b"<script>alert" not in page
    assert b'"><script>' not in page
