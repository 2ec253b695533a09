# SPDX-License-Identifier: EUPL-1.2
"""The example's pages: in both languages, as translations of each other, and gone without a trace."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from wagtail.models import Page

from kennisstad.cms.models import PageImage
from kennisstad.demo.actions.written import remove_pages, write_pages
from kennisstad.demo.days import Days
from kennisstad.website.actions import lay_out
from kennisstad.website.checking import faults
from kennisstad.website.models import EventPage, StoryPage
from tests.making import MONDAY

pytestmark = pytest.mark.django_db


def test_the_example_writes_its_pages_and_takes_them_out_again(
    client: Any, tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    lay_out("Leiden", MONDAY)
    before = Page.objects.count()

    write_pages(Days(MONDAY, ZoneInfo("Europe/Amsterdam")))

    assert Page.objects.count() == before + 20
    assert [event.begins_at.date() for event in EventPage.objects.order_by("begins_at")[::2]] != []
    assert EventPage.objects.filter(begins_at__lt=MONDAY + timedelta(days=1)).count() == 0
    for page in Page.objects.filter(depth=4):
        assert (page.url, client.get(page.url).status_code) == (page.url, 200)
        assert page.get_translations().count() == 1
    assert StoryPage.objects.first().picture[0].value["image"].contextual_alt_text.startswith("Tekening")
    assert faults() == []

    with django_capture_on_commit_callbacks(execute=True):
        remove_pages()

    assert (Page.objects.count(), PageImage.objects.count()) == (before, 0)
