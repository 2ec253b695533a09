# SPDX-License-Identifier: EUPL-1.2
"""Two placements or plans at once that together ask too much: one fits, the other is told."""

import threading

import pytest
from django.db import connection

from kennisstad.citylab import placing
from kennisstad.citylab.models import Proposal, Status
from kennisstad.fieldwork import actions
from kennisstad.fieldwork.actions import Plan, refusing
from kennisstad.fieldwork.models import Fieldwork, Kind
from kennisstad.fieldwork.queries import room
from kennisstad.projects.models import Project
from kennisstad.web.refusals import NotNow
from tests.citylab.test_races import at_once
from tests.fieldwork.making import SPRING, make_limit, make_neighbourhood, make_norms
from tests.making import MONDAY, make_district, make_project, make_proposal, make_question, make_user

pytestmark = pytest.mark.django_db(transaction=True)
TEAMS = 4


def planning(areas):
    """Let each turn plan 60 of the 100 doors that fit in a district."""
    projects = [make_project() for _ in range(TEAMS)]

    def act(turn):
        asks = Plan(Kind.DOORS, areas[turn % len(areas)].pk, 60, *SPRING)
        return actions.plan(Project.objects.get(pk=projects[turn].pk), asks=asks, by=None, at=MONDAY)

    return act


def test_of_plans_that_together_ask_too_much_one_is_kept():
    district = make_district()
    make_limit(district, threshold=100)
    # In a neighbourhood, the district around it is asked too.
    act = planning([district, make_neighbourhood(district)])

    outcomes = at_once(TEAMS, act)

    assert sum(isinstance(outcome, NotNow) for outcome in outcomes) == TEAMS - 1
    assert (Fieldwork.objects.count(), room([district.pk], *SPRING)) == (1, {district.pk: 40})


def test_of_placements_that_together_ask_too_much_one_is_made():
    districts, user = [make_district(), make_district()], make_user()
    make_norms(threshold=30, contacts_per_team=20)
    proposals = [
        # Named in another order by every other question.
        make_proposal(make_question(status=Status.PROPOSED, districts=districts[:: (-1) ** turn]))
        for turn in range(TEAMS)
    ]

    outcomes = at_once(
        TEAMS, lambda turn: placing.accept(Proposal.objects.get(pk=proposals[turn].pk), by=user, at=MONDAY)
    )

    assert sum(isinstance(outcome, NotNow) for outcome in outcomes) == TEAMS - 1
    assert Project.objects.count() == 1


def test_without_holding_the_areas_more_would_be_kept_than_fit(monkeypatch):
    """The negative control: the tests above can fail."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time by itself; this needs PostgreSQL.")
    district, together = make_district(), threading.Barrier(TEAMS)
    make_limit(district, threshold=100)
    look = refusing.hindrances

    def all_have_looked(*args, **kwargs):
        found = look(*args, **kwargs)
        together.wait()
        return found

    monkeypatch.setattr(refusing, "hold", lambda area_ids: None)
    monkeypatch.setattr(refusing, "hindrances", all_have_looked)

    outcomes = at_once(TEAMS, planning([district]))

    assert sum(isinstance(outcome, Fieldwork) for outcome in outcomes) == TEAMS
    assert Fieldwork.objects.count() == TEAMS
