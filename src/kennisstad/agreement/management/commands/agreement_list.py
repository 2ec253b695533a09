# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from kennisstad.agreement.models import Agreement, Commitment
from kennisstad.lib.files import shown


class Command(BaseCommand):
    help = "List the agreements with their period, the oldest first"
    example = "kennisstad agreement list"

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(Agreement.objects.oldest().select_related("follows").prefetch_related("texts"))
        promises = dict(Commitment.objects.values_list("agreement").annotate(Count("pk")))
        if not found:
            self.stdout.write("There is no agreement yet.")
        for one in found:
            after = f" of {one.follows.key}" if one.follows else ""
            number = promises.get(one.pk, 0)
            what = f"{one.kind}{after}, {one.status}, {number} commitment{'' if number == 1 else 's'}"
            name = one.text_in("en")
            self.stdout.write(
                f"{one.key}: {shown(name.name if name else one.key, 160)}; "
                f"{one.starts_on} to {one.ends_on}; {what}"
            )
