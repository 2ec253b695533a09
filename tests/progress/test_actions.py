# SPDX-License-Identifier: EUPL-1.2
"""Projects and results are linked, commitments assessed, report days set."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from kennisstad.audit.models import Event
from kennisstad.progress import actions
from kennisstad.progress.models import Assessment, Evidence, ReportDay, Serving, Verdict
from kennisstad.progress.queries import standings
from kennisstad.progress.state import State
from kennisstad.web.refusals import NotNow
from tests.agreement.making import make_agreement, make_commitment
from tests.making import MONDAY, make_project, make_result, make_user

pytestmark = pytest.mark.django_db
BY = {"by": None, "at": MONDAY}
TUESDAY = MONDAY + timedelta(days=1)
WHY = {"nl": {"because": "De helft staat er."}}


def refusal(do) -> str:
    with pytest.raises(NotNow) as caught, transaction.atomic():
        do()
    return str(caught.value)


def state_of(commitment, at=TUESDAY):
    return standings([commitment], at.date())[commitment.pk].state


def test_a_project_serves_a_commitment_until_it_is_taken_away_and_both_stay_known():
    promise, project, user = make_commitment(), make_project(), make_user()

    serving = actions.serve(promise, project, by=user, at=MONDAY)
    assert "al aan de afspraak" in refusal(lambda: actions.serve(promise, project, **BY))
    assert state_of(promise, MONDAY) == State.UNDER_WAY
    actions.stop_serving(serving, by=user, at=TUESDAY)
    assert state_of(promise) == State.NO_EVIDENCE
    assert state_of(promise, MONDAY) == State.UNDER_WAY
    assert "al weggehaald" in refusal(lambda: actions.stop_serving(serving, **BY))
    actions.serve(promise, project, by=user, at=TUESDAY)

    assert list(Serving.objects.order_by("pk").values_list("linked_at", "linked_by", "unlinked_at")) == [
        (MONDAY, user.pk, TUESDAY), (TUESDAY, user.pk, None),
    ]  # fmt: skip
    assert list(Event.objects.order_by("pk").values_list("kind", "facts")) == [
        ("commitment.project-linked", {"project": project.pk}),
        ("commitment.project-unlinked", {"project": project.pk}),
        ("commitment.project-linked", {"project": project.pk}),
    ]


def test_a_result_is_evidence_until_it_is_taken_away():
    promise, result = make_commitment(), make_result()

    evidence = actions.show_result(promise, result, **BY)
    assert "al aan de afspraak" in refusal(lambda: actions.show_result(promise, result, **BY))
    assert state_of(promise) == State.EVIDENCE
    actions.take_away(evidence, by=None, at=TUESDAY)

    assert state_of(promise) == State.NO_EVIDENCE
    assert Evidence.objects.get().unlinked_at == TUESDAY


def test_what_is_taken_away_by_a_clock_that_runs_behind_ends_when_it_began():
    evidence = actions.show_result(make_commitment(), make_result(), by=None, at=TUESDAY)

    actions.take_away(evidence, **BY)

    assert evidence.unlinked_at == TUESDAY


def test_nothing_is_linked_to_a_draft_or_to_what_goes_on_elsewhere():
    old = make_commitment(make_agreement("old"))
    new = make_agreement("new", follows=old.agreement, starts_on=date(2025, 1, 1), status="draft")
    goes_on = make_commitment(new, carries_on=old)

    assert "staat in een concept" in refusal(lambda: actions.serve(goes_on, make_project(), **BY))
    actions.serve(old, make_project(), **BY)
    new.status = "signed"
    new.save()
    for do in (
        lambda: actions.serve(old, make_project(), **BY),
        lambda: actions.show_result(old, make_result(), **BY),
        lambda: actions.assess(old, verdict=Verdict.KEPT, words=WHY, **BY),
    ):
        assert "vervangen door “new nl”" in refusal(do)


def test_an_assessment_stands_beside_what_is_derived_until_it_is_taken_back():
    promise, manager = make_commitment(), make_user()

    actions.assess(promise, verdict=Verdict.AT_RISK, words=WHY, by=manager, at=MONDAY)
    stood = standings([promise], MONDAY.date())[promise.pk]
    assert (stood.state, stood.verdict) == (State.NO_EVIDENCE, "at-risk")
    actions.take_back(promise, words={"nl": {"because": "Vergissing."}}, by=manager, at=TUESDAY)

    assert standings([promise], TUESDAY.date())[promise.pk].verdict == ""
    told = Assessment.objects.order_by("pk").values_list("verdict", "role", "by", "texts__because")
    assert list(told) == [
        ("at-risk", "programme-manager", manager.pk, "De helft staat er."),
        ("", "programme-manager", manager.pk, "Vergissing."),
    ]
    assert "geen oordeel dat telt" in refusal(lambda: actions.take_back(promise, words=WHY, **BY))


def test_an_assessment_says_why():
    promise = make_commitment()

    assert "Schrijf waarom" in refusal(
        lambda: actions.assess(promise, verdict=Verdict.KEPT, words={"nl": {"because": " "}}, **BY)
    )
    assert Assessment.objects.count() == 0


@pytest.mark.parametrize(
    ("on", "remind_on", "said"),
    [
        (date(2026, 11, 22), date(2026, 11, 1), "is voorbij"),
        (date(2026, 12, 1), date(2026, 12, 2), "na de dag zelf"),
        (date(2027, 1, 1), date(2026, 12, 1), "al gekozen"),
    ],
)
def test_a_report_day_that_does_not_fit_is_refused(on, remind_on, said):
    ReportDay.objects.create(on=date(2027, 1, 1), remind_on=date(2026, 12, 1))

    assert said in refusal(lambda: actions.set_report_day(on=on, remind_on=remind_on, **BY))


def test_a_report_day_is_taken_off_until_owners_had_their_letter():
    day = actions.set_report_day(on=MONDAY.date(), remind_on=MONDAY.date(), **BY)
    actions.remove_report_day(day, **BY)
    assert ReportDay.objects.count() == 0
    told = ReportDay.objects.create(on=date(2027, 1, 1), remind_on=date(2026, 12, 1), reminded_at=MONDAY)

    assert "dus hij blijft" in refusal(lambda: actions.remove_report_day(told, **BY))
