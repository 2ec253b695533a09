# SPDX-License-Identifier: EUPL-1.2
"""Agreements at the desk: a programme manager drafts the next one, re-maps its themes, and enters it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.accounts.models import Role
from kennisstad.agreement.models import Agreement, Status, ThemeStep
from kennisstad.agreement.versions import descendants
from kennisstad.workspace.queries.agreements import divided
from tests.agreement.making import make_agreement, make_article, make_commitment, make_theme
from tests.making import make_partner, make_project, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(desk_of):
    return desk_of(make_user(Role.PROGRAMME_MANAGER))


@pytest.fixture
def old():
    return make_agreement("now")


@pytest.fixture
def draft(old):
    return make_agreement(
        "next", follows=old, status=Status.DRAFT, starts_on=date(2028, 1, 1), ends_on=date(2032, 1, 1)
    )


def said(page) -> str:
    """What is wrong, in the summary on top of the page."""
    wrong = page.context["wrong"]
    return str(wrong.non_field_errors()) + str(wrong.errors)


NEW = {
    "kind": "successor", "address": "agreement-2028", "name_nl": "Overeenkomst 2028", "summary_nl": "",
    "starts_on": "2028-01-01", "ends_on": "2032-12-31",
}  # fmt: skip


def test_the_next_agreement_is_entered_from_draft_to_signed(desk, old):
    partner = make_partner()
    old.parties.create(partner=partner, joined_on=old.starts_on)
    gone_on = make_theme(old, "gezond")

    assert desk.press("agreement_new", NEW).status_code == 302
    draft = Agreement.objects.get(key="agreement-2028")
    desk.press("agreement_add_article", {"number": "1", "body_nl": "Wij werken samen."}, pk=draft.pk)
    desk.press("agreement_add_theme", {"name_nl": "Leven", "mark": "moss"}, pk=draft.pk)
    new, article = draft.themes.get(), draft.articles.get()
    desk.press(
        "commitment_new",
        {"sentence_nl": "Wij planten bomen.", "article": article.pk, "owner_1": partner.pk, "share_1": "100"}
        | {"fresh_for_months": "12"},
        pk=draft.pk,
    )
    assert [str(one) for one in desk.see("agreement", pk=draft.pk).context["faults"]] == [
        "Kies waar het thema “gezond nl” verdergaat, of dat het stopt."
    ]
    assert desk.press("agreement_signed", {}, pk=draft.pk).status_code == 409
    desk.press("agreement_map", {f"onward_{gone_on.pk}": [new.pk]}, pk=draft.pk)
    assert desk.press("agreement_signed", {"signed_on": "2026-11-01"}, pk=draft.pk).status_code == 302

    draft.refresh_from_db()
    assert (draft.status, draft.signed_on, draft.follows) == ("signed", date(2026, 11, 1), old)
    promise = draft.commitments.get()
    assert (promise.article, promise.owners.get().share) == (article, 1)


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"ends_on": "2027-01-01"}, 409, "eindigt voordat"),
        ({"kind": "first"}, 409, "al een eerste overeenkomst"),
        ({"address": "Niet goed"}, 400, "kleine letters"),
        ({"name_nl": ""}, 400, "ten minste één taal"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(desk, old, change, status, sentence):
    page = desk.press("agreement_new", NEW | change)

    assert page.status_code == status
    assert sentence in said(page)
    typed = (NEW | change)["summary_nl"], (NEW | change)["starts_on"]
    form = page.context["form"]
    assert (form["summary_nl"].value(), form["starts_on"].value()) == typed
    assert Agreement.objects.count() == 1


def test_a_second_press_makes_no_second_draft(desk, old):
    once = NEW | {"key": "4b1c6c3e-6a39-4b70-9c3a-2a2f9f6f3a11"}

    assert [desk.press("agreement_new", once).status_code for _ in range(2)] == [302, 302]
    assert Agreement.objects.count() == 2


def test_the_map_tells_how_many_projects_come_under_each_theme_and_which_stay_behind(desk, old, draft):
    water, campus, heritage = make_theme(old), make_theme(old), make_theme(old)
    life, culture = make_theme(draft, place=1), make_theme(draft, place=2)
    for theme in (water, water, campus, heritage):
        make_project().themes.add(theme)
    both = make_project()
    both.themes.set([water, heritage])

    onward = {f"onward_{water.pk}": [life.pk], f"onward_{heritage.pk}": [life.pk, culture.pk]}
    pressed = desk.press("agreement_map", onward | {f"ends_{campus.pk}": "on"}, pk=draft.pk)

    assert pressed.status_code == 302
    context = desk.see("agreement_map", pk=draft.pk).context
    assert context["under"] == [(life, 4), (culture, 2)]
    assert [(row["theme"], row["behind"]) for row in context["rows"]] == [
        (water, 0),
        (campus, 1),
        (heritage, 0),
    ]


def test_a_project_of_a_first_version_comes_under_a_third_by_way_of_the_second(desk, old, draft):
    oldest, newest = make_theme(old), make_theme(draft)
    make_project().themes.add(oldest)
    ThemeStep.objects.create(old=oldest, new=newest)
    draft.status = Status.SIGNED
    draft.save()
    third = make_agreement(
        follows=draft, status="draft", starts_on=date(2033, 1, 1), ends_on=date(2034, 1, 1)
    )
    last = make_theme(third)
    desk.press("agreement_map", {f"onward_{newest.pk}": [last.pk]}, pk=third.pk)

    assert desk.see("agreement_map", pk=third.pk).context["under"] == [(last, 1)]


OLD, NEW_ONES = [1, 2, 3, 4], [11, 12, 13]
STEPS = st.sets(st.tuples(st.sampled_from(OLD), st.sampled_from(NEW_ONES)))
PROJECTS = st.dictionaries(st.sampled_from(OLD), st.sets(st.integers(100, 110)))


@given(STEPS, PROJECTS)
def test_re_mapping_loses_no_project(steps, of_theme):
    under, behind = divided(OLD, NEW_ONES, descendants(steps), of_theme)

    placed = set().union(*under.values())
    for theme in OLD:
        of_this = of_theme.get(theme, set())
        assert of_this <= placed | behind[theme]
        assert behind[theme] <= of_this - placed
    for old, new in steps:
        assert of_theme.get(old, set()) <= under[new]


def test_a_theme_cannot_go_on_and_end(desk, old, draft):
    theme, new = make_theme(old), make_theme(draft)

    page = desk.press(
        "agreement_map", {f"onward_{theme.pk}": [new.pk], f"ends_{theme.pk}": "on"}, pk=draft.pk
    )

    assert page.status_code == 400
    assert "niet allebei" in said(page)
    assert page.context["form"][f"onward_{theme.pk}"].value() == [str(new.pk)]


def test_the_text_of_a_signed_version_is_not_changed_at_the_desk(desk, old):
    article = make_article(old)

    page = desk.press(
        "agreement_edit_article",
        {"number": "9", "body_nl": "Anders", "body_en": "Else"},
        pk=old.pk,
        article=article.pk,
    )

    assert page.status_code == 409
    assert "Maak een aanvulling of een opvolger" in said(page)
    article.refresh_from_db()
    assert article.number != "9"
    assert "add_article" not in desk.see("agreement", pk=old.pk).context


def test_parties_and_facts_of_a_signed_version_are_kept(desk, old):
    partner = make_partner()
    assert (
        desk.press(
            "agreement_join", {"partner": partner.pk, "joined_on": "2024-12-01"}, pk=old.pk
        ).status_code
        == 302
    )
    party = old.parties.get()
    page = desk.press("agreement_leave", {"left_on": "2024-11-01"}, pk=old.pk, party=party.pk)
    assert (page.status_code, "niet uitstappen voordat" in said(page)) == (409, True)
    desk.press("agreement_leave", {"left_on": "2026-01-01"}, pk=old.pk, party=party.pk)
    fact = {
        "statement_nl": "Het eindigt in 2021.",
        "topic": "end-year",
        "source": "Krant",
        "read_on": "2026-01-01",
    }
    desk.press("agreement_add_fact", fact, pk=old.pk)
    desk.press("agreement_add_fact", fact | {"source": "Raad", "statement_nl": "In 2022."}, pk=old.pk)
    second = old.facts.get(source="Raad")
    desk.press("agreement_follow_fact", {"why_nl": "De raad besloot het."}, pk=old.pk, fact=second.pk)

    party.refresh_from_db()
    assert party.left_on == date(2026, 1, 1)
    assert list(old.facts.order_by("pk").values_list("source", "followed")) == [
        ("Krant", False),
        ("Raad", True),
    ]


def test_a_draft_is_thrown_away(desk, draft):
    make_commitment(draft)

    assert desk.press("agreement_discard", {}, pk=draft.pk).status_code == 302
    assert list(Agreement.objects.values_list("key", flat=True)) == ["now"]


def test_themes_of_a_draft_are_nobodys_to_choose_yet(desk_of, old, draft):
    make_theme(old, "signed")
    make_theme(draft, "draft")

    form = desk_of(make_user(Role.BROKER)).see("project_new").context["form"]

    assert [name for _pk, name in form.fields["themes"].choices] == ["signed nl"]


def test_an_article_of_another_version_is_not_found_here(desk, old, draft):
    other = make_article(old)

    assert desk.press("agreement_remove_article", {}, pk=draft.pk, article=other.pk).status_code == 404
