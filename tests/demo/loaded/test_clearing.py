# SPDX-License-Identifier: EUPL-1.2
"""What goes when the example is cleared, and above all what stays."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db.models import PROTECT

from kennisstad.accounts.models import HeldRole, Role, User
from kennisstad.agreement.models import Agreement, Commitment, Theme
from kennisstad.audit.models import Event
from kennisstad.campus.models import Campus, HousingProject, Site, SpinOff
from kennisstad.citylab import actions as citylab
from kennisstad.citylab import placing
from kennisstad.citylab.models import Question, Status
from kennisstad.demo.actions import Cleared, StillNeeded, clear, load
from kennisstad.demo.models import ExampleRecord
from kennisstad.education.models import AcademicSession, Course
from kennisstad.mail.actions import post
from kennisstad.mail.models import Letter
from kennisstad.neighbourhoods.models import Area, City, Outline, PostcodeArea
from kennisstad.newsletter import editing
from kennisstad.newsletter.models import Issue
from kennisstad.partners.models import Expert, Partner
from kennisstad.progress.models import Assessment, Evidence, Serving
from kennisstad.projects.models import Project, Result, ResultFile
from kennisstad.schools.models import Offer
from kennisstad.website.models import EventPage, GuidePage, HomePage, NewsPage, StoryPage, TextPage
from kennisstad.welcome.models import Ambassador, PathStep, PressFact, Venue
from kennisstad.years.models import Day, Year
from tests.agreement.making import make_agreement, make_commitment
from tests.demo.loaded.conftest import Example
from tests.demo.making import A_YEAR_LATER, LATER, QUICK, ask, begin
from tests.making import make_course, make_partner, make_user

OURS = {
    "accounts", "agreement", "campus", "citylab", "demo", "education", "fieldwork", "mail", "neighbourhoods",
    "partners", "progress", "projects", "rounds", "schools", "welcome", "years",
}  # fmt: skip


def cleared(**options: Any) -> Cleared:
    return clear(at=LATER, **options)


def test_nothing_of_the_example_is_left(
    example: Example, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    sign_ins = shutil.copy(example.sign_ins, tmp_path)

    with django_capture_on_commit_callbacks(execute=True):
        found = cleared(passwords=Path(sign_ins))

    assert found == Cleared(removed=example.loaded.counts, kept={}, administrators=0)
    left = {m._meta.label: m._default_manager.count() for m in apps.get_models() if m._meta.app_label in OURS}
    assert {label: count for label, count in left.items() if count} == {}
    assert [*tmp_path.iterdir()] == []


def test_the_journal_keeps_its_lines(example: Example) -> None:
    before = list(Event.objects.order_by("pk").values_list("pk", "kind"))

    cleared()

    after = list(Event.objects.order_by("pk").values_list("pk", "kind"))
    assert after[: len(before)] == before
    assert after[-1][1] == "example.cleared"


def test_the_index_hears_of_all_that_it_could_find(example: Example) -> None:
    findable = {
        f"{name}:{pk}"
        for name, model in {
            "course": Course,
            "expert": Expert,
            "question": Question,
            "result": Result,
            "campus": Campus,
            "site": Site,
            "housingproject": HousingProject,
            "spinoff": SpinOff,
            "year": Year,
            "day": Day,
            "offer": Offer,
            "ambassador": Ambassador,
            "pathstep": PathStep,
            "venue": Venue,
            "pressfact": PressFact,
            "issue": Issue,
        }.items()
        for pk in model.objects.values_list("pk", flat=True)
    }
    for kind in (NewsPage, StoryPage, GuidePage, EventPage):
        findable |= {f"page:{pk}" for pk in kind.objects.values_list("pk", flat=True)}

    # Laying out a site takes Wagtail's own welcome page away.
    before = Event.objects.count()

    cleared()

    removed = Event.objects.order_by("pk")[before:]
    assert {event.subject for event in removed if event.kind.endswith(".removed")} == findable


def test_a_newsletter_that_an_editor_went_on_with_stays(example: Example) -> None:
    draft = Issue.objects.get(status="draft")
    editing.rewrite(draft, words={"nl": {"subject": "Van ons"}}, by=None, at=LATER)

    cleared()

    assert [*Issue.objects.all()] == [draft]


def test_a_question_of_our_own_stays_with_its_district(example: Example) -> None:
    question = ask("WK054608")

    found = cleared()

    question.refresh_from_db()
    assert (question.status, question.text_in("nl").title) == (Status.OPEN, "Een eigen vraag")
    assert [area.name for area in question.districts.all()] == ["Merenwijkdistrict"]
    assert found.kept == {"districts": 1}
    assert Area.objects.count() == Outline.objects.count() == 1
    assert set(PostcodeArea.objects.values_list("pc4", flat=True)) == {2317, 2318}
    assert not ExampleRecord.objects.exists()


def test_a_neighbourhood_in_use_keeps_its_district(example: Example) -> None:
    ask("BU05460801")

    assert cleared().kept == {"districts": 1, "neighbourhoods": 1}


def test_a_question_before_an_example_course_stops_the_clearing(example: Example) -> None:
    question, course = ask(), Course.objects.offered().first()
    assert course
    placing.propose(question, course=course, note_to_course="", by=None, at=LATER)
    before = Question.objects.count()

    with pytest.raises(StillNeeded) as refused:
        cleared()

    assert str(refused.value) == (
        f"These records of your own hang on the example: question {question.pk}. "
        "Place or join them elsewhere, or remove them too with --with-dependents. Nothing was changed."
    )
    assert Question.objects.count() == before


def test_all_that_hangs_on_the_example_is_named(example: Example) -> None:
    course = Course.objects.offered().first()
    assert course
    project = begin(carrier_id=course.partner_id, course_id=course.pk)
    placed, merged, into, advised = (ask() for _ in range(4))
    proposal = placing.propose(placed, course=course, note_to_course="", by=None, at=LATER)
    placing.accept(proposal, by=None, at=LATER)
    open_questions = Question.objects.filter(status=Status.OPEN, leg_of__isnull=True, pk__lt=placed.pk)
    example_question = open_questions.first()
    assert example_question
    citylab.merge(into, into=example_question, messages={}, by=None, at=LATER)
    citylab.advise(advised, result=Result.objects.all()[0], messages={}, by=None, at=LATER)
    placed.refresh_from_db()

    with pytest.raises(StillNeeded) as refused:
        cleared()

    named = f"project {project.pk}, project {placed.project_id}, "
    named += ", ".join(f"question {question.pk}" for question in (placed, into, advised))
    assert str(refused.value).startswith(f"These records of your own hang on the example: {named}. ")
    assert str(merged.pk) not in str(refused.value)


def test_a_question_joined_with_one_that_hangs_on_the_example_hangs_along(example: Example) -> None:
    course = Course.objects.offered().first()
    assert course
    first, second = ask(), ask()
    citylab.merge(second, into=first, messages={}, by=None, at=LATER)
    placing.propose(first, course=course, note_to_course="", by=None, at=LATER)

    with pytest.raises(StillNeeded, match=f"question {first.pk}, question {second.pk}"):
        cleared()


def test_dependents_go_along_when_asked_and_nothing_else_does(example: Example) -> None:
    course = Course.objects.offered().first()
    assert course
    own, hanging = ask(), ask()
    project = begin(carrier_id=course.partner_id, course_id=course.pk)
    placing.propose(hanging, course=course, note_to_course="", by=None, at=LATER)

    cleared(with_dependents=True)

    assert [*Question.objects.all()] == [own]
    assert not Project.objects.filter(pk=project.pk).exists()


def test_a_question_of_our_own_before_our_own_course_stays_there(example: Example) -> None:
    question = ask()
    proposal = placing.propose(question, course=make_course(), note_to_course="", by=None, at=LATER)
    placing.accept(proposal, by=None, at=LATER)

    cleared()

    assert [*Question.objects.values_list("pk", "status")] == [(question.pk, Status.PLACED)]
    assert Project.objects.count() == Course.objects.count() == 1


def test_a_partner_stays_for_whoever_works_there(example: Example) -> None:
    lumc = Partner.objects.get(key="lumc")
    user = make_user(Role.COORDINATOR, partner=lumc)
    begin(carrier_id=Partner.objects.get(key="naturalis").pk)

    found = cleared()

    assert found.kept == {"partners": 2}
    assert sorted(Partner.objects.values_list("key", flat=True)) == ["lumc", "naturalis"]
    assert lumc.texts.count() == 2
    assert [*HeldRole.objects.values_list("user", "partner__key")] == [(user.pk, "lumc")]


def test_an_agreement_stays_for_the_projects_on_its_themes(example: Example) -> None:
    theme = Theme.objects.get(key="campus", agreement__key="leiden-2017")
    begin(carrier_id=make_partner().pk, themes=[theme.pk])

    found = cleared()

    assert [*Agreement.objects.values_list("key", flat=True)] == ["leiden-2017"]
    assert Theme.objects.count() == 4
    # The parties that signed it stay with it, and the museum that owes a commitment.
    assert found.kept == {"partners": 6}


def own_commitment(**fields: Any) -> Commitment:
    """Make a commitment of our own in the next version, which follows the example's last."""
    last = Agreement.objects.get(key="leiden-2023")
    days = {"starts_on": date(2028, 1, 1), "ends_on": date(2032, 12, 31)}
    return make_commitment(make_agreement("own-2028", follows=last, **days), **fields)


