# SPDX-License-Identifier: EUPL-1.2
"""Word pairs, as brokers look through them."""

from django.db.models import Q

from kennisstad.citylab.models import TermPair
from kennisstad.citylab.models.pair import TermPairQuerySet


def pairs(*, words: str, show: str) -> TermPairQuerySet:
    """Pairs by their Dutch word.

    Args:
        words: part of either word; all pairs without.
        show: `learned`, `dictionary` or `struck-out`; every pair for anything else.
    """
    found = TermPair.objects.by_word().select_related("struck_out_by")
    if words:
        found = found.filter(Q(dutch_word__icontains=words) | Q(english_word__icontains=words))
    match show:
        case "learned":
            return found.learned()
        case "dictionary":
            return found.from_dictionary()
        case "struck-out":
            return found.struck_out()
    return found
