# SPDX-License-Identifier: EUPL-1.2
"""Claims pressed at once: one wins, the others are told, and none is a fault."""

import pytest

from kennisstad.partners import actions
from kennisstad.partners.models import Claim
from kennisstad.web.refusals import NotNow
from tests.citylab.test_races import at_once
from tests.making import MONDAY, make_partner, make_researcher, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_one_user_claims_one_profile():
    partner, user = make_partner(), make_user()
    people = [make_researcher(partner) for _ in range(4)]

    done = at_once(4, lambda turn: actions.claim(people[turn].openalex_id, by=user, at=MONDAY))

    assert kinds(done) == ["Claim", "NotNow", "NotNow", "NotNow"]
    assert Claim.objects.count() == 1


def test_one_profile_is_claimed_by_one_user():
    person, users = make_researcher(), [make_user() for _ in range(4)]

    done = at_once(4, lambda turn: actions.claim(person.openalex_id, by=users[turn], at=MONDAY))

    assert kinds(done) == ["Claim", "NotNow", "NotNow", "NotNow"]


def test_claiming_again_taking_back_and_confirming_do_not_wait_for_each_other_for_ever():
    person, user, editor = make_researcher(), make_user(), make_user()
    claim = actions.claim(person.openalex_id, by=user, at=MONDAY)
    acts = [
        lambda: actions.confirm_claim(type(person).objects.get(), claim=claim.pk, by=editor, at=MONDAY),
        lambda: actions.claim(person.openalex_id, by=user, at=MONDAY),
        lambda: actions.take_claim_back(by=user, at=MONDAY),
    ]

    done = at_once(3, lambda turn: acts[turn]())

    assert all(outcome is None or isinstance(outcome, (NotNow, Claim)) for outcome in done), done
