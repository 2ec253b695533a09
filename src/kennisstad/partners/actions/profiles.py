# SPDX-License-Identifier: EUPL-1.2
"""A person and their own profile: claim it, have that confirmed, correct what it says."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.partners.models import Claim, Researcher, ResearcherText
from kennisstad.partners.queries import researcher_with
from kennisstad.partners.research import ids
from kennisstad.web.refusals import NotNow

AT_ONCE = 500
CANNOT_BE_CLAIMED = _(
    "You cannot claim a profile with this number: nobody has it here, or somebody has claimed it. "
    "Ask the editor of your organisation."
)


@transaction.atomic
def claim(public_id: str, *, by: User, at: datetime) -> Claim:
    """Say: the profile with this ORCID iD or OpenAlex id is me. It holds once somebody has confirmed it.

    Raises:
        NotNow: this person claimed one before; or there is no such profile or somebody else claimed it, and
            the sentence does not say which.
    """
    _hold(by.pk)
    if Claim.objects.filter(user=by).exists():
        raise NotNow(_("You have claimed a profile already."))
    found = researcher_with(ids.orcid(public_id) or ids.openalex(public_id, kind="A") or "-")
    if found is None:
        raise NotNow(CANNOT_BE_CLAIMED)
    _look_again(found)
    if (held := Claim.objects.filter(researcher=found).first()) is not None:
        if held.user.is_active:
            raise NotNow(CANNOT_BE_CLAIMED)
        end(held, by_id=by.pk, at=at)
    made = Claim.objects.create(researcher=found, user=by, made_at=at)
    record("researcher.claimed", subject=found, by_id=by.pk, at=at)
    return made


@transaction.atomic
def take_claim_back(*, by: User, at: datetime) -> None:
    """Let go of the profile that this person claimed, confirmed or not; without one nothing happens."""
    _end_claim_of(by.pk, by_id=by.pk, at=at)


@transaction.atomic
def end_claim_of_gone(user: User, *, by: User, at: datetime) -> None:
    """Let go of the profile of somebody who left; call it in the transaction in which they leave."""
    _end_claim_of(user.pk, by_id=by.pk, at=at)


@transaction.atomic
def end_claims_of_gone(at: datetime) -> int:
    """Let go of every profile whose claimer left, however they left; at most 500 a call.

    Returns:
        How many claims went.
    """
    # A user who was deleted took the claim along, but not the words that stood here by that consent.
    ResearcherText.objects.filter(researcher__claim__isnull=True).delete()
    gone = Claim.objects.filter(user__is_active=False).order_by("pk").values_list("user", flat=True)
    return sum(_end_claim_of(user, by_id=None, at=at) for user in gone[:AT_ONCE])


@transaction.atomic
def confirm_claim(researcher: Researcher, *, claim: int, by: User, at: datetime) -> None:
    """Say that the person who claimed a profile is that person.

    Args:
        claim: the key of the claim that was shown.
    Raises:
        NotNow: no claim waits, another one waits by now, its claimer left, or it is one's own.
    """
    waiting = _waiting(researcher, claim, by)
    waiting.confirmed_at = at
    waiting.save(update_fields=["confirmed_at"])
    record("researcher.confirmed", subject=researcher, by_id=by.pk, at=at, user=waiting.user_id)


@transaction.atomic
def decline_claim(researcher: Researcher, *, claim: int, by: User, at: datetime) -> None:
    """Say that the person who claimed a profile is somebody else.

    Args:
        claim: the key of the claim that was shown.
    Raises:
        NotNow: no claim waits, another one waits by now, its claimer left, or it is one's own.
    """
    waiting = _waiting(researcher, claim, by)
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


def end(claim: Claim, *, by_id: int | None, at: datetime) -> None:
    """Delete a claim, and what its owner wrote about themselves: that stood here by consent alone."""
    if claim.confirmed_at is not None:
        claim.researcher.texts.all().delete()
    record("researcher.claim-ended", subject=claim.researcher, by_id=by_id, at=at)
    claim.delete()


def _end_claim_of(user: int, *, by_id: int | None, at: datetime) -> bool:
    _hold(user)
    held = Claim.objects.select_related("researcher").filter(user=user).first()
    if held is None:
        return False
    _look_again(held.researcher)
    end(held, by_id=by_id, at=at)
    return True


def _waiting(researcher: Researcher, claim: int, by: User) -> Claim:
    """Hold the claim that was shown, and its claimer, who may be leaving at this moment."""
    for user in Claim.objects.filter(pk=claim).values_list("user", flat=True):
        _hold(user)
    _look_again(researcher)
    found = Claim.objects.held().filter(researcher=researcher, confirmed_at__isnull=True).first()
    if found is None:
        raise NotNow(_("No claim waits for an answer here."))
    if found.pk != claim:
        raise NotNow(_("Somebody else claims this profile by now. Look at the page again before you answer."))
    if found.user_id == by.pk:
        raise NotNow(_("Somebody else has to answer your own claim."))
    return found


def _hold(user: int) -> None:
    # Always before the profile: two who wait for each other would wait for ever.
    list(User.objects.select_for_update().filter(pk=user).values_list("pk"))


def _look_again(researcher: Researcher) -> None:
    # Two people may press at once, or the person may just have left: read the row anew, and hold it.
    try:
        researcher.refresh_from_db(from_queryset=Researcher.objects.select_for_update())
    except Researcher.DoesNotExist:
        raise NotNow(_("This person is no longer on the list.")) from None
