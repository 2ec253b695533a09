# SPDX-License-Identifier: EUPL-1.2
import pytest

pytestmark = pytest.mark.django_db
WORDS = {"words": "Why is it so quiet?", "who": "a"}


@pytest.fixture
def client(client):
    client.handler.enforce_csrf_checks = True
    return client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "https://TESTSERVER"}, 200),
        ({"Origin": "http://testserver:81"}, 403),
        ({"Origin": "http://testserver.evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://testserver@evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({}, 200),
    ],
)
def test_a_form_is_taken_from_our_own_pages_alone(client, headers, status):
    answer = client.post("/ask/", WORDS, headers=headers)

    assert (answer.status_code, dict(answer.cookies)) == (status, {})


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_anybody_may_lead_people_to_the_form(client, method):
    assert getattr(client, method)("/ask/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_the_refusal_says_what_to_do(client):
    answer = client.post("/en/ask/", WORDS, headers={"Origin": "http://evil.example"})

    assert "This form was sent from another site. Fill it in on our own page." in answer.content.decode()


def test_a_form_for_people_who_signed_in_still_needs_its_token(client):
    assert client.post("/token-form/", WORDS).status_code == 403
