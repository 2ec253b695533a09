# SPDX-License-Identifier: EUPL-1.2
"""Reads across researchers and works."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from django.db.models import Count, Q

from kennisstad.accounts.models import Role, User
from kennisstad.partners.models import Authorship, Claim, Researcher, ResearcherAlias, ResearchOptOut, Work
from kennisstad.partners.models.researcher import ResearcherQuerySet
from kennisstad.partners.opting_out import digests, known_keys

AT_ONCE = 500
"""Values in one question to the database."""
T = TypeVar("T")


def researchers_of_works(ids: Collection[int]) -> dict[int, list[Researcher]]:
    """Give per work, by primary key, the people who may be suggested for it, by name; one read per 500 works.

    Works with nobody to suggest are left out. Each person is one object, with its partner read along.
    """
    found: dict[int, list[Researcher]] = {}
    people: dict[int, Researcher] = {}
    for some in in_parts(ids):
        lines = Authorship.objects.shown().filter(work__in=some, researcher__in=Researcher.objects.asked())
        lines = lines.select_related("researcher__partner").order_by("researcher__name", "researcher")
        for line in lines:
            person = people.setdefault(line.researcher_id, line.researcher)
            found.setdefault(line.work_id, []).append(person)
    return found


def works_of_researchers(ids: Collection[int]) -> dict[int, int]:
    """Count the works that people show, by primary key; one query."""
    shown = Authorship.objects.shown().filter(researcher__in=ids).order_by()
    return dict(shown.values_list("researcher").annotate(number=Count("pk")))


def researchers_for(user: User, *, words: str = "") -> ResearcherQuerySet:
    """Those whom this person may see, waiting claims first, then by name; `words` in the name or a work."""
    found = Researcher.objects.select_related("partner", "claim")
    if not (user.is_a(Role.BROKER) or user.is_a(Role.ADMINISTRATOR)):
        institutions = user.partners_as(Role.PARTNER_EDITOR)
        found = found.filter(partner__in=institutions)
    if words:
        works = Authorship.objects.shown().filter(work__title__icontains=words).values("researcher")
        found = found.filter(Q(name__icontains=words) | Q(pk__in=works))
    return found.waiting_first()


def whole_researcher(pk: int) -> Researcher | None:
    """One person with partner, claim and own words."""
    found = Researcher.objects.select_related("partner", "claim__user").prefetch_related("texts")
    return found.filter(pk=pk).first()


def works_of(researcher: Researcher) -> list[Authorship]:
    """The works of one person, newest first, those that are not shown too."""
    lines = researcher.authorships.select_related("work")
    return sorted(lines, key=lambda line: (-(line.work.year or 0), line.work.title, line.pk))


def claim_of(user: User) -> Claim | None:
    """What this person claimed, confirmed or not."""
    return Claim.objects.held().select_related("researcher__partner").filter(user=user).first()


def claim_on(researcher: Researcher) -> Claim | None:
    """The claim that counts on a profile whose claim was read along; nothing when its claimer left."""
    found: Claim | None = getattr(researcher, "claim", None)
    return found if found is not None and found.user.is_active else None


def researcher_with(public_id: str) -> Researcher | None:
    """Find a person by any ORCID iD or OpenAlex id they were named by, as `research.ids` writes them."""
    own = Researcher.objects.filter(Q(orcid=public_id) | Q(openalex_id=public_id)).first()
    return own or Researcher.objects.filter(aliases__public_id=public_id).first()


def opted_out(public_ids: Iterable[str]) -> set[str]:
    """Keep the ids whose owners do not want to be here."""
    by_digest = {digest: public_id for public_id in set(public_ids) for digest in digests(public_id)}
    kept = [
        digest
        for some in in_parts(by_digest)
        for digest in ResearchOptOut.objects.filter(digest__in=some).values_list("digest", flat=True)
    ]
    return {by_digest[digest] for digest in kept}


def opt_outs_without_key() -> int:
    """Count the opt-outs that no secret of ours can read any more: those people would be imported again."""
    return ResearchOptOut.objects.exclude(key__in=known_keys()).count()


def works_with(name: str, values: Iterable[str]) -> dict[str, Work]:
    """Find works by one of their ids: `openalex_id`, `doi` or `put_code`."""
    wanted = sorted({value for value in values if value})
    rows = (row for some in in_parts(wanted) for row in Work.objects.filter(**{f"{name}__in": some}))
    return {getattr(row, name): row for row in rows}


def people_with(name: str, values: Iterable[str]) -> dict[str, Researcher]:
    """Find people by one of their ids: `openalex_id` or `orcid`."""
    wanted = sorted({value for value in values if value})
    rows = (row for some in in_parts(wanted) for row in Researcher.objects.filter(**{f"{name}__in": some}))
    return {getattr(row, name): row for row in rows}


def people_once_named(values: Iterable[str]) -> dict[str, Researcher]:
    """Find people by any id that a source ever named them by."""
    wanted = sorted({value for value in values if value})
    found = ResearcherAlias.objects.select_related("researcher")
    return {
        row.public_id: row.researcher for some in in_parts(wanted) for row in found.filter(public_id__in=some)
    }


def in_parts(values: Iterable[T]) -> Iterable[list[T]]:
    """Cut values in lists that fit one question to the database."""
    whole = list(values)
    return (whole[at : at + AT_ONCE] for at in range(0, len(whole), AT_ONCE))
