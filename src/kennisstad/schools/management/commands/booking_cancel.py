# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.schools import actions
from kennisstad.schools.management.finding import booking_named
from kennisstad.web.refusals import NotNow


class Command(BaseCommand):
    help = "Cancel what a teacher booked: seats go to who waits, and the teacher gets a letter"
    example = "kennisstad booking cancel 12"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="of the booking; `kennisstad booking list` gives it")

    def handle(self, *args: Any, **options: Any) -> None:
        booking = booking_named(options["number"])
        try:
            actions.cancel_for_teacher(booking, by=None, at=timezone.now())
        except NotNow as no:
            raise CommandError(str(no)) from no
        self.stdout.write(f"Booking {booking.pk} is cancelled.")
