# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the newsletter's desk."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from kennisstad.workspace.views import (
    issue_preview,
    issue_sending,
    issue_steps,
    newsletter,
    newsletter_rhythm,
)

Paths = list[URLPattern | URLResolver]

_item: Paths = [
    path("", newsletter.issue_item, name="issue_item"),
    path(_("move/"), issue_steps.issue_move, name="issue_move"),
    path(_("leave-out/"), issue_steps.issue_drop_item, name="issue_drop_item"),
    path(_("put-back/"), issue_steps.issue_put_back, name="issue_put_back"),
]
_issue: Paths = [
    path("", newsletter.issue, name="issue"),
    path(_("rewrite/"), issue_steps.issue_rewrite, name="issue_rewrite"),
    path(_("compose/"), issue_steps.issue_compose, name="issue_compose"),
    path(_("add/"), issue_steps.issue_add, name="issue_add"),
    path(_("items/"), include([path("<int:item>/", include(_item))])),
    path(_("preview/"), issue_preview.issue_preview, name="issue_preview"),
    path(_("preview/mail/"), issue_preview.issue_mail, name="issue_mail"),
    path(_("preview/as-reader/"), issue_preview.issue_as_reader, name="issue_as_reader"),
    path(_("test/"), issue_steps.issue_test, name="issue_test"),
    path(_("plan/"), issue_steps.issue_plan, name="issue_plan"),
    path(_("take-back/"), issue_steps.issue_take_back, name="issue_take_back"),
    path(_("approve/"), issue_steps.issue_approve, name="issue_approve"),
    path(_("drop/"), issue_steps.issue_drop, name="issue_drop"),
    path(_("pause/"), issue_sending.issue_pause, name="issue_pause"),
    path(_("resume/"), issue_sending.issue_resume, name="issue_resume"),
    path(_("stop/"), issue_sending.issue_stop, name="issue_stop"),
]
newsletter_paths: Paths = [
    path("", newsletter.newsletters, name="newsletters"),
    path(_("draft/"), newsletter.draft, name="newsletter_draft"),
    path(_("rhythm/"), newsletter_rhythm.newsletter_rhythm, name="newsletter_rhythm"),
    path(_("rhythm/set/"), newsletter_rhythm.newsletter_rhythm_set, name="newsletter_rhythm_set"),
    path(_("rhythm/breaks/"), newsletter_rhythm.newsletter_break_add, name="newsletter_break_add"),
    path(
        _("rhythm/breaks/"),
        include(
            [path("<int:pk>/", newsletter_rhythm.newsletter_break_remove, name="newsletter_break_remove")]
        ),
    ),
    path("<int:pk>/", include(_issue)),
]
