# SPDX-License-Identifier: EUPL-1.2
"""A team signs up by its coordinator's link: without an account, once, and in one round at a time."""

from typing import Any
from uuid import uuid4

import pytest

from kennisstad.rounds.models import Team
from tests.rounds.entering import make_round, sign_up_page, team_page

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")


def filled_in(**fields: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), "name": "De Tulpen"} | fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_signs_up_by_link_without_any_cookie_and_gets_its_own_page(client, language):
    course = make_round().courses.get()
    page = sign_up_page(course, language=language)

    shown = client.get(page)
    sent = client.post(
        page,
        filled_in(
            members="Ada Lovelace\n\n  Grace  Hopper ", email="tulp@example.org", works_in=["nl", "en"]
        ),
    )

    team = Team.objects.get()
    assert (shown.status_code, sent.status_code) == (200, 302)
    assert sent["Location"] == team_page(team, language=language)
    assert (team.number, team.name, team.email, team.language) == (
        1,
        "De Tulpen",
        "tulp@example.org",
        language,
    )
    assert (team.works_in, team.user) == (["en", "nl"], None)
    assert sorted(team.members.values_list("name", flat=True)) == ["Ada Lovelace", "Grace Hopper"]
    followed = client.get(sent["Location"])
    assert (followed.status_code, dict(client.cookies)) == (200, {})
