# SPDX-License-Identifier: EUPL-1.2
"""An editor who chooses an image picks a photo that is far too large: the form says so and keeps the rest."""

from pathlib import Path
from typing import Any

import pytest

from kennisstad.cms.models import PageImage
from kennisstad.website.models import StoryIndexPage
from tests.browser.test_story import editor, opened
from tests.cms.test_pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["editor"]
SAID = "Dit bestand is groter dan 10 MB. Maak het kleiner en verstuur het opnieuw."


def test_a_photo_that_is_too_large_is_refused_in_the_form_and_nothing_is_lost(editor: Any, tmp_path: Path):
    large, small = tmp_path / "large.png", tmp_path / "small.png"
    large.write_bytes(picture() + b"\0" * 26_000_000)
    small.write_bytes(picture())
    parent = StoryIndexPage.objects.get(slug="verhalen")
    page = opened(editor, f"pages/add/website/storypage/{parent.pk}/")
    page.fill("#id_title", "Een bank bij de brug")
    page.locator("[id*=picture-section] [data-streamfield-stream-add], button[title*=oeg]").first.click()
    page.locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal [role=tab]").nth(1).click()
    page.fill(".modal [name$=upload-title]", "Een bank")
    page.fill(".modal [name$=description]", "Een bank bij het water")
    sent = []
    page.on("request", lambda request: sent.append(request.method))

    page.set_input_files(".modal [type=file]", large)

    assert page.locator(".modal [role=alert]").inner_text() == SAID
    assert "POST" not in sent
    page.set_input_files(".modal [type=file]", small)
    assert page.locator(".modal [role=alert]").count() == 0
    page.locator(".modal form[enctype] button[type=submit]").click()
    page.locator(".modal").wait_for(state="detached")
    image = PageImage.objects.get()
    assert (image.title, image.description) == ("Een bank", "Een bank bij het water")
    assert editor.complaints == []
    assert page.input_value("#id_title") == "Een bank bij de brug"
