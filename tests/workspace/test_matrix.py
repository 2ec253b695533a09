# SPDX-License-Identifier: EUPL-1.2
"""Who may open and press what: every address of the workspace, read from its URL conf, against one table."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.workspace.matrix import MATRIX
from tests.workspace.world import City, Route, routes

pytestmark = pytest.mark.django_db
ROUTES = routes()


def client_of(user) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def verdict(answer: HttpResponse, method: str) -> str:
    """Say an answer in one word of the table."""
    if answer.status_code == 302 and answer.headers["Location"].startswith(reverse("accounts:sign_in")):
        return "sign-in"
    if answer.status_code == 302:
        return "back" if method == "GET" else "done"
    return {200: "page", 400: "form", 403: "no", 405: "-", 409: "late"}[answer.status_code]


def ask(client: Client, method: str, address: str) -> str:
    """Ask and undo: the next one finds the city as it was."""
    with transaction.atomic():
        answer = client.generic(method, address, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return verdict(answer, method)


def test_the_table_has_a_line_for_every_address_and_no_other():
    assert list(MATRIX) == [(method, route.name) for route in ROUTES for method in ("GET", "POST")]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_everybody_gets_what_the_table_says(city: City, route: Route, own_index):
    address = reverse(f"workspace:{route.name}", kwargs=city.kwargs(route))
    clients = {who: client_of(user) for who, user in city.people.items()}

    for method in ("GET", "POST"):
        found = {who: ask(client, method, address) for who, client in clients.items()}
        assert found == MATRIX[method, route.name], f"{method} {address}"
