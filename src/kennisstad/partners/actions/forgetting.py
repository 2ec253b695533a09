# SPDX-License-Identifier: EUPL-1.2
"""People who leave the list: by their own wish for good, or because no import names them any more."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record, record_each
from kennisstad.audit.retention import rules
from kennisstad.partners.models import Authorship, Partner, Researcher, ResearchOptOut, Work
from kennisstad.partners.opting_out import digest, digests, present_key
from kennisstad.partners.queries import in_parts, opted_out, researcher_with

AT_ONCE = 500


def hide(researcher: Researcher, *, by: User, at: datetime) -> None:
    """Take a person off the list for good, with the works that nobody else stands with.

    What stays is a keyed digest of each public id, so that no import brings the person back. Pressed twice
    it is done once.
    """
    _leave_out([researcher.orcid, researcher.openalex_id], by_id=by.pk, at=at)


def opt_out(public_id: str, *, at: datetime) -> bool:
    """Do the same for an ORCID iD or OpenAlex id, known here or not; say whether somebody was on the list.

    Args:
        public_id: as `research.ids` writes it.
    """
    return _leave_out([public_id], by_id=None, at=at)


@transaction.atomic
def withdraw_opt_out(public_ids: Collection[str]) -> bool:
    """Let a person be imported again who asked for that; say whether the person had opted out."""
    kept = [one for public_id in public_ids for one in digests(public_id)]
    return bool(ResearchOptOut.objects.filter(digest__in=kept).delete()[0])


@transaction.atomic
def forget_unseen(at: datetime) -> int:
    """Delete who was named by no import for as long as the retention file says, and works left alone.

    The retention file's own rule deletes the same rows; this also tells the journal, by which the search
    index drops the works. At most 500 people a call: the rest goes with the next one.

    Returns:
        How many people went.
    """
    rule = next(rule for rule in rules() if rule.model == "partners.Researcher")
    people = list(rule.over(at).order_by("pk")[:AT_ONCE])
    if people:
        _lock()
    _delete(people, kind="researcher.forgotten", by_id=None, at=at)
    return len(people)


def keep_out(
    public_ids: Collection[str], people: Collection[Researcher], *, by_id: int | None, at: datetime
) -> None:
    """Delete people, and keep a digest of these ids and of every id those people were ever named by.

    Call it in a transaction that holds the partners' rows.
    """
    ids = set(public_ids).union(*(person.public_ids for person in people))
    rows = [
        ResearchOptOut(digest=digest(one), key=present_key(), at=at) for one in sorted(ids - opted_out(ids))
    ]
    ResearchOptOut.objects.bulk_create(rows, ignore_conflicts=True)
    _delete(list(people), kind="researcher.hidden", by_id=by_id, at=at)


@transaction.atomic
def _leave_out(public_ids: list[str], *, by_id: int | None, at: datetime) -> bool:
    _lock()
    asked = [public_id for public_id in public_ids if public_id]
    people = {row for one in asked if (row := researcher_with(one)) is not None}
    keep_out(set(asked), people, by_id=by_id, at=at)
    return bool(people)


def _delete(people: list[Researcher], *, kind: str, by_id: int | None, at: datetime) -> None:
    lines = Authorship.objects.filter(researcher__in=people)
    works = set(lines.values_list("work", flat=True))
    for person in people:
        record(kind, subject=person, by_id=by_id, at=at)
    Researcher.objects.filter(pk__in=[person.pk for person in people]).delete()
    alone = set(Work.objects.lone().values_list("pk", flat=True)[: AT_ONCE * 10])
    record_each("work.changed", model="work", keys=works | alone, by_id=by_id, at=at)
    for some in in_parts(alone):
        Work.objects.filter(pk__in=some).delete()


def _lock() -> None:
    # An import that runs at this moment waits, and sees afterwards who left.
    list(Partner.objects.select_for_update().order_by("pk").values_list("pk"))
