# SPDX-License-Identifier: EUPL-1.2
"""Two newsletters in the archive and one that is being written, drawn from what the example did."""

from datetime import datetime

import yaml

from kennisstad.demo.days import Days
from kennisstad.demo.files import DATA
from kennisstad.demo.models import ExampleRecord
from kennisstad.newsletter import composing, editing
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.models.issue import Status

WENT_OUT_DAYS_AGO = (29, 15)


def write_newsletters(days: Days) -> None:
    """Compose them as everyone does; those of before stand in the archive, and went to nobody."""
    for ago in WENT_OUT_DAYS_AGO:
        at = days.moment(ago, hour=10)
        _went_out(_written(at), at)
    _written(days.at)


def _written(at: datetime) -> Issue:
    issue = composing.draft(by=None, at=at)
    ExampleRecord.objects.note([issue])
    told = yaml.safe_load((DATA / "newsletter.yaml").read_text("utf-8"))["opening"]
    openings = {text.language: text.opening for text in issue.texts.all()}
    words = {
        language: {"opening": f"{sentence}\n\n{openings[language]}"} for language, sentence in told.items()
    }
    editing.rewrite(issue, words=words, by=None, at=at)
    return issue


def _went_out(issue: Issue, at: datetime) -> None:
    # There are no readers to send it to, so that it is frozen and ended at once.
    issue.status, issue.due_at, issue.frozen_at, issue.ended_at, issue.readers = Status.SENT, at, at, at, 0
    issue.save(update_fields=["status", "due_at", "frozen_at", "ended_at", "readers"])
