# SPDX-License-Identifier: EUPL-1.2
"""An editor writes, previews, publishes and translates a story with an image; everybody reads it."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kennisstad.accounts.actions import give_role
from kennisstad.accounts.models import Role
from kennisstad.website.actions import lay_out
from kennisstad.website.models import StoryIndexPage, StoryPage
from tests.browser.conftest import Walker
from tests.browser.test_road import sign_in, with_password
from tests.cms.test_pictures import picture
from tests.making import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor(walker: Any, tmp_path: Path, settings: Any) -> Walker:
    settings.MEDIA_ROOT = tmp_path / "media"
    lay_out("Leiden", at=timezone.now())
    user = with_password(make_user(username="redacteur"))
    give_role(user, role=Role.PROGRAMME_MANAGER, partner_id=None, by=None, at=timezone.now())
    desk: Walker = walker(script=True, width=1280)
    desk.page.set_default_timeout(60_000)
    sign_in(desk, "", "redacteur")
    return desk


def opened(editor: Walker, path: str) -> Any:
    """Open one of Wagtail's own pages: it asks no other host for anything and breaks no policy."""
    editor.page.goto(path)
    assert editor.complaints == [], path
    return editor.page


def send_image_in(editor: Walker, folder: Path) -> None:
    file = folder / "bench.png"
    file.write_bytes(picture(size=(1200, 800)))
    page = opened(editor, "/redactie/images/add/")
    page.locator("#id_file").set_input_files(file)
    page.locator("#id_title").fill("Een bank")
    page.locator("#id_description").fill("Een bank bij het water")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/redactie/images/")


def write_story(editor: Walker) -> StoryPage:
    parent = StoryIndexPage.objects.get(slug="verhalen")
    page = opened(editor, f"/redactie/pages/add/website/storypage/{parent.pk}/")
    page.locator("#id_title").fill("Een bank bij de brug")
    page.locator("#id_lead").fill("Waar blijven mensen staan?")
    page.locator("#panel-child-inhoud-picture-section, [id*=picture-section]").first.locator(
        "[data-streamfield-stream-add], button[title*=oeg]"
    ).first.click()
    page.locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal [data-chooser-modal-choice]").first.click()
    page.locator("input[name$=alt_text]").fill("Een bank onder een boom")
    page.locator("button.action-save").first.click()
    page.wait_for_url("**/edit/")
    assert editor.complaints == []
    story: StoryPage = StoryPage.objects.get()
    return story


def publish(editor: Walker, story: StoryPage, **words: str) -> None:
    page = opened(editor, f"/redactie/pages/{story.pk}/edit/")
    for name, said in words.items():
        if name == "slug":
            page.locator("[role=tab]").nth(1).click()
        page.locator(f"[name={name}], [name$={name}]").first.fill(said)
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("[name=action-publish]").click()
    page.wait_for_load_state()
    assert editor.complaints == []
    story.refresh_from_db()
    assert story.live


def test_a_story_is_written_previewed_published_translated_and_read(editor, walker, tmp_path):
    send_image_in(editor, tmp_path)
    story = write_story(editor)

    assert not story.live
    assert opened(editor, f"/redactie/pages/{story.pk}/view_draft/").locator("h1").inner_text() == story.title

    publish(editor, story)
    page = opened(editor, f"/redactie/translation/submit/page/{story.pk}/")
    page.locator("[name=locales]").first.check()
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    copy = StoryPage.objects.get(locale__language_code="en")
    publish(editor, copy, title="A bench by the bridge", slug="a-bench", lead="Where do people stop?")
    for path in ("", "images/", "reports/to-mend/", "reports/workflow/", "workflows/list/", "pages/"):
        opened(editor, f"/redactie/{path}")

    for address, title in (
        ("/verhalen/een-bank-bij-de-brug/", "Een bank bij de brug"),
        ("/en/stories/a-bench/", "A bench by the bridge"),
    ):
        reader: Walker = walker(script=False, width=390)
        reader.go(address)
        assert reader.page.locator("h1").inner_text() == title
        assert reader.page.locator("figure img").get_attribute("alt") == "Een bank onder een boom"
        reader.follow(reader.page.locator(".languages a"))
        assert reader.page.locator("figure img").count() == 1
