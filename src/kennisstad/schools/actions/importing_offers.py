# SPDX-License-Identifier: EUPL-1.2
"""Take over offers from a file; nobody sees a new one until it is published."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kennisstad.accounts.models import User
from kennisstad.lib.files import Problem, Report
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner
from kennisstad.schools.actions.keeping import change, make
from kennisstad.schools.models import Offer, OfferText
from kennisstad.schools.offer_file import FoundOffer, OfferFile
from kennisstad.web.unfit import why_unfit


@transaction.atomic
def import_offers(found: OfferFile, *, by: User | None, at: datetime) -> Report:
    """Make offers, or change those with the same key; doing it twice changes nothing the second time."""
    report = Report(problems=[*found.problems])
    partners = dict(Partner.objects.values_list("key", "pk"))
    areas = dict(Area.objects.districts().values_list("code", "pk"))
    known = {offer.key: offer for offer in Offer.objects.whole()}
    for one in found.offers:
        offer = known.get(one.key)
        told = _told(one, areas)
        if reason := _wrong(one, told, partners, areas, offer):
            report.problems.append(Problem(f"offer {one.key}", reason))
        elif offer is None:
            make(partner_id=partners[one.partner], **told, by=by, at=at)
            report.new.append(one.key)
        elif _is_same(offer, told):
            report.same.append(one.key)
        else:
            change(offer, **told, by=by, at=at)
            report.changed.append(one.key)
    return report


def _told(one: FoundOffer, areas: Mapping[str, int]) -> dict[str, Any]:
    facts = dict(one.facts) | {"district_id": areas.get(one.district)}
    return {"facts": facts, "classes": one.classes, "subjects": one.subjects, "words": one.words}


def _wrong(
    one: FoundOffer,
    told: Mapping[str, Any],
    partners: Mapping[str, int],
    areas: Mapping[str, int],
    known: Offer | None,
) -> str:
    """Say what is wrong with an offer; nothing when it can be taken over."""
    if one.partner not in partners:
        return f"there is no organisation {one.partner!r}."
    if one.district and one.district not in areas:
        return f"there is no district {one.district!r}."
    if known is not None and known.partner_id != partners[one.partner]:
        return "this key is of an offer of another organisation."
    if reason := why_unfit(Offer(partner_id=partners[one.partner], **told["facts"]), unique=False):
        return reason
    for language, words in one.words.items():
        if reason := why_unfit(OfferText(language=language, **words), but=["offer"], unique=False):
            return f"in {language}, {reason}"
    return ""


def _is_same(offer: Offer, told: Mapping[str, Any]) -> bool:
    texts = {text.language: text for text in offer.texts.all()}
    return (
        all(getattr(offer, name) == value for name, value in told["facts"].items())
        and offer.class_keys == list(told["classes"])
        and {one.subject for one in offer.subjects.all()} == set(told["subjects"])
        and all(
            language in texts and all(getattr(texts[language], name) == said for name, said in words.items())
            for language, words in told["words"].items()
        )
    )
