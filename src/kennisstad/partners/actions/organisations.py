# SPDX-License-Identifier: EUPL-1.2
"""Take over organisations, and the groups and desks that can be asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override

from kennisstad.audit.actions import record
from kennisstad.lib.files import Problem, Report
from kennisstad.partners.models import Expert, Partner
from kennisstad.partners.partner_file import PartnerFile, Words

Record = Partner | Expert


@transaction.atomic
def import_partners(found: PartnerFile, *, by_id: int | None, at: datetime) -> Report:
    """Take over what the file names, by key; what it does not name stays as it is.

    Args:
        by_id: who does it; nothing for a command.
    Doing it twice changes nothing the second time.
    """
    taking = _Taking(Report(problems=list(found.problems)), by_id, at)
    partners = {partner.key: partner for partner in Partner.objects.select_for_update()}
    for partner in found.partners:
        row = partners.get(partner.key, Partner())
        if taking.take("partner", row, partner.fields, partner.words):
            partners[partner.key] = row
    experts = {expert.key: expert for expert in Expert.objects.select_for_update()}
    for expert in found.experts:
        if expert.partner not in partners:
            taking.leave_out(f"expert {expert.key}", "its partner is not known.")
            continue
        fields = {**expert.fields, "partner": partners[expert.partner]}
        taking.take("expert", experts.get(expert.key, Expert()), fields, expert.words)
    return taking.report


@dataclass(frozen=True)
class _Taking:
    report: Report
    by_id: int | None
    at: datetime

    def leave_out(self, where: str, reason: str) -> None:
        self.report.problems.append(Problem(where, reason))

    def take(self, kind: str, row: Record, fields: dict[str, Any], words: Words) -> bool:
        """Write one record and its words; say whether it stands now."""
        is_new, key = row.pk is None, fields["key"]
        changed = is_new or any(getattr(row, name) != value for name, value in fields.items())
        for name, value in fields.items():
            setattr(row, name, value)
        if wrong := _unfit(row):
            self.leave_out(f"{kind} {key}", wrong)
            return False
        if changed:
            row.save()
        for language, said in words.items():
            changed |= _say(row, language, said)
        (self.report.new if is_new else self.report.changed if changed else self.report.same).append(key)
        if changed:
            what = f"{kind}.added" if is_new else f"{kind}.changed"
            record(what, subject=row, by_id=self.by_id, at=self.at)
        return True


def _unfit(row: Record) -> str:
    """Say which fields are not fit and why, in English; nothing when all are."""
    with override("en"):
        try:
            row.clean_fields()
        except ValidationError as error:
            return " ".join(f"{name}: {' '.join(said)}" for name, said in error.message_dict.items())
    return ""


def _say(row: Record, language: str, words: dict[str, str]) -> bool:
    """Write the words in one language; say whether that changed anything."""
    if not any(words.values()) or row.texts.filter(language=language, **words).exists():
        return False
    row.texts.update_or_create(language=language, defaults=words)
    return True
