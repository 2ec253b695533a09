# SPDX-License-Identifier: EUPL-1.2
"""A question without a proof: taken all the same, looked at first, and until then a letter to nobody."""

import uuid

import pytest
from django.urls import reverse

from kennisstad.audit.models import Event
from kennisstad.citylab import actions, looking
from kennisstad.citylab.models import Contact, Question
from kennisstad.citylab.queries import desk_counts
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY
from tests.proving import proven

pytestmark = pytest.mark.django_db
NOBODY = {"name": "", "email": "", "phone": ""}


def send_in(**fields) -> Question:
    values = {"key": uuid.uuid4(), "words": "Waarom?", "language": "nl", "asker_kind": "resident"}
    contact = NOBODY | {"email": "asker@example.org"}
    return actions.send_in(**values | {"at": MONDAY, "contact": contact, "look_first": True} | fields)


@pytest.mark.parametrize("with_proof", [True, False], ids=["proof", "no proof"])
def test_the_form_says_whether_somebody_looks_first(client, with_proof):
    given = {"words": "Waarom is het hier zo warm?", "asker_kind": "resident", "email": "asker@example.org"}

    answer = client.post(reverse("citylab:ask"), given | (proven("citylab.ask") if with_proof else {}))

    question = Question.objects.get()
    assert (question.look_first, Letter.objects.count()) == (not with_proof, int(with_proof))
    followed = client.get(answer["Location"]).content.decode()
    assert ("Eerst kijkt iemand van ons loket ernaar" in followed) == (not with_proof)


def test_it_waits_in_a_tray_of_its_own_until_a_broker_lets_it_through():
    question = send_in()
    assert (desk_counts()["first"], desk_counts()["new"], Letter.objects.count()) == (1, 0, 0)

    looking.let_through(question, by=None, at=MONDAY)

    assert (desk_counts()["first"], desk_counts()["new"]) == (0, 1)
    assert Letter.objects.get().to == "asker@example.org"


def test_what_nobody_asked_is_gone_with_all_that_came_along_and_writes_to_nobody():
    looking.throw_away(send_in(), by=None, at=MONDAY)

    assert (Question.objects.count(), Contact.objects.count(), Letter.objects.count()) == (0, 0, 0)
    assert Event.objects.order_by("-pk").values_list("kind", flat=True)[0] == "question.thrown-away"


def test_a_broker_who_gives_an_outcome_has_looked():
    question = send_in()
    actions.decline(question, messages={"nl": "Dit weten wij niet."}, by=None, at=MONDAY)

    for step in (looking.let_through, looking.throw_away):
        with pytest.raises(NotNow):
            step(question, by=None, at=MONDAY)


@pytest.mark.parametrize("step", [looking.let_through, looking.throw_away])
def test_nobody_looks_twice(step):
    proven_one, looked_at = send_in(look_first=False), send_in()
    looking.let_through(looked_at, by=None, at=MONDAY)

    for question in (proven_one, looked_at):
        with pytest.raises(NotNow):
            step(question, by=None, at=MONDAY)
    assert Question.objects.count() == 2
