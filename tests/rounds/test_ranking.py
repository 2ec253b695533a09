# SPDX-License-Identifier: EUPL-1.2
"""Ranking: what a team filled in becomes its wishes, or it reads what is wrong and loses nothing."""

import pytest

from kennisstad.rounds import receipts
from kennisstad.rounds.models import Receipt
from tests.rounds.entering import as_form, make_round, make_team, marks, page_of, parts, team_page

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_wishes_are_saved_with_a_receipt(client, language):
    round = make_round()
    team = make_team(round)

    sent = client.post(team_page(team, "rank", language=language), as_form(marks(round, "2", "1", "not", "")))

    first, second, third, _fourth = parts(round)
    assert set(team.wishes.values_list("question", "rank")) == {
        (second.pk, 1),
        (first.pk, 2),
        (third.pk, None),
    }
    receipt = Receipt.objects.get()
    assert receipt.wishes == {"wishes": [[2], [1]], "unwanted": [3]}
    assert receipts.is_sound(receipt)
    assert sent["Location"] == team_page(team, language=language) + "?saved=yes#receipt"
    assert receipt.digest in page_of(client.get(sent["Location"]))
