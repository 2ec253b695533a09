# SPDX-License-Identifier: EUPL-1.2
"""What happens to a message at its desk: every step from every state, whose it is, and who hears of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from kennisstad.accounts.models import Role, User
from kennisstad.audit import retention
from kennisstad.audit.models import Event
from kennisstad.contact import actions, queries
from kennisstad.contact.following import code_of
from kennisstad.contact.models import Kind, Message, ReadyAnswer, Route
from kennisstad.contact.rules import may_read_message
from kennisstad.education.calendar.days import working_day_after
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from tests.contact.making import make_message, make_ready_answer
from tests.making import MONDAY, make_partner, make_project, make_user
from tests.neighbourhoods.making import make_city

pytestmark = pytest.mark.django_db

STEPS = {
    "take": lambda one, by, museum: actions.take(one, by=by, at=MONDAY),
    "answer": lambda one, by, museum: actions.answer(one, words="Dank u.", by=by, at=MONDAY),
    "close": lambda one, by, museum: actions.close(one, by=by, at=MONDAY),
    "throw away": lambda one, by, museum: actions.throw_away(one, by=by, at=MONDAY),
    "let through": lambda one, by, museum: actions.let_through(one, by=by, at=MONDAY),
    "assign": lambda one, by, museum: actions.assign(one, to=by, by=by, at=MONDAY),
    "hand over": lambda one, by, museum: actions.hand_over(one, to=museum, by=by, at=MONDAY),
}
TABLE = """
             new       unproven   taken     answered  closed  spam
