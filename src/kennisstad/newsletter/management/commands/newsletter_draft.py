# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kennisstad.newsletter.composing import draft
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Write an issue from what happened since the last one; an open draft takes in what is new"
    example = "kennisstad newsletter draft"

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals_told():
            issue = draft(by=None, at=timezone.now())
        number = issue.items.kept().count()
        self.stdout.write(
            f"Issue {issue.number} tells of {issue.since} to {issue.until} in {number} "
            f"{'item' if number == 1 else 'items'}. Read it with: kennisstad newsletter show {issue.number}"
        )
