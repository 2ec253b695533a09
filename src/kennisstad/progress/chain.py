# SPDX-License-Identifier: EUPL-1.2
"""Read one commitment with its chain of evidence: from the sentence to projects, results and figures."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.timezone import localdate

from kennisstad.accounts.models import Role
from kennisstad.agreement.models import Agreement, Budget, Commitment, Figure, Theme
from kennisstad.languages.reading import with_texts
from kennisstad.progress.models import Assessment, Evidence, Serving
from kennisstad.progress.queries import dossiers
from kennisstad.progress.reading import Debtor, Versions, people_of
from kennisstad.progress.state import Dossier, Standing, State, history, is_stale, standing_on
from kennisstad.progress.wording import STATES, because
from kennisstad.projects.models import Project, Result


@dataclass(frozen=True)
class Said:
    """An assessment, and as what somebody gave it."""

    assessment: Assessment
    on: date
    role: str | Promise


@dataclass(frozen=True)
class Moment:
    """Where a commitment stood from a day on."""

    on: date
    state: State
    name: str | Promise
    because: str
    said: Said | None


@dataclass(frozen=True)
class Shown:
    """A figure with its passport."""

    figure: Figure
    is_stale: bool


@dataclass(frozen=True)
class Chain:
    commitment: Commitment
    agreement: Agreement
    follower: Agreement | None
    """The version that took the place of the one in which this commitment stands."""
    theme: Theme | None
    owners: list[Debtor]
    budget: Budget | None
    now: Moment
    history: list[Moment]
    """Newest first."""
    projects: list[Project]
    results: list[Result]
    figures: list[Shown]
    """Newest first, also those that were withdrawn."""
    carries_on: Commitment | None
    carried_on_by: Commitment | None


def commitment(key: str, versions: Versions, day: date) -> Chain:
    """Read a commitment that may be seen, with all that tells how far it is; eight queries.

    Raises:
        ObjectDoesNotExist: there is no such commitment, or nobody signed its version yet.
    """
    family = _family_of(key)
    found = next((one for one in family if one.key == key), None)
    if found is None:
        raise ObjectDoesNotExist
    agreement = found.agreement = versions.by_number[found.agreement_id]
    dossier, said = dossiers([found])[found.pk], _said_of(found)
    return Chain(
        commitment=found,
        agreement=agreement,
        follower=versions.follower_of(agreement),
        theme=next(iter(with_texts(Theme.objects.filter(commitments=found))), None),
        owners=people_of(agreement, standing=versions.on(day), day=day).owners.get(found.pk, []),
        budget=_public_budget(found),
        now=_now(found, dossier, said, day),
        history=_history(found, dossier, said, day),
        projects=_projects_of(found),
        results=_results_of(found),
        figures=_figures_of(found, day),
        carries_on=next((one for one in family if one.pk == found.carries_on_id), None),
        carried_on_by=next((one for one in family if one.carries_on_id == found.pk), None),
    )


def _family_of(key: str) -> list[Commitment]:
    """Read a commitment, the one that it carries on and the one by which it is carried on; one query."""
    near = Q(key=key) | Q(carried_on_by__key=key) | Q(carries_on__key=key)
    return with_texts(Commitment.objects.public().filter(near).select_related("article", "budget"))


def _public_budget(found: Commitment) -> Budget | None:
    budget: Budget | None = getattr(found, "budget", None)
    return budget if budget and budget.is_public else None


def _said_of(found: Commitment) -> list[Said]:
    """Give all assessments, oldest first."""
    given = with_texts(Assessment.objects.filter(commitment=found).newest())
    roles = dict(Role.choices)
    return [Said(one, localdate(one.at), roles.get(one.role, one.role)) for one in given[::-1]]


def _now(found: Commitment, dossier: Dossier, said: list[Said], day: date) -> Moment:
    standing = standing_on(dossier, day)
    counting = next((one for one in said if one.assessment.pk == standing.assessment), None)
    return _moment(found, dossier, standing, counting, day)


def _history(found: Commitment, dossier: Dossier, said: list[Said], until: date) -> list[Moment]:
    moments: list[Moment] = []
    before: Said | None = None
    for day, standing in history(dossier, until):
        newest = next((one for one in reversed(said) if one.on <= day), None)
        moments.append(_moment(found, dossier, standing, None if newest is before else newest, day))
        before = newest
    return moments[::-1]


def _moment(found: Commitment, dossier: Dossier, standing: Standing, said: Said | None, day: date) -> Moment:
    why = because(dossier, standing, unit=found.unit, fresh_for_months=found.fresh_for_months, day=day)
    return Moment(day, standing.state, STATES[standing.state], why, said)


def _projects_of(found: Commitment) -> list[Project]:
    serving = Serving.objects.standing().filter(commitment=found).values("project")
    return with_texts(Project.objects.filter(pk__in=serving).newest().select_related("carrier"))


def _results_of(found: Commitment) -> list[Result]:
    shown = Evidence.objects.standing().filter(commitment=found).values("result")
    return with_texts(Result.objects.filter(pk__in=shown).newest().select_related("project__carrier"))


def _figures_of(found: Commitment, day: date) -> list[Shown]:
    figures = with_texts(Figure.objects.filter(commitment=found).newest())
    return [Shown(one, is_stale(one.measured_on, found.fresh_for_months, day)) for one in figures]
