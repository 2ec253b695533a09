# SPDX-License-Identifier: EUPL-1.2
"""What a new version takes over from the one that it follows."""

from typing import Any

from kennisstad.agreement.models import (
    Agreement,
    Article,
    Budget,
    Commitment,
    Owner,
    Party,
    Theme,
    ThemeStep,
)


def copy_parties(old: Agreement, new: Agreement) -> None:
    """Let whoever is still a party take part from the first day on."""
    staying = old.parties.filter(left_on__isnull=True).order_by("pk")
    Party.objects.bulk_create(
        Party(agreement=new, partner_id=party.partner_id, joined_on=new.starts_on) for party in staying
    )


def copy_for_amendment(old: Agreement, new: Agreement) -> None:
    """Take over parties, themes, articles and commitments; each of them goes on as its copy."""
    for party in old.parties.order_by("pk"):
        _copy(party, agreement=new)
    themes = {theme.pk: _copy(theme, agreement=new) for theme in old.themes.in_order()}
    ThemeStep.objects.bulk_create(ThemeStep(old_id=key, new=copy) for key, copy in themes.items())
    articles = {article.pk: _copy(article, agreement=new) for article in old.articles.in_order()}
    for commitment in old.commitments.in_order():
        _copy_commitment(commitment, new, articles, themes)


def free_key(wanted: str) -> str:
    """Give a key for a commitment that no other one has: this one, or with a number."""
    taken = set(Commitment.objects.filter(key__startswith=wanted[:44]).values_list("key", flat=True))
    numbered = (f"{wanted[:44]}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wanted[:50], *numbered) if key not in taken)


def _copy_commitment(
    old: Commitment, agreement: Agreement, articles: dict[int, Any], themes: dict[int, Any]
) -> None:
    new = _copy(
        old,
        agreement=agreement,
        key=free_key(f"{old.key[:24].rstrip('-')}-{agreement.key[:20].rstrip('-')}"),
        article=articles.get(old.article_id or 0),
        theme=themes.get(old.theme_id or 0),
        carries_on_id=old.pk,
    )
    for owner in Owner.objects.filter(commitment=old).order_by("pk"):
        _copy(owner, commitment=new)
    for budget in Budget.objects.filter(commitment=old):
        _copy(budget, commitment=new)


def _copy(record: Party | Theme | Article | Commitment | Owner | Budget, **changed: Any) -> Any:
    """Make a record like this one but for what changed, with its words."""
    fields = {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if not field.primary_key
    }
    for name, value in changed.items():
        fields.pop(f"{name}_id", None)
        fields[name] = value
    copy = type(record)._default_manager.create(**fields)
    for text in record.texts.order_by("pk") if hasattr(record, "texts") else ():
        own = record._meta.model_name
        words = {f.name: getattr(text, f.name) for f in text._meta.concrete_fields if not f.is_relation}
        words.pop("id")
        type(text)._default_manager.create(**words, **{str(own): copy})
    return copy
