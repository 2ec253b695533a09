# SPDX-License-Identifier: EUPL-1.2
"""A programme manager accounts for a year, and everybody reads it in both languages."""

import pytest
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.progress.models import Account
from kennisstad.website.actions import lay_out
from tests.browser.conftest import Walker
from tests.browser.test_road import sign_in, with_password
from tests.making import make_user
from tests.progress.account_making import Year

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"nl": "/werkplek/jaarverslagen/", "en": "/en/workspace/accounts/"}
PUBLIC = {"nl": "/overeenkomst/jaarverslagen/", "en": "/en/agreement/accounts/"}
SAID = {"nl": "Een goed jaar voor de stad.", "en": "A good year for the city."}


@pytest.fixture
def year() -> Year:
    lay_out("Leiden", at=timezone.now())
    with_password(make_user(Role.PROGRAMME_MANAGER, username="manager"))
    return Year()


@pytest.mark.parametrize(
    ("language", "script", "width"),
    [("nl", True, 1280), ("en", False, 390)],
    ids=["nl", "en-phone-no-script"],
)
def test_a_year_is_gathered_introduced_published_and_read(year, walker, language, script, width):
    desk: Walker = walker(script=script, width=width)
    sign_in(desk, "" if language == "nl" else "/en", "manager")
    desk.go(DESK[language])
    agreement = str(year.agreement.pk)
    desk.send(desk.form_with("agreement"), agreement=agreement, starts_on="2025-01-01", ends_on="2025-12-31")
    account = Account.objects.get()
    introduction = desk.page.locator("form:has([name=words_nl])").first
    desk.send(introduction, words_nl=SAID["nl"], words_en=SAID["en"])
    desk.send(desk.page.locator("section:has(#steps) form").first)

    reader: Walker = walker(script=script, width=width)
    reader.go(PUBLIC[language])
    reader.follow(reader.page.locator("[data-row] a"))

    assert reader.page.url.endswith(f"{PUBLIC[language]}{account.pk}/")
    assert reader.page.get_by_text(SAID[language]).is_visible()
    assert reader.page.get_by_text(account.digest).is_visible()
    assert reader.page.locator("svg.account__bar").count() == 2
    assert reader.page.locator("table caption").count() >= 5
