# SPDX-License-Identifier: EUPL-1.2
"""The terms of proposals and askers at the command line: shown, and set as a whole."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisstad.audit.models import Event
from kennisstad.citylab.models import Terms

pytestmark = pytest.mark.django_db


def run(*words):
    out = StringIO()
    call_command("terms", *words, stdout=out)
    return out.getvalue()


def test_the_terms_are_shown_and_nothing_is_set():
    assert run().splitlines() == [
        "A proposal lapses after 14 days without an answer; the course is reminded 4 days before.",
        "At most 3 teams are at work for one asker at the same time.",
    ]
    assert not Terms.objects.exists()


def test_what_is_not_named_stays_when_the_terms_are_set():
    run("--answer-days", "21")
    whole = json.loads(run("--teams-per-asker", "2", "--json"))

    assert whole == {"answer_days": 21, "remind_days": 4, "teams_per_asker": 2}
    assert Terms.objects.values(*whole).get() == whole
    assert list(Event.objects.order_by("pk").values_list("kind", "actor")) == [("terms.set", None)] * 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--answer-days", "1"), "Error: argument --answer-days: 1 is not a number from 2 to 120"),
        (("--answer-days", "121"), "Error: argument --answer-days: 121 is not a number from 2 to 120"),
        (("--teams-per-asker", "0"), "Error: argument --teams-per-asker: 0 is not a number from 1 to 50"),
        (("--remind-days", "14"), "Remind a course before its last day, so within the days it has."),
        (("--answer-days", "veel"), "Error: argument --answer-days: veel is no whole number"),
    ],
)
def test_terms_that_cannot_be_are_refused_and_not_set(words, said):
    with pytest.raises(CommandError) as error:
        run(*words)

    assert str(error.value) == said
    assert not Terms.objects.exists()
