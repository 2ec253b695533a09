# SPDX-License-Identifier: EUPL-1.2
"""A made-up agreement: 500 commitments with figures, 10,000 projects, 5,000 results as evidence."""

from datetime import UTC, date, datetime

PROJECTS, COMMITMENTS, LINKS = 10_000, 500, 5_000
JUNE = datetime(2025, 6, 2, 9, tzinfo=UTC)
BATCH = 5_000


def promise(areas: list[int]) -> None:
    """Put an agreement with its commitments, links and figures in the database, and projects of a year."""
    from kennisstad.agreement.models import Agreement, Theme
    from kennisstad.partners.models import Kind, Partner

    partner = Partner.objects.create(key="bench", name="Bench", kind=Kind.KNOWLEDGE_INSTITUTION)
    agreement = Agreement.objects.create(
        key="bench", status="signed", starts_on=date(2023, 1, 1), ends_on=date(2027, 12, 31)
    )
    themes = [
        Theme.objects.create(agreement=agreement, key=f"theme-{n}", mark="canal", place=n) for n in range(3)
    ]
    projects = _projects(partner.pk, areas, [theme.pk for theme in themes])
    _commitments(agreement.pk, partner.pk, [theme.pk for theme in themes], projects)


def _projects(partner: int, areas: list[int], themes: list[int]) -> list[int]:
    from kennisstad.projects.models import Project, ProjectText, Result, ResultText

    made = Project.objects.bulk_create(
        (
            Project(status="handed-over", carrier_id=partner, starts_on=date(2025, 1 + n % 12, 1 + n % 28))
            for n in range(PROJECTS)
        ),
        batch_size=BATCH,
    )
    keys, texts = [one.pk for one in made], ("nl", "en")
    ProjectText.objects.bulk_create(
        (
            ProjectText(project_id=key, language=one, title=f"Samen de straat op, deel {key}", summary="…")
            for key in keys
            for one in texts
        ),
        batch_size=BATCH,
    )
    for through, end, values in (
        (Project.themes.through, "theme_id", themes),
        (Project.districts.through, "area_id", areas),
    ):
        through._default_manager.bulk_create(
            (through(**{"project_id": key, end: values[n % len(values)]}) for n, key in enumerate(keys)),
            batch_size=BATCH,
        )
    results = Result.objects.bulk_create(
        (Result(project_id=key, handed_over_on=date(2025, 11, 1)) for key in keys[:LINKS]), batch_size=BATCH
    )
    ResultText.objects.bulk_create(
        (
            ResultText(
                result=one, language="nl", title="Een bank helpt", found="F", failed="X", next_question="N"
            )
            for one in results
        ),
        batch_size=BATCH,
    )
    return keys


def _commitments(agreement: int, partner: int, themes: list[int], projects: list[int]) -> None:
    from decimal import Decimal

    from kennisstad.agreement.models import Commitment, CommitmentText, Figure, FigureText, Owner
    from kennisstad.progress.models import Evidence, Serving
    from kennisstad.projects.models import Result

    made = Commitment.objects.bulk_create(
        Commitment(
            agreement_id=agreement, key=f"c-{n}", theme_id=themes[n % 3], place=n, source="S", unit="u",
            target=Decimal(10),
        )
        for n in range(COMMITMENTS)
    )  # fmt: skip
    CommitmentText.objects.bulk_create(
        CommitmentText(commitment=one, language=language, sentence=f"Wij doen {one.key}.")
        for one in made
        for language in ("nl", "en")
    )
    Owner.objects.bulk_create(Owner(commitment=one, partner_id=partner) for one in made)
    figures = Figure.objects.bulk_create(
        Figure(commitment=one, value=n, unit="u", measured_on=date(2025, 5, 1), source="S", entered_at=JUNE)
        for n, one in enumerate(made)
    )
    FigureText.objects.bulk_create(
        FigureText(figure=one, language="nl", definition="Geteld.") for one in figures
    )
    results = list(Result.objects.values_list("pk", flat=True))
    Evidence.objects.bulk_create(
        Evidence(commitment=made[n % COMMITMENTS], result_id=result, linked_at=JUNE)
        for n, result in enumerate(results)
    )
    Serving.objects.bulk_create(
        Serving(commitment=made[n % COMMITMENTS], project_id=project, linked_at=JUNE)
        for n, project in enumerate(projects[:COMMITMENTS])
    )
