# SPDX-License-Identifier: EUPL-1.2
"""A programme manager enters the next agreement, re-maps themes, links a result and says how far it is."""

from datetime import date

import pytest
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.agreement.models import Agreement
from kennisstad.progress.models import ReportDay
from kennisstad.website.actions import lay_out
from tests.agreement.making import make_agreement, make_commitment, make_figure, make_theme
from tests.browser.conftest import Walker
from tests.browser.test_road import sign_in, with_password
from tests.making import make_partner, make_project, make_result, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"nl": "/werkplek", "en": "/en/workspace"}
AGREEMENTS = {"nl": "/werkplek/overeenkomsten/", "en": "/en/workspace/agreements/"}
PROMISES = {"nl": "/werkplek/afspraken-van-partners/", "en": "/en/workspace/commitments/"}
OWED = {"nl": "/werkplek/onze-afspraken/", "en": "/en/workspace/owed/"}
DAYS = {"nl": "/werkplek/verslagdagen/", "en": "/en/workspace/report-days/"}


@pytest.fixture
def old() -> Agreement:
    """The version that stands, with a theme, a project of 2019 under it, and a commitment with a figure."""
    lay_out("Leiden", at=timezone.now())
    with_password(make_user(Role.PROGRAMME_MANAGER, username="manager"))
    partner = make_partner("hogeschool", name="Hogeschool")
    with_password(make_user(Role.PARTNER_EDITOR, partner=partner, username="editor"))
    made = make_agreement("now", parties=[partner])
    theme = make_theme(made, "water")
    make_project(partner, title="Uit 2019", starts_on=date(2019, 1, 1)).themes.add(theme)
    make_result(make_project(partner, title="Groene daken"))
    make_figure(make_commitment(made, owners=[partner], theme=theme, due_on=date(2025, 1, 1)))
    return made


@pytest.mark.parametrize(
    ("language", "script", "width"),
    [("nl", True, 390), ("en", False, 1280)],
    ids=["nl-phone", "en-no-script"],
)
def test_the_next_agreement_is_entered_and_its_themes_are_mapped(old, walker, language, script, width):
    desk: Walker = walker(script=script, width=width)
    sign_in(desk, "" if language == "nl" else "/en", "manager")
    desk.go(f"{AGREEMENTS[language]}{'nieuw' if language == 'nl' else 'new'}/")
    desk.send(
        desk.form_with("address"),
        kind="successor", name_nl="Overeenkomst 2028", address="agreement-2028",
        starts_on="2028-01-01", ends_on="2032-12-31",
    )  # fmt: skip
    draft = Agreement.objects.get(key="agreement-2028")
    adding = desk.page.locator("main form")
    desk.send(adding.filter(has=desk.page.locator("[name=body_nl]")), number="1", body_nl="Wij werken samen.")
    desk.send(adding.filter(has=desk.page.locator("[name=mark]")).last, name_nl="Leven", mark="moss")
    desk.go(
        f"{AGREEMENTS[language]}{draft.pk}/{'nieuwe-afspraak' if language == 'nl' else 'new-commitment'}/"
    )
    desk.send(
        desk.form_with("sentence_nl"), sentence_nl="Wij planten bomen.", article=str(draft.articles.get().pk)
    )
    desk.go(f"{AGREEMENTS[language]}{draft.pk}/{'thema-overgang' if language == 'nl' else 're-map'}/")
    field = f"onward_{old.themes.get().pk}"
    desk.send(desk.form_with(field), **{field: str(draft.themes.get().pk)})

    under = desk.page.locator("section:has(#under) li").inner_text()
    assert under == ("Leven: 1 project")
    assert draft.commitments.get().article == draft.articles.get()


@pytest.mark.parametrize(
    ("language", "script", "width"), [("nl", True, 390), ("en", False, 390)], ids=["nl-phone", "en-no-script"]
)
def test_a_result_is_linked_and_a_commitment_assessed(old, walker, language, script, width):
    desk: Walker = walker(script=script, width=width)
    promise = old.commitments.get()
    sign_in(desk, "" if language == "nl" else "/en", "manager")
    desk.go(f"{PROMISES[language]}")
    desk.go(f"{PROMISES[language]}{promise.pk}/")
    desk.send(desk.form_with("look"), look="groene")
    desk.send(desk.page.locator("main form:has(button[name=number])").last)
    desk.send(desk.form_with("verdict"), verdict="kept", because_nl="Het dak ligt er.")

    assert desk.page.get_by_text("Het dak ligt er.").first.is_visible()
    assert promise.evidence.count() == 1
    desk.go(DAYS[language])
    desk.send(desk.form_with("remind_on"), on="2090-03-01", remind_on="2090-02-01")
    assert ReportDay.objects.count() == 1
    for page in (f"{DESK[language]}/", AGREEMENTS[language], f"{AGREEMENTS[language]}{old.pk}/"):
        desk.go(page)


@pytest.mark.parametrize(("language", "script"), [("nl", True), ("en", False)], ids=["nl", "en-no-script"])
def test_a_partner_reads_on_a_phone_what_it_owes(old, walker, language, script):
    desk: Walker = walker(script=script, width=390)
    promise = old.commitments.get()
    sign_in(desk, "" if language == "nl" else "/en", "editor")
    desk.go(f"{DESK[language]}/")
    desk.go(OWED[language])
    assert desk.page.locator("main li[data-row]").count() == 1

    desk.go(f"{PROMISES[language]}{promise.pk}/")
    desk.send(
        desk.form_with("measured_on"), value="12", unit="homes", measured_on="2026-03-01", source="Telling",
        definition_nl="Geteld.",
    )  # fmt: skip

    assert promise.figures.count() == 2