take         taken     taken      -         -         -       -
answer       answered  answered   answered  -         -       -
close        closed    closed*    closed    -         -       -
throw_away   spam      spam*      spam      -         -       -
let_through  -         new        -         -         -       -
assign       new       new*       taken     -         -       -
hand_over    new       -          taken     -         -       -
"""
"""Where each step leads from each state; `-` is refused, `*` says that nobody has looked at it still."""
HEAD, *ROWS = (line.split() for line in TABLE.strip().splitlines())
CASES = [(row[0], start, end) for row in ROWS for start, end in zip(HEAD, row[1:], strict=True)]


def in_state(state: str, by) -> Message:
    one = make_message(look_first=state == "unproven")
    before = {"taken": "take", "answered": "answer", "closed": "close", "spam": "throw away"}
    if state in before:
        STEPS[before[state]](one, by, None)
    return one


@pytest.mark.parametrize(("step", "start", "end"), CASES)
def test_each_step_from_each_state(step, start, end):
    broker, museum = make_user(Role.BROKER), make_partner("museum")
    make_user(Role.PARTNER_EDITOR, partner=museum)
    one = in_state(start, broker)
    before = (Event.objects.count(), Letter.objects.count(), Message.objects.values().get())

    if end == "-":
        with pytest.raises(NotNow):
            STEPS[step.replace("_", " ")](one, broker, museum)
        assert (Event.objects.count(), Letter.objects.count(), Message.objects.values().get()) == before
        return
    STEPS[step.replace("_", " ")](one, broker, museum)

    one.refresh_from_db()
    assert (one.status, one.look_first) == (end.rstrip("*"), end.endswith("*"))
    assert Event.objects.count() == before[0] + 1


def test_a_message_without_a_proof_writes_to_our_own_desk_alone_until_somebody_looked():
    museum, broker = make_partner("museum"), make_user(Role.BROKER)
    editor = make_user(Role.PARTNER_EDITOR, partner=museum)

    one = make_message(kind="partner", about=museum, email="sender@example.org", look_first=True)

    assert list(Letter.objects.values_list("to", flat=True)) == [broker.email]
    assert (one.desk, may_read_message(editor, one)) == (None, False)
    Letter.objects.all().delete()
    actions.let_through(one, by=broker, at=MONDAY)
    one.refresh_from_db()
    assert set(Letter.objects.values_list("to", flat=True)) == {editor.email, "sender@example.org"}
    assert (one.desk, may_read_message(editor, one)) == (museum, True)


@pytest.mark.parametrize(("language", "more"), [("nl", "Er komen er nu veel"), ("en", "Many come in now")])
def test_a_flood_without_a_proof_writes_to_the_desk_a_few_times_and_the_last_says_so(language, more):
    make_user(Role.BROKER, language=language)

    for number in range(10):
        make_message(words=f"Koop nu {number}", look_first=True)

    said = [more in body for body in Letter.objects.order_by("pk").values_list("body", flat=True)]
    assert said == [False, False, False, True]
    make_message(look_first=True, at=MONDAY + timedelta(hours=1))
    assert Letter.objects.count() == 5


@pytest.mark.parametrize(
    ("step", "to_the_sender"),
    [
        ("let through", "Your message has arrived"),
        ("take", "Your message has arrived"),
        ("answer", "An answer to your message"),
    ],
)
def test_whoever_looks_first_lets_a_message_through_and_each_side_hears_of_it_once(step, to_the_sender):
    museum, broker = make_partner("museum"), make_user(Role.BROKER)
    editor = make_user(Role.PARTNER_EDITOR, partner=museum, language="en")
    about = {"kind": "partner", "about": museum, "email": "sender@example.org", "language": "en"}
    one = make_message(**about, look_first=True)
    Letter.objects.all().delete()

    STEPS[step](one, broker, museum)

    one.refresh_from_db()
    assert (one.desk, one.look_first, may_read_message(editor, one)) == (museum, False, True)
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert (Letter.objects.count(), set(letters)) == (2, {editor.email, "sender@example.org"})
    assert letters["sender@example.org"].subject.startswith(to_the_sender)
    assert code_of(one.key, one.code_digest) in letters["sender@example.org"].body
    assert ("has answered it already" in letters[editor.email].body) is (step == "answer")


def test_taking_a_message_that_was_looked_at_writes_to_nobody():
    one = make_message(email="sender@example.org")
    Letter.objects.all().delete()

    actions.take(one, by=make_user(Role.BROKER), at=MONDAY)

    assert Letter.objects.count() == 0


def test_what_is_thrown_away_writes_to_nobody_and_its_sender_reads_that_it_was_closed():
    one = make_message(email="victim@example.org", look_first=True)
    Letter.objects.all().delete()

    actions.throw_away(one, by=None, at=MONDAY)

    assert Letter.objects.count() == 0
    assert str(one.status_told) == "gesloten zonder antwoord"


def test_a_message_about_an_organisation_goes_to_its_people_and_without_any_to_the_city():
    make_city(email="loket@example.org")
    alone, museum = make_partner("alone"), make_partner("museum")
    editor = make_user(Role.PARTNER_EDITOR, partner=museum, language="en")
    make_user(Role.PARTNER_EDITOR, partner=alone, email="")

    messages = [make_message(kind="partner", about=one) for one in (museum, alone)]

    assert [one.desk for one in messages] == [museum, None]
    assert list(Letter.objects.order_by("pk").values_list("to", "language")) == [
        (editor.email, "en"),
        ("loket@example.org", "nl"),
    ]


def test_a_desk_promises_its_working_days():
    make_city(answer_days=3)
    friday_night = datetime(2026, 12, 18, 23, 30, tzinfo=UTC)

    assert make_message(at=friday_night).due_on == date(2026, 12, 23)
    assert make_message(at=friday_night + timedelta(days=5)).due_on == date(2026, 12, 30)


def test_working_days_leave_out_weekends_and_holidays():
    assert [working_day_after(date(2026, 4, 2), number) for number in (0, 1, 2)] == [
        date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 8),
    ]  # fmt: skip


def test_what_was_promised_for_a_day_that_has_passed_is_too_late():
    late, ended = make_message(), make_message()
    actions.close(ended, by=None, at=MONDAY)

    assert list(Message.objects.overdue(late.due_on)) == []
    assert list(Message.objects.overdue(late.due_on + timedelta(days=1))) == [late]


def test_only_people_of_its_desk_can_be_given_a_message_and_they_get_a_letter():
    museum, zoo = make_partner("museum"), make_partner("zoo")
    broker = make_user(Role.BROKER)
    ours, theirs = (make_user(Role.PARTNER_EDITOR, partner=one) for one in (museum, zoo))
    one = make_message()
    actions.hand_over(one, to=museum, by=broker, at=MONDAY)
    Letter.objects.all().delete()

    for nobody in (theirs, make_user(), make_user(Role.COORDINATOR, partner=museum)):
        with pytest.raises(NotNow, match=r"does not answer|beantwoordt geen"):
            actions.assign(one, to=nobody, by=ours, at=MONDAY)
    actions.assign(one, to=ours, by=ours, at=MONDAY)
    assert Letter.objects.count() == 0
    actions.assign(one, to=ours, by=broker, at=MONDAY)

    one.refresh_from_db()
    assert (one.assigned_to, Letter.objects.get().to) == (ours, ours.email)
    assert set(queries.people_of(museum.pk)) == {ours}


def test_who_handed_a_message_over_reads_it_no_longer():
    museum, zoo = make_partner("museum"), make_partner("zoo")
    ours, theirs = (make_user(Role.PARTNER_EDITOR, partner=one) for one in (museum, zoo))
    one = make_message(desk=museum)
    assert [may_read_message(who, one) for who in (ours, theirs)] == [True, False]
    assert queries.other_desks(one) == [zoo]

    actions.hand_over(one, to=zoo, by=ours, at=MONDAY)

    one.refresh_from_db()
    assert [may_read_message(who, one) for who in (ours, theirs)] == [False, True]
    assert list(queries.messages_of(ours)) == []
    assert Event.objects.filter(kind="message.handed-over").values_list("facts", flat=True).get() == {
        "to": "zoo"
    }


@pytest.mark.parametrize("step", ["take", "answer", "close", "throw away", "assign", "hand over"])
@pytest.mark.parametrize("who", ["editor", "broker"])
def test_what_was_handed_away_in_between_is_not_answered_any_more(step, who):
    museum, zoo = make_partner("museum"), make_partner("zoo")
    for desk in (museum, zoo):
        make_user(Role.PARTNER_EDITOR, partner=desk)
    by = make_user(Role.BROKER) if who == "broker" else queries.people_of(museum.pk).get()
    one = make_message(desk=museum, email="sender@example.org")
    # Read by a page that said yes, before it is locked.
    seen = Message.objects.get(pk=one.pk)
    actions.hand_over(one, to=zoo, by=None, at=MONDAY)
    before = (Event.objects.count(), Letter.objects.count(), Message.objects.values().get())

    with pytest.raises(NotNow, match=r"another desk|ander loket"):
        STEPS[step](seen, by, museum)

    assert (Event.objects.count(), Letter.objects.count(), Message.objects.values().get()) == before


def test_whoever_lost_a_desk_meanwhile_answers_nothing_there():
    museum = make_partner("museum")
    editor = make_user(Role.PARTNER_EDITOR, partner=museum)
    one = make_message(desk=museum)
    editor.roles.all().delete()

    with pytest.raises(NotNow):
        STEPS["answer"](one, User.objects.get(pk=editor.pk), museum)


def test_nobody_hands_over_to_where_it_is_or_nobody_answers():
    museum = make_partner("museum")
    one = make_message()

    for to, why in ((None, "already|al bij"), (museum, "Nobody of|Niemand van")):
        with pytest.raises(NotNow, match=why):
            actions.hand_over(one, to=to, by=None, at=MONDAY)


def test_who_leaves_or_is_gone_leaves_the_message_behind():
    museum, gone = make_partner("museum"), make_user(Role.BROKER)
    one = make_message(kind="partner", about=museum, desk=museum)
    actions.take(one, by=gone, at=MONDAY)

    gone.roles.all().delete()
    gone.delete()
    museum.delete()

    one.refresh_from_db()
    assert (one.assigned_to, one.desk, one.partner) == (None, None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "unknown"},
        {"status": "unknown"},
        {"status": "taken", "look_first": True},
        {"kind": "theme"},
        {"due_on": None},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong):
    one = make_message(kind="partner", about=make_partner("museum"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=one.pk).update(**wrong)


def test_unwanted_messages_go_after_thirty_days_and_answered_ones_after_a_year():
    spam, closed, waiting = make_message(), make_message(), make_message()
    actions.throw_away(spam, by=None, at=MONDAY)
    actions.close(closed, by=None, at=MONDAY)

    def left(days: int) -> set[int]:
        retention.obey(MONDAY + timedelta(days=days, hours=1))
        return set(Message.objects.values_list("pk", flat=True))

    assert left(29) == {spam.pk, closed.pk, waiting.pk}
    assert left(30) == {closed.pk, waiting.pk}
    assert left(365) == {waiting.pk}


def test_ready_answers_are_made_changed_and_taken_away():
    ready = make_ready_answer("Uren", "Elke dag.")
    actions.change_ready(
        ready,
        {
            "nl": {"title": "Uren", "words": "Op werkdagen."},
            "en": {"title": "Hours", "words": "On weekdays."},
        },
        by=None,
        at=MONDAY,
    )

    assert [ready.text_in(one).words for one in ("nl", "en")] == ["Op werkdagen.", "On weekdays."]
    actions.remove_ready(ready, by=None, at=MONDAY)
    assert ReadyAnswer.objects.count() == 0
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "readyanswer.made", "readyanswer.changed", "readyanswer.removed",
    ]  # fmt: skip


def test_each_kind_goes_to_the_desk_that_the_city_chose_and_its_people_hear_of_it():
    museum, broker = make_partner("museum"), make_user(Role.BROKER)
    editor = make_user(Role.PARTNER_EDITOR, partner=museum)
    actions.route(Kind.PRESS, to=museum, by=broker, at=MONDAY)
    Letter.objects.all().delete()

    desks = [make_message(kind=kind).desk for kind in ("press", "security", "general")]

    assert desks == [museum, None, None]
    told = list(Letter.objects.order_by("pk").values_list("to", flat=True))
    assert told == [editor.email, broker.email, broker.email]
    actions.route(Kind.PRESS, to=None, by=broker, at=MONDAY)
    assert make_message(kind="press").desk is None
    kinds = ["route.set", "message.sent", "message.sent", "message.sent", "route.removed", "message.sent"]
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == kinds


def test_what_a_message_names_comes_before_its_kind():
    museum, zoo, press = (make_partner(name) for name in ("museum", "zoo", "press"))
    for one in (museum, zoo, press):
        make_user(Role.PARTNER_EDITOR, partner=one)
    for kind in Kind:
        actions.route(kind, to=press, by=None, at=MONDAY)

    assert make_message(kind="partner", about=museum).desk == museum
    assert make_message(kind="project", about=make_project(carrier=zoo)).desk == zoo
    assert {make_message(kind=kind).desk for kind in Kind.values} == {press}


def test_a_desk_where_nobody_can_answer_gets_nothing():
    museum, alone = make_partner("museum"), make_partner("alone")
    editor = make_user(Role.PARTNER_EDITOR, partner=museum)
    actions.route(Kind.PRESS, to=museum, by=None, at=MONDAY)

    with pytest.raises(NotNow):
        actions.route(Kind.PRESS, to=alone, by=None, at=MONDAY)
    assert make_message(kind="press").desk == museum
    editor.is_active = False
    editor.save()
    assert make_message(kind="press").desk is None
    assert make_message(kind="project", about=make_project(carrier=alone)).desk is None


def test_a_message_without_a_proof_comes_to_the_desk_of_its_kind_once_somebody_looked():
    museum = make_partner("museum")
    make_user(Role.PARTNER_EDITOR, partner=museum)
    actions.route(Kind.PRESS, to=museum, by=None, at=MONDAY)
    one = make_message(kind="press", look_first=True)
    assert one.desk is None

    actions.take(one, by=None, at=MONDAY)

    one.refresh_from_db()
    assert one.desk == museum


def test_the_database_refuses_a_kind_that_is_none_and_two_desks_for_one():
    museum = make_partner("museum")
    Route.objects.create(kind="press", partner=museum)

    for kind in ("press", "weather"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Route.objects.create(kind=kind, partner=museum)


def test_the_inbox_of_the_city_is_narrowed_to_one_desk_and_nobody_sees_more_by_it(client):
    museum, broker = make_partner("museum"), make_user(Role.BROKER)
    editor = make_user(Role.PARTNER_EDITOR, partner=museum)
    here, there = make_message(words="Aan de stad"), make_message(desk=museum, words="Aan het museum")
    actions.take(there, by=broker, at=MONDAY)

    def seen(user, which=""):
        client.force_login(user)
        answer = client.get(f"/en/workspace/messages/{which}")
        tray = answer.context["tray"]
        found = list(answer.context["page"])
        assert tray.count == len(found)
        return found

    assert (seen(broker), seen(broker, "?show=elsewhere")) == ([here], [there])
    assert (seen(broker, "?desk=."), seen(broker, "?desk=museum")) == ([here], [])
    assert seen(broker, "?show=elsewhere&desk=museum") == [there]
    assert (seen(broker, "?show=mine&desk=museum"), seen(broker, "?show=mine&desk=.")) == ([there], [])
    assert seen(broker, "?desk=nowhere") == [here]
    assert (seen(editor), seen(editor, "?desk=.")) == ([there], [there])


def test_a_broker_chooses_who_answers_what(client):
    museum, broker = make_partner("museum"), make_user(Role.BROKER)
    make_user(Role.PARTNER_EDITOR, partner=museum)
    client.force_login(broker)
    where = "/en/workspace/who-answers-what/"
    assert 'value="0" selected' in client.get(where).content.decode()
    chosen = dict.fromkeys(Kind.values, 0)

    assert client.post(where, chosen | {"press": museum.pk}).status_code == 302
    assert list(Route.objects.values_list("kind", "partner")) == [("press", museum.pk)]
    assert client.post(where, chosen | {"press": 99_999}).status_code == 400
    # Who was chosen and can answer no more stays chosen until somebody chooses another.
    museum.heldrole_set.all().delete()
    assert client.post(where, chosen | {"press": museum.pk}).status_code == 302
    assert Route.objects.count() == 1
    client.post(where, chosen)
    assert not Route.objects.exists()