def test_all_versions_stay_for_the_one_of_our_own_that_follows_them(example: Example) -> None:
    commitment = own_commitment(carries_on=Commitment.objects.get(key="healthy-2030"))
    before = Commitment.objects.count()

    cleared()

    assert [*Agreement.objects.oldest().values_list("key", flat=True)] == [
        "leiden-2017",
        "leiden-2020",
        "leiden-2023",
        "own-2028",
    ]
    assert Commitment.objects.count() == before
    commitment.refresh_from_db()
    assert str(commitment.carries_on.key) == "healthy-2030"
    assert not Assessment.objects.exists()


def test_a_tie_of_our_own_to_a_made_up_project_goes_with_it(example: Example) -> None:
    commitment, project = own_commitment(), Project.objects.filter(result__isnull=False)[0]
    Serving.objects.create(commitment=commitment, project=project, linked_at=LATER)
    Evidence.objects.create(commitment=commitment, result=project.result, linked_at=LATER)

    cleared()

    assert Serving.objects.count() == Evidence.objects.count() == 0
    assert Commitment.objects.filter(pk=commitment.pk).exists()


def test_an_agreement_stays_for_what_serves_it_or_was_said_of_it(example: Example) -> None:
    project = begin(carrier_id=make_partner().pk)
    served = Commitment.objects.get(key="lifestyle-and-prevention")
    Serving.objects.create(commitment=served, project=project, linked_at=LATER)

    cleared()

    assert [*Agreement.objects.oldest().values_list("key", flat=True)] == ["leiden-2017", "leiden-2020"]
    assert [*Serving.objects.values_list("project", flat=True)] == [project.pk]


