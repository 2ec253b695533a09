# SPDX-License-Identifier: EUPL-1.2
"""An editor writes, previews, translates and publishes a story with an image; everybody reads it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

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
WORDS_OF_THE_IMAGE = "Een bank bij het water"
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


def opened(editor: Walker, path: str) -> BrowserPage:
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
    page.fill("#id_description", WORDS_OF_THE_IMAGE)
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
    words = page.locator("input[name$=alt_text]")
    # Those of the image itself come first, once it is chosen.
    expect(words).to_have_value(WORDS_OF_THE_IMAGE)
    words.fill(WORDS)
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


def read(reader: Walker) -> None:
    """Read the story in Dutch, and by its link in English."""
    reader.go("/verhalen/een-bank-bij-de-brug/")
    for language in ("nl", "en"):
        assert reader.page.locator("h1").inner_text() == TITLES[language]
        image = reader.page.locator("figure img")
        assert image.get_attribute("alt") == WORDS
        assert reader.context.request.get(reader.address + image.get_attribute("src")).status == 200
        if language == "nl":
            reader.follow(reader.page.locator("a[hreflang=en]"))
    assert reader.page.url.endswith("/en/stories/a-bench/")


def test_a_story_is_written_previewed_translated_published_and_read(editor, walker, tmp_path):
    send_image_in(editor, tmp_path)
    story = write_story(editor)
    preview(editor)
    publish(editor, story)
    publish(editor, translate(editor, story))
    for path in (f"pages/{story.pk}/history/", f"pages/{story.pk}/usage/", f"pages/{story.pk}/"):
        opened(editor, path)

    for script in (True, False):
        read(walker(script=script, width=390))


def forms() -> Iterator[str]:
    """Give the list and the new form of each kind of record; the form of each kind of page, old and new."""
    for model in get_snippet_models():
        view_set = model.snippet_viewset
        yield from (reverse(view_set.get_url_name(name)) for name in ("list", "add"))
    pages = Page.objects.filter(locale__language_code="nl", depth__gt=1).specific()
    for pk in {type(page): page.pk for page in pages}.values():
        yield reverse("wagtailadmin_pages:edit", args=[pk])
    kinds = {kind: parent.pk for parent in pages for kind in parent.creatable_subpage_models()}
    for kind, parent in kinds.items():
        names = (kind._meta.app_label, kind._meta.model_name, parent)
        yield reverse("wagtailadmin_pages:add", args=names)


def test_no_page_of_the_editors_asks_another_host_or_breaks_its_policy(editor):
    addresses = [path.removeprefix("/redactie/") for path in forms()]
    assert len(addresses) > len(ALONG_THE_WAY)

    for path in (*ALONG_THE_WAY, *addresses):
        page = opened(editor, path)
        page.wait_for_load_state("networkidle")
        assert (page.url, editor.complaints) == (f"{editor.address}/redactie/{path}", []), path
