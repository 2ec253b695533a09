# SPDX-License-Identifier: EUPL-1.2
"""What the journal hears of pages."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from kennisstad.audit.models import Event
from kennisstad.cms import scheduling
from kennisstad.cms.models import PageImage
from kennisstad.website.models import NewsIndexPage, NewsPage, TextPage
from tests.making import MONDAY

pytestmark = pytest.mark.usefixtures("laid_out")


def make_news(**fields):
    parent = NewsIndexPage.objects.get(slug="news")
    values = {"title": "New", "slug": "new", "lead": "L", "locale": parent.locale, "live": False}
    return parent.add_child(instance=NewsPage(**values | fields))


def heard(since=0):
    return list(
        Event.objects.after(since).exclude(kind="page.laid-out").values_list("kind", "subject", "actor")
    )


def position():
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def test_each_step_of_a_page_is_heard_under_its_number():
    page, before = make_news(), position()

    page.save_revision().publish()
    page.unpublish()
    key = page.pk
    page.delete()

    assert heard(before) == [
        (kind, f"page:{key}", None) for kind in ("page.published", "page.unpublished", "page.removed")
    ]


def test_a_copy_that_goes_along_with_its_page_is_heard():
    page = make_news(live=True)
    page.save_revision().publish()
    before = position()

    copy = page.create_alias(update_slug="along")

    assert heard(before) == [("page.published", f"page:{copy.pk}", None)]


def test_who_did_it_is_heard_too(editor, somebody):
    page, before = make_news(), position()
    page.save_revision()

    editor.post(f"/redactie/bulk/wagtailcore/page/publish/?id={page.pk}")
    editor.post(f"/redactie/pages/{page.pk}/delete/")

    assert heard(before) == [
        ("page.published", f"page:{page.pk}", somebody.pk),
        ("page.unpublished", f"page:{page.pk}", somebody.pk),
        ("page.removed", f"page:{page.pk}", somebody.pk),
    ]


def test_what_lies_beneath_a_moved_or_deleted_page_is_heard():
    home = Page.objects.get(url_path="/en/")
    outer = home.add_child(instance=TextPage(title="Outer", slug="outer", locale=home.locale))
    inner = outer.add_child(instance=TextPage(title="Inner", slug="inner", locale=home.locale))
    before = position()

    outer.move(Page.objects.get(url_path="/en/about/"), pos="last-child")
    Page.objects.get(pk=outer.pk).delete()

    keys = [f"page:{outer.pk}", f"page:{inner.pk}"]
    assert sorted((kind, subject) for kind, subject, _actor in heard(before)) == sorted(
        (kind, key) for kind in ("page.moved", "page.unpublished", "page.removed") for key in keys
    )


def test_a_page_gets_another_address(django_capture_on_commit_callbacks):
    page = make_news(live=True)
    before = position()
    page.slug = "newer"

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert ("page.moved", f"page:{page.pk}", None) in heard(before)


def test_a_page_appears_and_goes_at_the_moment_it_was_given():
    now = timezone.now()
    page = make_news(go_live_at=now - timedelta(minutes=1))
    page.save_revision(approved_go_live_at=now + timedelta(hours=1))

    scheduling.keep_up(MONDAY)
    page.refresh_from_db()
    assert not page.live

    page.revisions.update(approved_go_live_at=now - timedelta(minutes=1))
    before = position()
    scheduling.keep_up(MONDAY)
    page.refresh_from_db()
    assert page.live
    assert ("page.published", f"page:{page.pk}", None) in heard(before)

    Page.objects.filter(pk=page.pk).update(expire_at=now - timedelta(minutes=1))
    scheduling.keep_up(MONDAY)
    page.refresh_from_db()
    assert not page.live


def test_closing_a_page_to_visitors_is_heard():
    """Else whoever kept the page would show it for a while yet."""
    page, before = make_news(live=True), position()

    closed = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    closed.delete()

    assert heard(before) == [("page.opened-or-closed", f"page:{page.pk}", None)] * 2


def test_a_change_of_an_image_is_heard():
    image = PageImage(title="Hall", description="A hall", width=1, height=1, file="x.png", file_size=1)
    image.save()
    before = position()

    image.description = "A market hall"
    image.save()
    key = image.pk
    image.delete()

    assert heard(before) == [("pageimage.changed", f"pageimage:{key}", None)] * 2
