# SPDX-License-Identifier: EUPL-1.2
"""What holds at every desk: signing in, tokens, methods, caches, and what only brokers may see."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role, User
from kennisstad.audit.models import Event
from kennisstad.citylab.following import code_of
from kennisstad.citylab.models import Question
from tests.making import make_user
from tests.workspace.world import CONTACT, City, Route, routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
ROUTES = routes()


def address_of(city: City, route: Route) -> str:
    return reverse(f"workspace:{route.name}", kwargs=city.kwargs(route))


def everyone_but_brokers(city: City) -> list[User]:
    return [user for who, user in city.people.items() if user is not None and who != "broker"]


def test_contact_data_and_follow_codes_are_on_no_page_but_a_brokers(city: City):
    question = Question.objects.get(pk=city.question.pk)
    secrets = [*CONTACT, CONTACT[2].replace(" ", ""), code_of(question.key, question.code_digest)]
    leaks = []
    for user in everyone_but_brokers(city):
        browser = Client()
        browser.force_login(user)
        for language in ("nl", "en"):
            with override(language):
                addresses = [address_of(city, route) for route in ROUTES]
            for address in addresses:
                for answer in (browser.get(address), browser.post(address)):
                    text = answer.getvalue().decode()
                    leaks += [(user.username, address, secret) for secret in secrets if secret in text]

    assert leaks == []


def test_a_broker_sees_how_to_reach_the_asker(city: City):
    browser = Client()
    browser.force_login(make_user(Role.BROKER))

    text = browser.get(reverse("workspace:question", args=[city.question.pk])).content.decode()

    assert [one for one in CONTACT if one not in text] == []


def test_no_button_works_without_the_forms_token(city: City):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_user(*Role, partner=city.ours, is_superuser=True))
    before = Event.objects.count()

    answers = {route.name: browser.post(address_of(city, route)).status_code for route in ROUTES}

    assert set(answers.values()) <= {403, 405}
    assert Event.objects.count() == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def test_no_other_method_is_answered(city: City, method: str):
    browser = Client()
    browser.force_login(make_user(*Role, partner=city.ours))

    answers = {route.name: browser.generic(method, address_of(city, route)).status_code for route in ROUTES}

    assert set(answers.values()) == {405}


def test_looking_changes_nothing(city: City):
    browser = Client()
    browser.force_login(make_user(*Role, partner=city.ours))
    before = Event.objects.count()

    for route in ROUTES:
        browser.get(address_of(city, route))

    assert Event.objects.count() == before


def test_no_answer_may_be_kept_and_every_one_has_its_policy(city: City):
    browser = Client()
    browser.force_login(make_user(*Role, partner=city.ours))

    for route in ROUTES:
        for answer in (browser.get(address_of(city, route)), browser.post(address_of(city, route))):
            assert answer.headers["Cache-Control"] == "no-store", route.name
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"], route.name


def test_who_is_not_signed_in_is_asked_to_and_comes_back(city: City):
    address = reverse("workspace:question", args=[city.question.pk])

    answer = Client().get(address)

    assert answer.headers["Location"] == f"{reverse('accounts:sign_in')}?next={address}"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("number", [0, 999_999, 2**63, 10**40])
def test_a_number_that_names_nothing_is_not_found(city: City, number: int):
    browser = Client()
    browser.force_login(make_user(*Role, partner=city.ours))

    for route in (route for route in ROUTES if route.parameters):
        kwargs = city.kwargs(route) | {"pk": number}
        address = reverse(f"workspace:{route.name}", kwargs=kwargs)
        assert browser.post(address).status_code in (404, 405), address
        assert browser.get(address).status_code in (404, 302), address
