# SPDX-License-Identifier: EUPL-1.2
"""Two rows that turn out to be one person become one, and nothing that the person said is lost."""

from kennisstad.partners.models import Authorship, Researcher, ResearcherAlias


def merge(kept: Researcher, gone: Researcher) -> None:
    """Move everything of one row to the other and delete it. Where they differ, the person's no holds.

    A claim on the row that goes, goes with it: hand in as `kept` the one whose claim counts.
    """
    _hold(kept, gone)
    _works(kept, gone)
    said = set(kept.texts.values_list("language", flat=True))
    gone.texts.exclude(language__in=said).update(researcher=kept)
    gone.aliases.update(researcher=kept)
    if gone.name_is_own and not kept.name_is_own:
        kept.name, kept.name_is_own = gone.name, True
    kept.takes_questions = kept.takes_questions and gone.takes_questions
    kept.seen_at = max(kept.seen_at, gone.seen_at)
    openalex_id, orcid = kept.openalex_id or gone.openalex_id, kept.orcid or gone.orcid
    if gone.openalex_id not in ("", openalex_id):
        ResearcherAlias.objects.get_or_create(public_id=gone.openalex_id, defaults={"researcher": kept})
    gone.delete()
    kept.openalex_id, kept.orcid = openalex_id, orcid
    kept.save()


def _hold(*rows: Researcher) -> None:
    # One of the two may be correcting their profile at this moment.
    for row in sorted(rows, key=lambda row: row.pk):
        row.refresh_from_db(from_queryset=Researcher.objects.select_for_update())


def _works(kept: Researcher, gone: Researcher) -> None:
    """Show a work that both have only when both show it."""
    lines: dict[int, Authorship] = {line.work_id: line for line in kept.authorships.all()}
    for other in gone.authorships.all():
        if (line := lines.get(other.work_id)) is None:
            other.researcher = kept
            other.save(update_fields=["researcher"])
            continue
        line.shown, line.from_orcid = line.shown and other.shown, line.from_orcid or other.from_orcid
        line.save(update_fields=["shown", "from_orcid"])
