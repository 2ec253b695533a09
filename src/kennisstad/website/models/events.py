# SPDX-License-Identifier: EUPL-1.2
"""Something that anybody may come to."""

from datetime import date, datetime, time, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from kennisstad.website.models.written import ABOUT, WORDS, Written


class EventQuerySet(PageQuerySet):  # type: ignore[misc]
    def between(self, since: date, until: date) -> Self:
        """Keep what is not over before the first day and begins by the last."""
        first = timezone.make_aware(datetime.combine(since, time.min))
        after = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
        return self.filter(Q(begins_at__gte=first) | Q(ends_at__gte=first), begins_at__lt=after)  # type: ignore[no-any-return]


class EventPage(Written):
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    whole_day = models.BooleanField(_("the whole day"), default=False)
    place = models.CharField(_("place"), max_length=200)

    objects = PageManager.from_queryset(EventQuerySet)()

    template = "website/event.html"
    parent_page_types = ["website.AgendaPage"]
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("begins_at"), FieldPanel("ends_at")], _("When")),
        FieldPanel("whole_day"),
        FieldPanel("place"),
        *WORDS,
        ABOUT,
    ]

    class Meta:
        verbose_name = _("event")
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("begins_at")),
                violation_error_message=_("This ends before it begins. Change one of the two moments."),
            ),
        ]