def test_what_somebody_changed_is_theirs(example: Example) -> None:
    from kennisstad.audit.actions import record

    city, partner = City.objects.get(), Partner.objects.get(key="tno")
    record("city.described", subject=city, by_id=None, at=LATER)
    record("partner.described", subject=partner, by_id=None, at=LATER)

    cleared()

    assert [*City.objects.all()] == [city]
    assert [*Partner.objects.all()] == [partner]
    assert all("Leiden" in home.intro for home in HomePage.objects.all())


def test_an_outline_of_our_own_keeps_its_district(example: Example) -> None:
    area = Area.objects.get(code="WK054601")
    Outline.objects.create(
        area=area, year=2025, name=area.name, geometry=area.outline.geometry, attribution="CBS"
    )

    cleared()

    assert [*Area.objects.all()] == [area]
    assert sorted(area.outlines.values_list("year", flat=True)) == [2022, 2025]


def test_pages_stay_and_name_no_city_any_more(example: Example) -> None:
    homes, texts = HomePage.objects.count(), TextPage.objects.count()

    cleared()

    assert (HomePage.objects.count(), TextPage.objects.count()) == (homes, texts)
    for page in [*HomePage.objects.all(), *TextPage.objects.all()]:
        fields = {name: str(getattr(page, name)) for name in ("title", "search_description")}
        own = {name: str(getattr(page, name, "")) for name in ("intro", "invitation", "lead", "body")}
        assert "Leiden" not in " ".join({**fields, **own}.values())
    intros = {home.locale.language_code: home.intro for home in HomePage.objects.all()}
    assert intros["nl"].startswith("Mensen in de stad stellen vragen")
    assert intros["en"].startswith("People in the city ask questions")


