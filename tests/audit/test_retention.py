# SPDX-License-Identifier: EUPL-1.2
"""The retention file names every field with words, and is obeyed."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models

from kennisstad.audit import retention
from kennisstad.audit.models import Event
from kennisstad.citylab.models import Contact, Question, Status, Use
from kennisstad.mail.actions import post
from kennisstad.mail.models import Letter
from kennisstad.web import limits
from kennisstad.welcome.models import AmbassadorMessage
from tests.making import MONDAY, make_project, make_question
from tests.welcome.making import make_message

WITH_WORDS = (models.CharField, models.TextField, models.JSONField, models.FileField)


def fields_with_words():
    own = [model for model in apps.get_models() if model.__module__.startswith("kennisstad.")]
    return {
        f"{model._meta.label}.{field.name}"
        for model in own
        for field in model._meta.local_fields
        if isinstance(field, WITH_WORDS) and not field.choices and field.name not in WAGTAIL
    }


WAGTAIL: set[str] = set()


def test_every_field_with_words_stands_in_exactly_one_list():
    personal = {f"{rule.model}.{name}" for rule in retention.rules() for name in rule.fields}

    assert personal & retention.not_personal() == set()
    assert personal | retention.not_personal() == fields_with_words()


@pytest.mark.parametrize("rule", retention.rules(), ids=lambda rule: rule.model)
def test_every_rule_speaks_both_languages_and_names_its_ground(rule):
    for language in ("nl", "en"):
        assert all((rule.what(language), rule.why(language), rule.how_long(language), rule.ground(language)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rule", [rule for rule in retention.rules() if rule.then != "stay"], ids=lambda rule: rule.model
)
def test_every_rule_can_be_asked_of_the_database(rule):
    assert rule.over(MONDAY).count() == 0


@pytest.mark.django_db
def test_contact_data_go_when_their_time_is_over_and_the_question_stays():
    make_question(status=Status.DECLINED, email="old@example.org")
    make_question(status=Status.OPEN, email="open@example.org")

    retention.obey(MONDAY + timedelta(days=90))
    assert Contact.objects.count() == 2
    retention.obey(MONDAY + timedelta(days=91))

    assert list(Contact.objects.values_list("email", flat=True)) == ["open@example.org"]
    assert Question.objects.count() == 2


@pytest.mark.django_db
def test_a_dry_run_counts_what_would_go_of_every_rule():
    make_question(status=Status.DECLINED, email="declined@example.org")
    project = make_project(status="given-back")
    make_question(status=Status.GIVEN_BACK, project=project, email="returned@example.org")

    counted = retention.overdue(MONDAY + timedelta(days=1131))

    assert counted == retention.obey(MONDAY + timedelta(days=1131))
    assert counted["citylab.Contact"] == 2


@pytest.mark.django_db
def test_words_go_and_the_answer_stays():
    question = make_question(status=Status.GIVEN_BACK, project=make_project(status="given-back"))
    Use.objects.create(question=question, months=3, answer="used", why="Mijn buurvrouw", answered_at=MONDAY)

    retention.obey(MONDAY + timedelta(days=1131))

    assert list(Use.objects.values_list("answer", "why")) == [("used", "")]


@pytest.mark.django_db
def test_the_journal_hears_once_a_run_how_many_went_by_each_rule_and_of_whom_nothing():
    for number in range(2):
        make_question(status=Status.DECLINED, email=f"{number}@example.org")
    question = make_question(status=Status.GIVEN_BACK, project=make_project(status="given-back"), email="")
    Use.objects.create(question=question, months=3, answer="used", why="Mijn buurvrouw", answered_at=MONDAY)
    at = MONDAY + timedelta(days=1131)

    retention.obey(at)
    retention.obey(at)

    lines = Event.objects.order_by("pk").values_list("kind", "subject", "actor", "at", "facts")
    went = {"then": "delete", "fields": ["name", "email", "phone"], "number": 2}
    cleared = {"then": "clear", "fields": ["why"], "number": 1}
    assert list(lines) == [
        ("retention.obeyed", "retention:citylab.Contact", None, at, went),
        ("retention.obeyed", "retention:citylab.Use", None, at, cleared),
    ]


@pytest.mark.django_db
def test_what_goes_along_with_a_row_is_not_counted():
    message = make_message()
    message.ambassador.confirmed_at = MONDAY - timedelta(days=731)
    message.ambassador.save()

    assert retention.obey(MONDAY)["welcome.Ambassador"] == 1
    assert not AmbassadorMessage.objects.exists()


@pytest.mark.django_db
def test_counters_of_forms_go_without_a_line():
    limits.spend("ask", "a network", limit=1, per=timedelta(hours=1), at=MONDAY)

    assert retention.obey(MONDAY + timedelta(days=2))["web.Allowance"] == 1
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_letters_go_after_thirty_days():
    post(to="a@example.org", subject="s", body="b", language="nl", private=True, at=MONDAY)

    retention.obey(MONDAY + timedelta(days=31))

    assert Letter.objects.count() == 0
