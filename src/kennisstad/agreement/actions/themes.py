# SPDX-License-Identifier: EUPL-1.2
"""Themes are added, changed and removed; those of the version before go on as new ones, or end."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.holding import Words, hold_draft, note, write
from kennisstad.agreement.models import Agreement, Mark, Theme, ThemeStep
from kennisstad.web.refusals import NotNow


@transaction.atomic
def add_theme(
    agreement: Agreement, *, words: Words, mark: Mark, by: User | None, at: datetime, key: str = ""
) -> Theme:
    """Add a theme to a draft.

    Args:
        key: its name in addresses; else made from its name. That of an earlier version may be used again.
    Raises:
        NotNow: it is no draft any more, or the version has a theme with this key.
    """
    hold_draft(agreement)
    key = key or _key_from(words)
    if agreement.themes.filter(key=key).exists():
        raise NotNow(_("This version has a theme with that name already. Choose another one."))
    theme = Theme.objects.create(agreement=agreement, key=key, mark=mark, place=agreement.themes.count() + 1)
    write(theme, words)
    note("agreement.theme-added", agreement, by, at, theme=theme.pk)
    return theme


@transaction.atomic
def edit_theme(theme: Theme, *, words: Words, mark: Mark, by: User | None, at: datetime) -> None:
    """Change the words and the mark of a draft's theme; its key stays.

    Raises:
        NotNow: it is no draft any more.
    """
    hold_draft(theme.agreement)
    theme.mark = mark
    theme.save(update_fields=["mark"])
    write(theme, words)
    note("agreement.theme-changed", theme.agreement, by, at, theme=theme.pk)


@transaction.atomic
def remove_theme(theme: Theme, *, by: User | None, at: datetime) -> None:
    """Take a theme out of a draft.

    Raises:
        NotNow: it is no draft any more, or commitments belong to the theme.
    """
    agreement = theme.agreement
    hold_draft(agreement)
    if theme.commitments.exists():
        raise NotNow(_("Commitments belong to this theme. Move or remove them first."))
    note("agreement.theme-removed", agreement, by, at, theme=theme.pk)
    theme.delete()


@transaction.atomic
def map_themes(
    agreement: Agreement, *, onward: Mapping[int, Collection[int]], by: User | None, at: datetime
) -> None:
    """Say as which themes of this draft those of the version before go on.

    Args:
        onward: per old theme the new ones, by number; none when it ends. What is left out stays as it was.
    Raises:
        NotNow: it is no draft, follows nothing, or a theme belongs to another version.
    """
    hold_draft(agreement)
    if agreement.follows_id is None:
        raise NotNow(_("This is the first agreement: no theme comes before its own."))
    _check_versions(agreement, onward)
    ThemeStep.objects.filter(old__in=onward).delete()
    ThemeStep.objects.bulk_create(
        ThemeStep(old_id=old, new_id=new) for old, news in onward.items() for new in _ends(news)
    )
    note("agreement.themes-mapped", agreement, by, at, themes=len(onward))


def _ends(news: Collection[int]) -> list[int | None]:
    """Give where one theme goes on; to nothing when it ends."""
    return [*sorted(set(news))] or [None]


def _check_versions(agreement: Agreement, onward: Mapping[int, Collection[int]]) -> None:
    old = set(Theme.objects.filter(agreement=agreement.follows_id).values_list("pk", flat=True))
    new = set(agreement.themes.values_list("pk", flat=True))
    if not (onward.keys() <= old and {one for news in onward.values() for one in news} <= new):
        raise NotNow(_("A theme goes on as a theme of the next version alone. Choose one from this list."))


def _key_from(words: Words) -> str:
    names = [words[language]["name"] for language in ("nl", "en") if language in words]
    return slugify(next(iter(names), ""))[:50] or "theme"