def test_a_page_that_somebody_edited_stays_as_it_is(example: Example) -> None:
    home = HomePage.objects.get(locale__language_code="nl")
    home.intro = "Leiden vraagt, Leiden antwoordt."
    home.save_revision().publish()

    cleared()

    home.refresh_from_db()
    assert home.intro == "Leiden vraagt, Leiden antwoordt."


def test_letters_and_people_of_our_own_stay(example: Example) -> None:
    user = make_user(Role.ADMINISTRATOR, email="vera@example.org")
    words = {"subject": "Hallo", "body": "Dag", "language": "nl", "private": False, "at": LATER}
    post(to="vera@example.org", **words)  # type: ignore[arg-type]
    post(to="makelaar@example.org", **words)  # type: ignore[arg-type]

    found = cleared()

    assert [*User.objects.all()] == [user]
    assert found.administrators == 1
    assert [*Letter.objects.values_list("to", flat=True)] == ["vera@example.org"]


def test_files_of_example_results_go_from_the_disk(
    example: Example, settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = ResultFile.objects.create(
        result=Result.objects.all()[0],
        content=ContentFile(b"telling", name="telling.csv"),
        label="Telling",
        media_type="text/csv",
        size_bytes=7,
    )
    assert (tmp_path / str(file.content.name)).exists()

    with django_capture_on_commit_callbacks(execute=True):
        cleared()

    assert not (tmp_path / str(file.content.name)).exists()


def test_it_can_be_loaded_again_beside_what_stayed(example: Example, settings: Any) -> None:
    settings.PASSWORD_HASHERS = QUICK
    question = ask("WK054608")
    begin(carrier_id=Partner.objects.get(key="naturalis").pk)
    cleared()
    Outline.objects.update(attribution="Onze eigen tekening")
    PostcodeArea.objects.filter(pc4=2317).update(share=0.5)

    again = load(at=A_YEAR_LATER, passwords=None)

    assert again.counts == example.loaded.counts | {"districts": 9, "partners": 26}
    assert Area.objects.districts().count() == 10
    assert Outline.objects.get(area__code="WK054608").attribution == "Onze eigen tekening"
    assert [*PostcodeArea.objects.filter(pc4=2317).values_list("share", flat=True)] == [0.5]
    years = AcademicSession.objects.filter(kind="year").values_list("starts_on__year", flat=True)
    assert set(years) == {2027, 2028}
    assert cleared().kept == {}
    assert [*Question.objects.all()] == [question]
    assert [*Partner.objects.values_list("key", flat=True)] == ["naturalis"]


def test_without_an_example_nothing_happens(example: Example) -> None:
    cleared()
    before = Event.objects.count()

    assert cleared() == Cleared({}, {}, administrators=0)
    assert Event.objects.count() == before


def test_no_other_record_can_hang_on_what_the_example_makes_up() -> None:
    """A new tie to a course, project, question or result must be thought of in `queries.own_dependents`."""
    ties = {
        f"{tie.related_model._meta.label}.{tie.field.name}"
        for model in (Course, Expert, Project, Question, Result)
        for tie in model._meta.related_objects
        if tie.on_delete is PROTECT
    }

    assert ties == {
        "citylab.Proposal.course",
        "citylab.Question.advised_with",
        "citylab.Question.leg_of",
        "citylab.Question.merged_into",
        "citylab.Question.project",
        "education.Offering.course",
        # These go along: a tie says nothing without its end.
        "progress.Evidence.result",
        "progress.Serving.project",
        "projects.GivingBack.project",
        "projects.Project.course",
        "projects.Result.project",
        "rounds.RoundQuestion.question",
    }
