# SPDX-License-Identifier: EUPL-1.2
"""A made-up city in a folder of its own, for measuring; call `found` before importing anything of Django."""

import os
import random
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

NOW = datetime.now(UTC)
BATCH = 5_000


def found(*, database: str = "") -> None:
    """Set up Django on an empty database that is gone when this process ends.

    Args:
        database: the address of an empty one; SQLite when it is left out.
    """
    folder = tempfile.TemporaryDirectory(prefix="kennisstad-bench-")
    os.environ |= {"KENNISSTAD_HOME": folder.name, "DJANGO_SETTINGS_MODULE": "kennisstad.config.settings"}
    os.environ["DATABASE_URL"] = database
    import django

    django.setup()
    from django.conf import settings

    # Each page is made, as for the first visitor after something happened.
    settings.CACHES["pages"]["BACKEND"] = "django.core.cache.backends.dummy.DummyCache"
    found.folder = folder  # type: ignore[attr-defined]
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def districts() -> list[int]:
    """Take over the example's districts; give their ids."""
    from django.core.management import call_command
    from django.utils import timezone

    from kennisstad.config.settings import PACKAGE
    from kennisstad.neighbourhoods.models import Area
    from kennisstad.website.actions import lay_out

    data = PACKAGE / "demo" / "data"
    with open(os.devnull, "w") as quiet:
        call_command("import_city", str(data / "city.toml"), stdout=quiet)
        call_command("import_districts", str(data / "districts" / "leiden-wijken-2022.geojson"), stdout=quiet)
    lay_out("Leiden", at=timezone.now())
    return list(Area.objects.districts().values_list("pk", flat=True))


def add_questions(count: int, areas: Sequence[int], texts: Sequence[str]) -> None:
    """Put this many open questions in the database, spread over the districts."""
    import uuid

    from kennisstad.citylab.models import Question, QuestionText, Status

    dice = random.Random(count)
    through = Question.districts.through
    for start in range(0, count, BATCH):
        rows = [
            Question(
                key=(key := uuid.uuid4()),
                code_digest=key.hex,
                words=texts[number % len(texts)],
                language="nl",
                asker_kind="resident",
                status=Status.OPEN,
                sent_at=NOW - timedelta(minutes=number),
                answered_at=NOW - timedelta(minutes=number // 2),
            )
            for number in range(start, min(start + BATCH, count))
        ]
        Question.objects.bulk_create(rows)
        QuestionText.objects.bulk_create(
            QuestionText(question=row, language=language, title=row.words[:90], body=row.words)
            for row in rows
            for language in ("nl", "en")
        )
        through.objects.bulk_create(through(question_id=row.pk, area_id=dice.choice(areas)) for row in rows)


def add_courses(texts: Sequence[str], *, first: int = 0) -> None:
    """Put one course per text in the database, numbered from `first`."""
    from kennisstad.education.models import Course, CourseText, Level, Offering
    from kennisstad.partners.models import Kind, Partner

    partner, _ = Partner.objects.get_or_create(
        key="bench", defaults={"name": "Bench", "kind": Kind.KNOWLEDGE_INSTITUTION}
    )
    today, numbered = NOW.date(), enumerate(texts, first)
    while batch := list(islice(numbered, BATCH)):
        courses = Course.objects.bulk_create(
            Course(partner=partner, external_id=f"c{n}", level=Level.BACHELOR, takes_questions=True)
            for n, _ in batch
        )
        CourseText.objects.bulk_create(
            CourseText(course=course, language="nl", name=text[:80], description=text)
            for course, (_, text) in zip(courses, batch, strict=True)
        )
        Offering.objects.bulk_create(
            Offering(
                course=course,
                external_id=f"o{n}",
                starts_on=today + timedelta(days=60),
                ends_on=today + timedelta(days=160),
                questions_from=today - timedelta(days=30),
                questions_until=today + timedelta(days=n % 40 - 10),
            )
            for course, (n, _) in zip(courses, batch, strict=True)
        )


def add_projects(texts: Sequence[str]) -> None:
    """Put one project per text in the database, all of one institution."""
    from kennisstad.partners.models import Kind, Partner
    from kennisstad.projects.models import Project, ProjectText

    carrier = Partner.objects.create(key="bench", name="Bench", kind=Kind.KNOWLEDGE_INSTITUTION)
    for at in range(0, len(texts), BATCH):
        some = texts[at : at + BATCH]
        rows = [Project(carrier=carrier, starts_on=NOW.date()) for _ in some]
        Project.objects.bulk_create(rows)
        ProjectText.objects.bulk_create(
            ProjectText(project=row, language=language, title=text[:90], summary=text)
            for row, text in zip(rows, some, strict=True)
            for language in ("nl", "en")
        )


def add_work(areas: Sequence[int], texts: Sequence[str]) -> None:
    """Put one project per text in the database, for as many open questions; every other one came back."""
    from django.utils import timezone

    from kennisstad.citylab.models import Question, Status
    from kennisstad.projects.models import GivingBack, Project, Result, ResultText
    from kennisstad.projects.models import Status as Stage
    from kennisstad.projects.models.result import Form

    before = set(Project.objects.values_list("pk", flat=True))
    add_projects(texts)
    dice, at = random.Random(len(texts)), timezone.now()
    projects = list(Project.objects.exclude(pk__in=before).order_by("pk"))
    questions = list(Question.objects.filter(status=Status.OPEN).order_by("pk")[: len(projects)])
    through = Project.districts.through
    through.objects.bulk_create(through(project=one, area_id=dice.choice(areas)) for one in projects)
    back = projects[::2]
    for project, question in zip(projects, questions, strict=True):
        question.project, question.status = project, Status.PLACED
        project.status = Stage.RUNNING
    for project, question in zip(back, questions[::2], strict=True):
        question.status, question.ended_at, project.status = Status.GIVEN_BACK, at, Stage.GIVEN_BACK
    Project.objects.bulk_update(projects, ["status"], batch_size=BATCH)
    Question.objects.bulk_update(questions, ["status", "project", "ended_at"], batch_size=BATCH)
    Result.objects.bulk_create(Result(project=one, handed_over_on=NOW.date()) for one in back)
    ResultText.objects.bulk_create(
        ResultText(
            result=one, language=language, title=text[:90], found=text, failed="Nothing.", next_question=text
        )
        for one, text in zip(Result.objects.filter(project__in=back), texts, strict=False)
        for language in ("nl", "en")
    )
    GivingBack.objects.bulk_create(GivingBack(project=one, on=NOW.date(), form=Form.MEETING) for one in back)
