# SPDX-License-Identifier: EUPL-1.2
"""A person and their own profile: claim it, have that confirmed, correct what it says."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.partners.models import Claim, Researcher
from kennisstad.partners.queries import researcher_with
from kennisstad.partners.research import ids
from kennisstad.web.refusals import NotNow


@transaction.atomic
def claim(public_id: str, *, by: User, at: datetime) -> Claim:
    """Say: the profile with this ORCID iD or OpenAlex id is me. It holds once somebody has confirmed it.

    Raises:
        NotNow: there is no such profile, somebody claimed it, or this person claimed one before.
    """
    found = researcher_with(ids.orcid(public_id) or ids.openalex(public_id, kind="A") or "-")
    if found is None:
        raise NotNow(_("We know nobody with this number. Ask the partner's editor when you had expected to."))
    _look_again(found)
    if Claim.objects.filter(user=by).exists():
        raise NotNow(_("You have claimed a profile already."))
    # Whoever left holds no profile any more.
    Claim.objects.filter(researcher=found, user__is_active=False).delete()
    if Claim.objects.filter(researcher=found).exists():
        raise NotNow(_("Somebody has claimed this profile already. Ask the editor of your organisation."))
    made = Claim.objects.create(researcher=found, user=by, made_at=at)
    record("researcher.claimed", subject=found, by_id=by.pk, at=at)
    return made


@transaction.atomic
def confirm_claim(researcher: Researcher, *, by: User, at: datetime) -> None:
    """Say that the person who claimed a profile is that person.

    Raises:
        NotNow: no claim waits, or it is one's own.
    """
    waiting = _waiting(researcher, by)
    waiting.confirmed_at = at
    waiting.save(update_fields=["confirmed_at"])
    record("researcher.confirmed", subject=researcher, by_id=by.pk, at=at, user=waiting.user_id)


@transaction.atomic
def decline_claim(researcher: Researcher, *, by: User, at: datetime) -> None:
    """Say that the person who claimed a profile is somebody else.

    Raises:
        NotNow: no claim waits, or it is one's own.
    """
    waiting = _waiting(researcher, by)
    record("researcher.claim-declined", subject=researcher, by_id=by.pk, at=at, user=waiting.user_id)
    waiting.delete()


@transaction.atomic
def correct(
    researcher: Researcher,
    *,
    name: str,
    about: Mapping[str, str],
    works: Collection[int],
    takes_questions: bool,
    by: User,
    at: datetime,
) -> None:
    """Take over what a person says of themselves; imports leave it alone from now on.

    Args:
        about: per language a few sentences; an empty one takes what stood there away.
        works: the keys of the works that are theirs; the others are no longer shown.
    """
    _look_again(researcher)
    if name != researcher.name:
        researcher.name, researcher.name_is_own = name, True
    researcher.takes_questions = takes_questions
    researcher.save(update_fields=["name", "name_is_own", "takes_questions"])
    for language, words in about.items():
        if words:
            researcher.texts.update_or_create(language=language, defaults={"about": words})
        else:
            researcher.texts.filter(language=language).delete()
    researcher.authorships.filter(work__in=works).update(shown=True)
    researcher.authorships.exclude(work__in=works).update(shown=False)
    record("researcher.corrected", subject=researcher, by_id=by.pk, at=at)


def _waiting(researcher: Researcher, by: User) -> Claim:
    _look_again(researcher)
    found = Claim.objects.filter(researcher=researcher, confirmed_at__isnull=True).first()
    if found is None:
        raise NotNow(_("No claim waits for an answer here."))
    if found.user_id == by.pk:
        raise NotNow(_("Somebody else has to answer your own claim."))
    return found


def _look_again(researcher: Researcher) -> None:
    # Two people may press at once, or the person may just have left: read the row anew, and hold it.
    try:
        researcher.refresh_from_db(from_queryset=Researcher.objects.select_for_update())
    except Researcher.DoesNotExist:
        raise NotNow(_("This person is no longer on the list.")) from None
