# SPDX-License-Identifier: EUPL-1.2
"""Researchers are suggested by the works that are nearest to the question; whoever was put aside is not."""

import pytest

from kennisstad.citylab import judging
from kennisstad.citylab.models import CandidateKind
from tests.citylab.looking import matches_for
from tests.citylab.test_finding import changed
from tests.making import MONDAY, make_question, make_researcher, make_user, make_work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
TODAY = MONDAY.date()


def test_three_near_works_go_before_one_among_many():
    near, wide = make_researcher(), make_researcher()
    works = [make_work(near, title=f"Eenzaamheid van ouderen {n}") for n in range(3)]
    works += [make_work(wide, title="Eenzaamheid van ouderen")]
    works += [make_work(wide, title=f"Stoffen in het lab {n}") for n in range(5)]
    changed(*works)

    found = matches_for(make_question(title="Wat helpt tegen eenzaamheid van ouderen?"), today=TODAY)

    assert [match.record for match in found.researchers] == [near, wide]
    assert found.researchers[0].features["words"] > found.researchers[1].features["words"]


def test_who_takes_no_questions_or_was_put_aside_is_not_suggested():
    silent, aside = make_researcher(takes_questions=False), make_researcher()
    changed(make_work(silent, title="Eenzame ouderen"), make_work(aside, title="Eenzame ouderen in de flat"))
    question = make_question(title="Eenzame ouderen")
    assert [match.record for match in matches_for(question, today=TODAY).researchers] == [aside]

    kind, seen = CandidateKind.RESEARCHER, judging.NOTHING_SEEN
    judging.not_relevant(question, kind=kind, candidate=aside.pk, seen=seen, by=make_user(), at=MONDAY)

    assert matches_for(question, today=TODAY).researchers == []
    assert [one.number for one in judging.put_aside(question)] == [aside.pk]
