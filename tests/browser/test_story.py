# SPDX-License-Identifier: EUPL-1.2
"""An editor writes, previews, translates and publishes a story with an image; everybody reads it."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from kennisstad.accounts.actions import give_role
from kennisstad.accounts.models import Role
from kennisstad.website.actions import lay_out
from kennisstad.website.models import StoryIndexPage, StoryPage
from tests.browser.conftest import Walker
from tests.browser.test_road import sign_in, with_password
from tests.cms.test_pictures import picture
from tests.making import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLES = {"nl": "Een bank bij de brug", "en": "A bench by the bridge"}
WORDS = "Een bank onder een boom"
ALONG_THE_WAY = (
    "",
    "pages/",
    "images/",
    "snippets/website/themeintroduction/add/",
    "reports/to-mend/",
    "reports/workflow/",
)


@pytest.fixture
def editor(walker: Any, tmp_path: Path, settings: Any) -> Walker:
    settings.MEDIA_ROOT = tmp_path / "media"
    lay_out("Leiden", at=timezone.now())
    user = with_password(make_user(username="redacteur"))
    give_role(user, role=Role.PROGRAMME_MANAGER, partner_id=None, by=None, at=timezone.now())
    desk: Walker = walker(script=True, width=1280)
    sign_in(desk, "", "redacteur")
    return desk


def opened(editor: Walker, path: str) -> Page:
    """Open one of Wagtail's own pages: it asks no other host for anything and breaks no policy."""
    answer = editor.page.goto(f"/redactie/{path}")
    assert answer is not None
    assert (answer.status, editor.complaints) == (200, []), path
    return editor.page


def send_image_in(editor: Walker, folder: Path) -> None:
    file = folder / "bench.png"
    file.write_bytes(picture(size=(1200, 800)))
    page = opened(editor, "images/add/")
    page.set_input_files("#id_file", file)
    page.fill("#id_title", "Een bank")
    page.fill("#id_description", "Een bank bij het water")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/redactie/images/")


def write_story(editor: Walker) -> StoryPage:
    parent = StoryIndexPage.objects.get(slug="verhalen")
    page = opened(editor, f"pages/add/website/storypage/{parent.pk}/")
    page.fill("#id_title", TITLES["nl"])
    page.fill("#id_lead", "Waar blijven mensen staan?")
    page.locator("[id*=picture-section] [data-streamfield-stream-add], button[title*=oeg]").first.click()
    page.locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal [data-chooser-modal-choice]").first.click()
    page.fill("input[name$=alt_text]", WORDS)
    page.locator("button.action-save").first.click()
    page.wait_for_url("**/edit/")
    assert editor.complaints == []
    story: StoryPage = StoryPage.objects.get()
    assert not story.live
    return story


def preview(editor: Walker) -> None:
    """Look at the story beside its form, where its page stands in a frame."""
    editor.page.locator("[data-side-panel-toggle=preview]").click()
    shown = editor.page.frame_locator("iframe[id*=preview]")
    assert shown.locator("h1").inner_text() == TITLES["nl"]
    assert shown.locator("figure img").get_attribute("alt") == WORDS
    assert editor.complaints == []


def translate(editor: Walker, story: StoryPage) -> StoryPage:
    page = opened(editor, f"translation/submit/page/{story.pk}/")
    page.locator("[name=locales]").first.check()
    page.locator("main form input[type=submit]").click()
    page.wait_for_url("**/edit/")
    page.fill("#id_title", TITLES["en"])
    page.fill("#id_lead", "Where do people stop?")
    page.locator("[role=tab]").nth(1).click()
    page.fill("#id_slug", "a-bench")
    copy: StoryPage = StoryPage.objects.get(locale__language_code="en")
    return copy


def publish(editor: Walker, story: StoryPage) -> None:
    page = editor.page
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("[name=action-publish]").click()
    page.wait_for_url(f"**/redactie/pages/{story.get_parent().pk}/")
    assert editor.complaints == []
    story.refresh_from_db()
    assert story.live


def test_a_story_is_written_previewed_translated_published_and_read(editor, walker, tmp_path):
    send_image_in(editor, tmp_path)
    story = write_story(editor)
    preview(editor)
    publish(editor, story)
    publish(editor, translate(editor, story))
    for path in ALONG_THE_WAY:
        opened(editor, path)

    reader = walker(script=False, width=390)
    reader.go("/verhalen/een-bank-bij-de-brug/")
    for language in ("nl", "en"):
        assert reader.page.locator("h1").inner_text() == TITLES[language]
        image = reader.page.locator("figure img")
        assert image.get_attribute("alt") == WORDS
        assert reader.context.request.get(reader.address + image.get_attribute("src")).status == 200
        if language == "nl":
            reader.follow(reader.page.locator("a[hreflang=en]"))
    assert reader.page.url.endswith("/en/stories/a-bench/")
