# SPDX-License-Identifier: EUPL-1.2
"""Agreements as their desk shows them: all, one as a whole, and what a draft does to projects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from kennisstad.agreement.models import Agreement, Article, Fact, Party, Theme, ThemeStep
from kennisstad.agreement.models.agreement import AgreementQuerySet
from kennisstad.agreement.versions import descendants
from kennisstad.projects.models import Project
from kennisstad.workspace.queries.choices import Choices


def agreements(*, with_drafts: bool) -> AgreementQuerySet:
    """All versions that were signed, the newest first; those that were not as well for who keeps them."""
    known = Agreement.objects.all() if with_drafts else Agreement.objects.public()
    counted = known.annotate(promises=Count("commitments", distinct=True))
    return counted.newest().prefetch_related("texts")


def whole_agreement(pk: int) -> Agreement | None:
    """One version with all that its desk shows but its commitments; a fixed number of queries."""
    parties = Party.objects.select_related("partner").order_by("partner__name", "pk")
    facts = Fact.objects.order_by("topic", "-followed", "pk").prefetch_related("texts")
    found = Agreement.objects.select_related("follows", "followed_by").prefetch_related(
        "texts",
        "follows__texts",
        "followed_by__texts",
        Prefetch("parties", queryset=parties),
        Prefetch("articles", queryset=Article.objects.in_order().prefetch_related("texts")),
        Prefetch("themes", queryset=Theme.objects.in_order().prefetch_related("texts")),
        Prefetch("facts", queryset=facts),
    )
    return found.filter(pk=pk).first()


def articles_of(agreement: Agreement) -> Choices:
    found = agreement.articles.in_order().prefetch_related("texts")
    return [(one.pk, f"{one.number} {one.text.title}".strip() if one.text else one.number) for one in found]


def themes_of(agreement_id: int | None) -> list[Theme]:
    return list(Theme.objects.filter(agreement=agreement_id).in_order().prefetch_related("texts"))


def steps_of(agreement: Agreement) -> dict[int, list[int | None]]:
    """Where each theme of the version before goes on; to nothing where it ends."""
    found: dict[int, list[int | None]] = {}
    steps = ThemeStep.objects.filter(old__agreement=agreement.follows_id).order_by("old", "new")
    for old, new in steps.values_list("old", "new"):
        found.setdefault(old, []).append(new)
    return found


@dataclass(frozen=True)
class Remapped:
    """What the steps between themes do to projects."""

    under: Mapping[int, int]
    """How many projects come under each new theme, those of themes long before as well."""
    behind: Mapping[int, int]
    """How many projects of each old theme come under no new one: they stay findable under the old."""


def remapped(old: Iterable[Theme], new: Iterable[Theme]) -> Remapped:
    """Say how many projects are found under each theme of a draft, and which stay behind; two queries."""
    steps = ThemeStep.objects.exclude(new__isnull=True).values_list("old", "new")
    onward = descendants((before, after) for before, after in steps if after is not None)
    under, behind = divided([one.pk for one in old], [one.pk for one in new], onward, _projects_by_theme())
    counted = [{key: len(found) for key, found in one.items()} for one in (under, behind)]
    return Remapped(*counted)


def divided(
    old: Iterable[int],
    new: Iterable[int],
    onward: Mapping[int, frozenset[int]],
    of_theme: Mapping[int, set[int]],
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Give the projects that come under each new theme, and of each old one those that come under none."""
    under = {key: _found_under(key, onward, of_theme) for key in new}
    placed = set[int]().union(*under.values())
    return under, {key: _found_under(key, onward, of_theme) - placed for key in old}


def _found_under(
    theme: int, onward: Mapping[int, frozenset[int]], of_theme: Mapping[int, set[int]]
) -> set[int]:
    """Give the projects of a theme, and of all themes that went into it."""
    found = set(of_theme.get(theme, ()))
    for old, came_of_it in onward.items():
        if theme in came_of_it:
            found |= of_theme.get(old, set())
    return found


def _projects_by_theme() -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for theme, project in Project.themes.through.objects.values_list("theme", "project"):
        found.setdefault(theme, set()).add(project)
    return found
