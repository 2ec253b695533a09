# SPDX-License-Identifier: EUPL-1.2
"""Who sees at the desk what is not public: drafts, offered versions, their commitments, hidden budgets."""

from datetime import date
from decimal import Decimal

import pytest

from kennisstad.accounts.models import Role
from kennisstad.agreement.models import Budget, Status
from kennisstad.agreement.rules import may_see_commitments, may_see_version
from tests.agreement.making import make_agreement, make_commitment
from tests.making import make_partner, make_user

pytestmark = pytest.mark.django_db
OTHERS = [Role.BROKER, Role.PARTNER_EDITOR, Role.ADMINISTRATOR]
NEXT = {"starts_on": date(2028, 1, 1), "ends_on": date(2032, 1, 1)}
UNSIGNED = [Status.DRAFT, Status.OFFERED]


@pytest.fixture
def ours():
    return make_partner("ours")


@pytest.fixture
def signed(ours):
    return make_agreement("now", parties=[ours])


@pytest.fixture
def coming(request, signed, ours):
    return make_agreement("secret", follows=signed, parties=[ours], status=request.param, **NEXT)


@pytest.mark.parametrize("role", Role)
def test_of_what_was_signed_everybody_with_commitments_sees_the_version(role, signed, ours):
    user = make_user(role, partner=ours)

    assert may_see_version(user, signed) == may_see_commitments(user)


@pytest.mark.parametrize("coming", UNSIGNED, indirect=True)
@pytest.mark.parametrize("role", OTHERS)
def test_others_see_nothing_of_a_version_that_nobody_signed(desk_of, role, signed, coming, ours):
    promise = make_commitment(coming, owners=[ours])
    desk = desk_of(make_user(role, partner=ours))

    assert list(desk.see("agreements").context["agreements"]) == [signed]
    assert "secret" not in desk.see("agreement", pk=signed.pk).content.decode()
    assert desk.see("agreement", pk=coming.pk).status_code == 403
    assert desk.see("commitment", pk=promise.pk).status_code == 403
    for button in ("commitment_serve", "commitment_add_figure", "commitment_show_result"):
        assert desk.press(button, {}, pk=promise.pk).status_code == 403


@pytest.mark.parametrize("coming", UNSIGNED, indirect=True)
def test_the_programme_manager_sees_what_is_coming(desk_of, signed, coming):
    desk = desk_of(make_user(Role.PROGRAMME_MANAGER))

    assert list(desk.see("agreements").context["agreements"]) == [coming, signed]
    assert desk.see("agreement", pk=signed.pk).context["followed_by"] == coming
    assert desk.see("agreement", pk=coming.pk).status_code == 200


@pytest.mark.parametrize(
    ("role", "owes", "sees"),
    [
        (Role.PROGRAMME_MANAGER, False, True),
        (Role.PARTNER_EDITOR, True, True),
        (Role.PARTNER_EDITOR, False, False),
        (Role.BROKER, True, False),
        (Role.ADMINISTRATOR, True, False),
    ],
)
def test_a_hidden_budget_is_for_who_keeps_or_owes_it(desk_of, signed, ours, role, owes, sees):
    promise = make_commitment(signed, owners=[ours if owes else make_partner()])
    period = {"starts_on": signed.starts_on, "ends_on": signed.ends_on}
    budget = Budget.objects.create(commitment=promise, amount=Decimal(98765), is_public=False, **period)

    page = desk_of(make_user(role, partner=ours)).see("commitment", pk=promise.pk)
    assert (page.context["budget"] == budget, "98.765" in page.content.decode()) == (sees, sees)

    Budget.objects.update(is_public=True)
    assert (
        "98.765" in desk_of(make_user(role, partner=ours)).see("commitment", pk=promise.pk).content.decode()
    )
