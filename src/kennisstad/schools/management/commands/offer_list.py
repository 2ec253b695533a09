# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from kennisstad.schools.models import Offer


class Command(BaseCommand):
    help = "List the offers to schools with their number, key, organisation, status and days"
    example = "kennisstad offer list"

    def handle(self, *args: Any, **options: Any) -> None:
        offers = Offer.objects.select_related("partner").prefetch_related("texts")
        days = dict(Offer.objects.annotate(number=Count("moments")).values_list("pk", "number"))
        for offer in offers.order_by("pk"):
            row = (offer.pk, offer.key, offer.partner.key, offer.status, f"{days[offer.pk]} days", offer)
            self.stdout.write("\t".join(map(str, row)))
