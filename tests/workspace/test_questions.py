# SPDX-License-Identifier: EUPL-1.2
"""The broker's desk: what waits, clear words, outcomes, proposals."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.audit.actions import record
from kennisstad.audit.models import Event
from kennisstad.citylab import indexing
from kennisstad.citylab.models import ProposalStatus, Question, Status
from tests.making import (
    MONDAY,
    make_course,
    make_district,
    make_partner,
    make_proposal,
    make_question,
    make_result,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
WORDS = {"title_nl": "Hoe wordt het stiller?", "body_nl": "Voor de huurders."}
SHARPENED = WORDS | {"minutes": "30"}


@pytest.fixture
def broker():
    return make_user(Role.BROKER)


@pytest.fixture
def desk(broker, desk_of):
    return desk_of(broker)


def words_of(question):
    return {text.language: (text.title, text.body) for text in question.texts.all()}


def test_a_tray_shows_the_longest_waiting_first_with_its_days_and_its_need(desk, now_is):
    now_is(MONDAY + timedelta(days=20))
    late = make_question(status=Status.SENT, sent_at=MONDAY, needed_by=MONDAY.date())
    fresh = make_question(status=Status.SENT, sent_at=MONDAY + timedelta(days=18))
    make_question(status=Status.OPEN)

    page = desk.see("desk")

    rows = [(row.question, row.days, row.is_long, row.is_overdue) for row in page.context["rows"]]
    assert rows == [(late, 20, True, True), (fresh, 2, False, False)]
    assert [(tray.name, tray.count) for tray in page.context["trays"]] == [
        ("new", 2), ("first", 0), ("open", 1), ("asked-for", 0), ("waiting", 0),
        ("proposed", 0), ("placed", 0), ("in-legs", 0), ("ended", 0),
    ]  # fmt: skip


def test_waiting_counts_from_the_last_step(desk, now_is):
    question = make_question(sent_at=MONDAY - timedelta(days=90))
    question.steps.create(status=Status.OPEN, at=MONDAY - timedelta(days=3))
    now_is(MONDAY)

    rows = desk.see("desk", "?tray=open").context["rows"]

    assert [row.days for row in rows] == [3]


@pytest.mark.parametrize("query", ["?tray=nowhere", "?page=0", "?page=999", "?page=x", "?tray=%00"])
def test_a_strange_tray_or_page_shows_one_that_exists(desk, query):
    question = make_question(status=Status.SENT)

    assert [row.question for row in desk.see("desk", query).context["rows"]] == [question]


def test_sharpening_keeps_the_own_words_and_counts_the_minutes(desk, broker):
    district = make_district()
    question = make_question(status=Status.SENT, title=None, words="Het is hier altijd lawaai!", minutes=15)

    answer = desk.press("sharpen", SHARPENED | {"districts": district.pk, "show_words": "on"}, pk=question.pk)

    question.refresh_from_db()
    assert answer.status_code == 302
    assert words_of(question) == {"nl": ("Hoe wordt het stiller?", "Voor de huurders.")}
    assert (question.words, question.minutes, question.show_words) == ("Het is hier altijd lawaai!", 45, True)
    assert list(question.districts.all()) == [district]
    assert list(Event.objects.order_by("pk").values_list("kind", "actor", "facts")) == [
        ("question.sharpened", broker.pk, {"minutes": 30})
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title_nl": ""}, "title_nl"),
        ({"title_nl": "", "body_nl": ""}, "title_nl"),
        ({"title_nl": "\x00\x07"}, "title_nl"),
        ({"title_nl": "a" * 141}, "title_nl"),
        ({"body_nl": "a" * 100_000}, "body_nl"),
        ({"body_en": "More"}, "title_en"),
        ({"minutes": "-1"}, "minutes"),
        ({"minutes": "99999999999"}, "minutes"),
        ({"minutes": ""}, "minutes"),
        ({"districts": "999"}, "districts"),
        ({"themes": "x"}, "themes"),
        ({"key": "not-a-key"}, "key"),
    ],
)
def test_words_that_cannot_be_kept_are_shown_again_and_nothing_changes(desk, change, field):
    question = make_question(status=Status.SENT, title=None)

    answer = desk.press("sharpen", SHARPENED | change, pk=question.pk)

    question.refresh_from_db()
    assert answer.status_code == 400
    assert list(answer.context["sharpen"].errors) == [field]
    assert answer.context["sharpen"]["body_nl"].value() == (SHARPENED | change)["body_nl"]
    assert (words_of(question), question.minutes, Event.objects.count()) == ({}, 0, 0)


def test_the_title_of_the_page_says_first_that_something_is_wrong(desk):
    with override("en"):
        page = desk.press("sharpen", pk=make_question(status=Status.SENT, title=None).pk).content.decode()

    assert "<title>Not done yet: Question " in page


def test_words_of_a_language_can_be_changed_but_not_emptied(desk):
    question = make_question(title="Een titel")

    answer = desk.press("sharpen", SHARPENED | {"title_en": ""}, pk=question.pk)

    assert answer.status_code == 400
    assert list(answer.context["sharpen"].errors) == ["title_en"]
    assert words_of(question)["nl"][0] == "Een titel"


def test_markup_and_right_to_left_words_are_shown_as_words(desk):
    question = make_question(words="<script>alert(1)</script> \u202eمرحبا' OR 1=1 --🙂")
    nasty = {"title_nl": "<img src=x onerror=alert(1)>", "body_nl": "{{ 7*7 }} {% now %}", "minutes": "0"}
    desk.press("sharpen", nasty | {"title_en": "x"}, pk=question.pk)

    page = desk.see("question", pk=question.pk).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "{{ 7*7 }}" in page


def test_the_same_form_pressed_twice_counts_its_minutes_once(desk):
    question, form = make_question(status=Status.SENT), SHARPENED | {"key": str(uuid4())}

    answers = [desk.press("sharpen", form, pk=question.pk) for _ in range(2)]

    question.refresh_from_db()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (question.minutes, Event.objects.count()) == (30, 1)


def test_a_refused_form_can_be_sent_again_with_the_same_key(desk):
    question, form = make_question(status=Status.SENT, title=None), {"key": str(uuid4())}
    assert desk.press("outcome", form, pk=question.pk, name="open").status_code == 409
    question.texts.create(language="nl", title="Een titel")

    assert desk.press("outcome", form, pk=question.pk, name="open").status_code == 302

    question.refresh_from_db()
    assert question.status == Status.OPEN


SAID = {"message_nl": "Daarom.", "message_en": "That is why."}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("open", Status.OPEN),
        ("wait", Status.WAITING),
        ("advise", Status.ADVISED),
        ("refer", Status.REFERRED),
        ("merge", Status.MERGED),
        ("decline", Status.DECLINED),
    ],
)
def test_every_outcome_is_given_with_its_message(desk, name, status):
    question = make_question(status=Status.SENT)
    question.texts.create(language="nl", title="Een titel")
    number = {"advise": lambda: make_result().pk, "merge": lambda: make_question().pk}.get(name, lambda: "")()

    answer = desk.press("outcome", SAID | {"number": number}, pk=question.pk, name=name)

    question.refresh_from_db()
    assert (answer.status_code, question.status) == (302, status)
    step = question.steps.get()
    assert {text.language: text.message for text in step.texts.all()} == {
        "nl": "Daarom.",
        "en": "That is why.",
    }


def test_what_was_found_alike_can_be_chosen_instead_of_a_number(desk):
    question, like = make_question(), make_question()

    desk.press("outcome", {"like": like.pk}, pk=question.pk, name="merge")

    question.refresh_from_db()
    assert (question.status, question.merged_into) == (Status.MERGED, like)


@pytest.mark.parametrize(
    ("name", "fields", "status"),
    [
        ("decline", {}, 400),
        ("refer", {"message_nl": " "}, 400),
        ("decline", {"message_nl": "a" * 2001}, 400),
        ("advise", {}, 400),
        ("advise", {"number": "99999"}, 400),
        ("advise", {"number": "x"}, 400),
        ("merge", {"number": "0"}, 400),
        ("merge", {"number": "99999999999999999999"}, 400),
        ("open", {}, 409),
        ("wait", {}, 409),
    ],
)
def test_an_outcome_that_cannot_be_given_says_why_and_keeps_what_was_typed(desk, name, fields, status):
    question = make_question(status=Status.SENT, title=None)

    answer = desk.press(
        "outcome", {"message_en": "Kept"} | fields if status == 409 else fields, pk=question.pk, name=name
    )

    question.refresh_from_db()
    choice = next(choice for choice in answer.context["outcomes"] if choice.name == name)
    assert (answer.status_code, choice.is_open) == (status, True)
    assert answer.context["wrong"].errors
    assert (question.status, question.steps.count(), Event.objects.count()) == (Status.SENT, 0, 0)
    if status == 409:
        assert choice.form["message_en"].value() == "Kept"


def test_a_question_is_not_joined_with_itself(desk):
    question = make_question()

    assert desk.press("outcome", {"number": question.pk}, pk=question.pk, name="merge").status_code == 409

    question.refresh_from_db()
    assert question.status == Status.OPEN


def test_there_is_no_outcome_outside_the_set(desk):
    assert desk.press("outcome", pk=make_question().pk, name="forget").status_code == 404


def test_a_question_that_a_course_has_is_not_opened_past_it(desk):
    proposal = make_proposal()

    answer = desk.press("outcome", pk=proposal.question.pk, name="open")

    proposal.refresh_from_db()
    assert (answer.status_code, proposal.question.status) == (409, Status.PROPOSED)
    assert proposal.waits


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (Status.SENT, ["open", "wait", "advise", "refer", "merge", "decline"]),
        (Status.OPEN, ["wait", "advise", "refer", "merge", "decline"]),
        (Status.PROPOSED, []),
        (Status.DECLINED, ["open"]),
        (Status.WITHDRAWN, []),
    ],
)
def test_only_outcomes_that_fit_are_offered(desk, status, offered):
    page = desk.see("question", pk=make_question(status=status).pk)

    assert [choice.name for choice in page.context["outcomes"]] == offered


def test_three_courses_are_asked_with_one_note_and_one_is_taken_back(desk):
    question, courses = make_question(), [make_course() for _ in range(3)]
    ticked = {"note": "Past dit?", "courses": [course.pk for course in courses]}

    assert desk.press("propose", ticked, pk=question.pk).status_code == 302

    made = question.proposals.order_by("pk")
    assert {(one.course, one.note, one.status) for one in made} == {
        (course, "Past dit?", ProposalStatus.MADE) for course in courses
    }
    assert desk.press("take_back", pk=question.pk, proposal=made[0].pk).status_code == 302
    question.refresh_from_db()
    assert (question.proposals.order_by("pk").first().status, question.status) == (
        ProposalStatus.TAKEN_BACK,
        Status.PROPOSED,
    )


def test_the_second_of_two_brokers_keeps_the_note_and_reads_why_not(desk):
    question, course = make_question(title="Ouderen"), make_course(name="Ouderen")
    find(question, course)
    desk.press("propose", {"note": "Eerste", "courses": course.pk}, pk=question.pk)

    answer = desk.press("propose", {"note": "Tweede", "courses": course.pk}, pk=question.pk)

    assert answer.status_code == 409
    assert answer.context["wrong"]["note"].value() == "Tweede"
    assert answer.context["wrong"].ticked == [str(course.pk)]
    assert b"checked" in answer.content
    assert [proposal.note for proposal in question.proposals.all()] == ["Eerste"]


@pytest.mark.parametrize("courses", [[], ["x"], ["999999"], ["-1", "1e5"], ["9" * 30]])
def test_courses_that_are_none_are_refused_and_nothing_is_asked(desk, courses):
    question = make_question()

    answer = desk.press("propose", {"note": "Kept", "courses": courses}, pk=question.pk)

    question.refresh_from_db()
    assert (answer.status_code, list(answer.context["wrong"].errors)) == (400, ["courses"])
    assert (answer.context["wrong"]["note"].value(), question.status) == ("Kept", Status.OPEN)


def test_a_proposal_is_taken_back_from_its_own_question_only(desk):
    proposal, other = make_proposal(), make_question()

    assert desk.press("take_back", pk=other.pk, proposal=proposal.pk).status_code == 404

    proposal.refresh_from_db()
    assert proposal.waits


def find(*records):
    for one in records:
        record("made", subject=one, by_id=None, at=MONDAY)


def test_courses_come_with_reasons_and_those_against_apart(desk, now_is):
    now_is(MONDAY)
    question = make_question(title="Wat helpt tegen eenzaamheid bij ouderen?", needed_by=MONDAY.date())
    course = make_course(make_partner(), name="Eenzaamheid en ouderen", description="Ouderen in de flat.")
    find(question, course)

    page = desk.see("question", pk=question.pk)

    [candidate] = page.context["found"].courses
    assert (candidate.record, page.context["may_propose"]) == (course, True)
    assert len(candidate.reasons) == 4
    assert len(candidate.against) == 1
    assert candidate.score.endswith("nog geen kans: alleen een volgorde")
    assert b"<mark>Eenzaamheid</mark>" in page.content


def test_what_would_fit_but_cannot_be_asked_has_no_tick_and_says_what_would_have_to_change(desk, now_is):
    now_is(MONDAY)
    question, course = make_question(title="Ouderen"), make_course(name="Ouderen", takes_questions=False)
    find(question, course)

    page = desk.see("question", pk=question.pk)

    [candidate] = page.context["found"].but
    assert (candidate.record, len(candidate.limits)) == (course, 1)
    assert b'name="courses"' not in page.content


def test_looking_for_a_level_parts_the_courses(desk, now_is):
    now_is(MONDAY)
    question = make_question(title="Ouderen")
    wished, other = make_course(name="Ouderen", level="mbo"), make_course(name="Ouderen", level="master")
    find(question, wished, other)

    found = desk.see("question", "?level=mbo", pk=question.pk).context["found"]

    assert [[one.record for one in some] for some in (found.courses, found.but)] == [[wished], [other]]


def test_words_in_both_texts_are_shown_as_words(desk, now_is):
    now_is(MONDAY)
    question = make_question(title="<i>ouderen</i>")
    find(question, make_course(name="<script>ouderen</script>"))

    page = desk.see("question", pk=question.pk).content.decode()

    assert "&lt;script&gt;<mark>ouderen</mark>&lt;/script&gt;" in page
    assert "&lt;i&gt;<mark>ouderen</mark>&lt;/i&gt;" in page


def test_other_words_find_other_courses(desk):
    question = make_question(title="Wat helpt tegen eenzaamheid bij ouderen?")
    wished = make_course(name="Geluid meten", description="Geluid en lawaai in de straat.", name_en="Sound")
    find(question, wished)

    assert desk.see("question", pk=question.pk).context["found"].courses == []
    page = desk.see("question", "?words=lawaai+en+geluid", pk=question.pk)

    assert [candidate.record for candidate in page.context["found"].courses] == [wished]


@pytest.mark.parametrize("words", ["", "%00", "a" * 5000, "%F0%9F%99%82", "%22%29%20OR%201=1", "*+AND+~"])
def test_strange_words_to_look_with_find_nothing_and_break_nothing(desk, words):
    question = make_question()

    assert desk.see("question", f"?words={words}", pk=question.pk).status_code == 200


def test_without_an_index_the_database_answers_and_the_rest_of_the_page_works(desk, settings, tmp_path):
    settings.KENNISSTAD_HOME = tmp_path / "empty"
    indexing.index.cache_clear()

    page = desk.see("question", pk=make_question().pk)

    assert (page.status_code, page.context["found"].slower) == (200, True)


def test_like_questions_are_shown_to_join_with(desk):
    like = make_question(title="Wat helpt tegen eenzaamheid bij ouderen in de flat?", show_words=True)
    question = make_question(words="Wat helpt tegen eenzaamheid van ouderen in onze flat?", title=None)
    find(like)

    page = desk.see("question", pk=question.pk)

    merge = next(choice for choice in page.context["outcomes"] if choice.name == "merge")
    assert [found.record for found in page.context["likes"]] == [like]
    assert merge.form.fields["like"].widget.choices == [(like.pk, str(like))]


def test_the_programme_manager_reads_along_without_a_button(desk_of):
    proposal = make_proposal()
    page = desk_of(make_user(Role.PROGRAMME_MANAGER)).see("question", pk=proposal.question.pk)

    assert page.status_code == 200
    assert page.content.count(b'method="post"') == 1  # Signing out.


def test_a_fault_in_the_middle_leaves_nothing_half_done(desk, monkeypatch):
    question = make_question(status=Status.SENT)
    monkeypatch.setattr("kennisstad.citylab.actions.record", _breaks)
    desk.client.raise_request_exception = False

    form = SHARPENED | {"title_en": "A title", "key": str(uuid4())}
    assert desk.press("sharpen", form, pk=question.pk).status_code == 500
    assert (Question.objects.get().minutes, words_of(question)) == (0, {})

    monkeypatch.undo()
    assert desk.press("sharpen", form, pk=question.pk).status_code == 302
    assert Question.objects.get().minutes == 30


def _breaks(*args, **kwargs):
    raise RuntimeError("the disk is full")
