# SPDX-License-Identifier: EUPL-1.2
"""What keeps a draft from being offered for signing, in sentences that say what to do."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.models import Agreement, Commitment, Owner, Theme, ThemeStep

Sentence = str | Promise


def faults_before_offering(agreement: Agreement) -> list[Sentence]:
    """Tell all that must be done before partners can sign; an empty list when nothing must.

    Ten queries or fewer, however much it holds.
    """
    return [
        *_of_itself(agreement),
        *_of_parties(agreement),
        *_of_articles(agreement),
        *_of_commitments(agreement),
        *_of_owners(agreement),
        *_of_themes(agreement),
    ]


def _of_itself(agreement: Agreement) -> Iterator[Sentence]:
    if not any(text.name for text in agreement.texts.all()):
        yield _("The agreement has no name yet. Write one.")
    if agreement.ends_on < agreement.starts_on:
        yield _("The period ends before it begins. Look at both days again.")
    if (followed := agreement.follows) is not None:
        if not followed.is_signed:
            yield format_lazy(
                _("It follows “{old}”, which nobody signed. Sign that one first."), old=followed
            )
        if agreement.starts_on <= followed.starts_on:
            yield format_lazy(
                _("It begins before “{old}”, which it follows. Change its first day."), old=followed
            )


def _of_parties(agreement: Agreement) -> Iterator[Sentence]:
    parties = list(agreement.parties.select_related("partner").order_by("partner__name", "pk"))
    if not parties:
        yield _("Nobody takes part yet. Add the parties.")
    for party in parties:
        if party.left_on and party.left_on < party.joined_on:
            yield format_lazy(
                _("{party} leaves before it joins. Look at both days again."), party=party.partner
            )
        if party.joined_on > agreement.ends_on:
            yield format_lazy(_("{party} joins after the last day. Change that day."), party=party.partner)


def _of_articles(agreement: Agreement) -> Iterator[Sentence]:
    articles = list(agreement.articles.in_order().prefetch_related("texts"))
    if not articles:
        yield _("There is no article yet. Add what the parties agree.")
    for article in articles:
        if not any(text.body for text in article.texts.all()):
            yield format_lazy(_("Article {number} has no words yet. Write them."), number=article.number)


def _of_commitments(agreement: Agreement) -> Iterator[Sentence]:
    without = Commitment.objects.filter(agreement=agreement, owners__isnull=True).in_order()
    for commitment in without.prefetch_related("texts"):
        yield format_lazy(_("Nobody owes “{promise}” yet. Say who does."), promise=commitment)


def _of_owners(agreement: Agreement) -> Iterator[Sentence]:
    parties = agreement.parties.filter(left_on__isnull=True).values("partner")
    strangers = Owner.objects.filter(commitment__agreement=agreement).exclude(partner__in=parties)
    found = strangers.select_related("partner", "commitment").prefetch_related("commitment__texts")
    for owner in found.order_by("commitment__place", "commitment", "pk"):
        yield format_lazy(
            _("{party} owes “{promise}” and is no party. Add the party, or say who else owes it."),
            party=owner.partner,
            promise=owner.commitment,
        )


def _of_themes(agreement: Agreement) -> Iterator[Sentence]:
    if agreement.follows_id is None:
        return
    left = Theme.objects.filter(agreement=agreement.follows_id).exclude(steps_on__in=steps_into(agreement))
    for theme in left.in_order().prefetch_related("texts"):
        yield format_lazy(_("Say where the theme “{theme}” goes on, or that it ends."), theme=name_of(theme))


def steps_into(agreement: Agreement) -> QuerySet[ThemeStep]:
    """Give the steps from the version before: into this one, or to an end."""
    return ThemeStep.objects.filter(
        Q(new__agreement=agreement) | Q(new__isnull=True, old__agreement=agreement.follows_id)
    )


def name_of(theme: Theme) -> str:
    """Give a theme's name in the reader's language; its texts may be prefetched."""
    return theme.text.name if theme.text else theme.key
