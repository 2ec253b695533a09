# SPDX-License-Identifier: EUPL-1.2
"""An issue writes itself once, from what is new, and leaves alone what an editor did."""

import threading
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from kennisstad.audit.models import Event
from kennisstad.newsletter import composing, editing, planning
from kennisstad.newsletter.found import Found
from kennisstad.newsletter.issues import has_news
from kennisstad.newsletter.models import Issue, IssueText, Rhythm, Section
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_user
from tests.neighbourhoods.making import make_city
from tests.newsletter.writing import TODAY, make_issue, make_item, source_of, thing

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FORTNIGHT = timedelta(days=14)
DUE = date(2026, 12, 4)
"""A Friday; its draft comes three days before."""
things = []
source = source_of(things)
dated: list[tuple[date, Found]] = []


def dated_source(since: date, until: date) -> list[Found]:
    return [one for day, one in dated if since <= day <= until]


@pytest.fixture(autouse=True)
def own_source(settings):
    things.clear()
    dated.clear()
    settings.NEWSLETTER_SOURCES = [f"{__name__}.source"]


def on(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM)


def sources_of(issue: Issue) -> list[tuple[str, str, int]]:
    return list(issue.items.order_by("pk").values_list("source", "section", "place"))


def subject_of(issue: Issue, language: str) -> str:
    return IssueText.objects.get(issue=issue, language=language).subject


def make_rhythm(**fields: object) -> Rhythm:
    return Rhythm.objects.create(**{"first_on": DUE} | fields)


@pytest.mark.django_db
def test_the_first_issue_tells_of_the_weeks_of_the_rhythm_and_the_next_goes_on_from_there():
    things.append(thing("one"))
    first = composing.draft(by=None, at=MONDAY)
    Issue.objects.update(status="sent", frozen_at=MONDAY, readers=0, ended_at=MONDAY)

    second = composing.draft(by=None, at=MONDAY + timedelta(days=3))

    assert (first.number, first.since, first.until) == (1, TODAY - timedelta(days=13), TODAY)
    assert (second.number, second.since, second.until) == (
        2, TODAY, TODAY + timedelta(days=3),
    )  # fmt: skip


def happens(settings, days: dict[str, date]) -> None:
    """Let each of these happen on its day, as sources tell of it."""
    settings.NEWSLETTER_SOURCES = [f"{__name__}.dated_source"]
    for name, day in days.items():
        dated.append((day, thing(name)))


def send_all() -> None:
    Issue.objects.filter(status="draft").update(status="sent", frozen_at=MONDAY, readers=0, ended_at=MONDAY)


def told() -> list[list[str]]:
    return [[source for source, _, _ in sources_of(issue)] for issue in Issue.objects.order_by("number")]


@pytest.mark.django_db
def test_what_happens_on_the_day_of_a_draft_stands_in_exactly_one_issue(settings):
    make_rhythm()
    drafted = DUE - timedelta(days=3)
    happens(settings, {"morning": drafted})
    composing.keep_up(on(drafted, 0))
    send_all()
    happens(settings, {"afternoon": drafted, "later": drafted + timedelta(days=1)})

    composing.keep_up(on(drafted + FORTNIGHT, 0))
    send_all()
    composing.keep_up(on(drafted + 2 * FORTNIGHT, 0))

    assert told()[:2] == [["morning"], ["afternoon", "later"]]
    assert Issue.objects.order_by("number").values_list("since", flat=True)[1] == drafted


@pytest.mark.django_db
def test_an_issue_written_on_the_day_of_the_last_one_tells_what_came_after_it(settings):
    happens(settings, {"before": TODAY})
    composing.draft(by=None, at=MONDAY)
    send_all()
    happens(settings, {"after": TODAY})

    issue = composing.draft(by=None, at=MONDAY)

    assert (told(), issue.since, issue.until) == ([["before"], ["after"]], TODAY, TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begun", "late", "is_told"), [(60, 28, True), (60, 29, False), (10, 10, True), (10, 11, False)]
)
def test_what_comes_to_the_site_late_is_told_for_four_weeks_but_not_from_before_the_first_issue(
    settings, begun, late, is_told
):
    make_issue(status="sent", items=[], since=TODAY - timedelta(days=begun), until=TODAY)
    happens(settings, {"late": TODAY - timedelta(days=late)})

    composing.draft(by=None, at=MONDAY)

    assert told() == [[], ["late"] if is_told else []]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "again"),
    [("planned", []), ("sending", []), ("stopped", []), ("draft", []), ("dropped", ["one"])],
)
def test_what_stands_in_another_issue_is_not_told_again_unless_that_was_dropped(settings, status, again):
    happens(settings, {"one": TODAY})
    make_item(make_issue(number=1, status=status, items=[]), source="one")
    open_one = make_issue(number=2, items=[])

    composing.compose_again(open_one, by=None, at=MONDAY)

    assert [source for source, _, _ in sources_of(open_one)] == again


@pytest.mark.django_db
def test_what_an_editor_left_out_of_an_issue_that_was_sent_does_not_come_in_the_next(settings):
    happens(settings, {"left-out": TODAY})
    issue = composing.draft(by=None, at=MONDAY)
    editing.drop_item(issue.items.get(), by=None, at=MONDAY)
    send_all()

    composing.draft(by=None, at=MONDAY + timedelta(days=3))

    assert told() == [["left-out"], []]


@pytest.mark.django_db
def test_a_date_and_a_place_to_take_part_may_stand_in_one_issue_after_another():
    things[:] = [thing("fair", "agenda"), thing("seeking", "take-part"), thing("news", "news")]
    composing.draft(by=None, at=MONDAY)
    send_all()

    composing.draft(by=None, at=MONDAY + timedelta(days=3))

    assert told() == [["news", "fair", "seeking"], ["fair", "seeking"]]


@pytest.mark.django_db
def test_items_stand_section_by_section_in_the_order_of_their_source():
    things[:] = [thing("date", "agenda"), thing("b"), thing("a"), thing("answer", "returned")]

    issue = composing.draft(by=None, at=MONDAY)

    assert sources_of(issue) == [
        ("answer", "returned", 0), ("b", "asked", 0), ("a", "asked", 1), ("date", "agenda", 0),
    ]  # fmt: skip


@pytest.mark.django_db
def test_subject_and_opening_say_in_sentences_what_stands_in_it():
    make_city()
    things[:] = [thing("a"), thing("b"), thing("answer", "returned"), thing("date", "agenda")]

    issue = composing.draft(by=None, at=MONDAY)

    texts = {text.language: text for text in issue.texts.all()}
    assert texts["en"].subject == (
        "Leiden: one result given back, two questions asked and one date in the agenda"
    )
    assert (
        texts["nl"].subject
        == "Leiden: één resultaat teruggebracht, twee vragen gesteld en één dag in de agenda"
    )
    assert texts["en"].opening == (
        "This issue tells what happened in Leiden from 10 November to 23 November 2026. "
        "One result went back to where the question came from. "
        "Two questions of residents were put on the site. "
        "One date stands in the agenda of the coming two weeks."
    )


@pytest.mark.django_db
def test_composing_again_adds_what_is_new_and_brings_nothing_back():
    things[:] = [thing("kept"), thing("dropped")]
    issue = composing.draft(by=None, at=MONDAY)
    kept, dropped = issue.items.order_by("place")
    editing.rewrite_item(kept, words={"nl": {"title": "Beter gezegd"}}, by=None, at=MONDAY)
    editing.drop_item(dropped, by=None, at=MONDAY)
    things.append(thing("new"))

    again = composing.draft(by=None, at=MONDAY + timedelta(days=1))

    assert again == issue
    assert sources_of(issue) == [("kept", "asked", 0), ("dropped", "asked", 1), ("new", "asked", 2)]
    assert list(issue.items.order_by("pk").values_list("dropped", flat=True)) == [False, True, False]
    assert kept.texts.get(language="nl").title == "Beter gezegd"
    assert Issue.objects.get().until == TODAY + timedelta(days=1)


@pytest.mark.django_db
def test_the_subject_follows_what_stands_in_the_issue_until_an_editor_wrote_another():
    things[:] = [thing("one"), thing("two")]
    issue = composing.draft(by=None, at=MONDAY)
    editing.rewrite(issue, words={"nl": {"subject": "Lees dit"}}, by=None, at=MONDAY)

    editing.drop_item(issue.items.first(), by=None, at=MONDAY)

    assert (subject_of(issue, "nl"), subject_of(issue, "en")) == ("Lees dit", "the city: one question asked")


@pytest.mark.django_db
def test_what_an_editor_put_around_the_opening_stays_while_it_follows():
    things[:] = [thing("one"), thing("two")]
    issue = composing.draft(by=None, at=MONDAY)
    said = f"Dear reader,\n\n{IssueText.objects.get(issue=issue, language='en').opening}\n\nBye."
    editing.rewrite(issue, words={"en": {"opening": said}}, by=None, at=MONDAY)

    editing.drop_item(issue.items.first(), by=None, at=MONDAY)

    assert IssueText.objects.get(issue=issue, language="en").opening == (
        "Dear reader,\n\n"
        "This issue tells what happened in the city from 10 November to 23 November 2026. "
        "One question of residents was put on the site."
        "\n\nBye."
    )


@pytest.mark.django_db
def test_what_the_editors_add_is_not_called_news():
    issue = composing.draft(by=None, at=MONDAY)
    editing.add(issue, section=Section.OWN, words={"en": {"title": "Hello"}}, by=None, at=MONDAY)

    subjects = [subject_of(issue, language) for language in ("en", "nl")]

    assert subjects == ["the city: one word from the editors", "de stad: één bericht van de redactie"]


@pytest.mark.django_db
def test_composing_again_does_not_reach_into_the_days_of_a_later_issue():
    first = make_issue(number=1, until=TODAY)
    make_issue(number=2, since=TODAY + timedelta(days=1), until=TODAY + timedelta(days=9), status="planned")

    composing.compose_again(first, by=None, at=MONDAY + timedelta(days=9))

    assert first.until == TODAY


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["planned", "sending", "sent", "dropped"])
def test_only_a_draft_is_composed_again(status):
    with pytest.raises(NotNow):
        composing.compose_again(make_issue(status=status), by=None, at=MONDAY)


@pytest.mark.django_db
def test_a_draft_comes_so_many_days_before_and_once():
    make_rhythm()
    things.append(thing("one"))

    made = [composing.keep_up(on(DUE - timedelta(days=days))) for days in (4, 3, 3, 2, 0)]

    issue = Issue.objects.get()
    assert made == [0, 1, 0, 0, 0]
    assert (issue.status, issue.due_at, issue.until) == ("draft", on(DUE, 10), DUE - timedelta(days=3))


@pytest.mark.django_db
def test_every_turn_gets_its_own_issue():
    make_rhythm()
    days = [DUE - timedelta(days=10) + timedelta(days=n) for n in range(60)]

    for day in days:
        things[:] = [thing(f"on-{day}")]
        composing.keep_up(on(day))
        Issue.objects.filter(status="draft", due_at__lte=on(day, 23)).update(
            status="sent", frozen_at=on(day), readers=0, ended_at=on(day)
        )

    made = Issue.objects.order_by("number").values_list("due_at", flat=True)
    # Christmas and New Year's Day are Fridays: these issues wait for Monday.
    expected = [DUE, date(2026, 12, 18), date(2027, 1, 4), date(2027, 1, 15)]
    assert [moment.astimezone(AMSTERDAM).date() for moment in made] == expected
    spans = list(Issue.objects.order_by("number").values_list("since", "until"))
    assert [after[0] - before[1] for before, after in pairwise(spans)] == ([timedelta(0)] * 3)


@pytest.mark.django_db
def test_without_a_first_day_no_draft_writes_itself():
    Rhythm.objects.create(first_on=None)
    things.append(thing("one"))

    assert (composing.keep_up(on(DUE)), Issue.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_an_issue_without_news_is_not_sent_and_its_days_go_along():
    make_rhythm()
    things[:] = [thing("date", "agenda")]
    composing.keep_up(on(DUE - timedelta(days=3)))
    things.append(thing("one"))
    later = DUE + FORTNIGHT - timedelta(days=3)

    composing.keep_up(on(later))

    dropped, draft = Issue.objects.order_by("number")
    assert (dropped.status, draft.status) == ("dropped", "draft")
    assert draft.since == later - timedelta(days=13)
    assert list(Event.objects.order_by("pk").values_list("kind", "facts")) == [
        ("issue.drafted", {"items": 1}),
        ("issue.dropped", {"why": "no-news"}),
        ("issue.drafted", {"items": 2}),
    ]  # fmt: skip


@pytest.mark.django_db
def test_after_an_issue_that_was_sent_the_days_of_a_dropped_one_are_told():
    sent = make_issue(number=1, status="sent", until=TODAY - timedelta(days=20))
    make_issue(number=2, status="dropped", since=TODAY - timedelta(days=19), until=TODAY - timedelta(days=5))

    issue = composing.draft(by=None, at=MONDAY)

    assert (issue.number, issue.since) == (3, sent.until)


@pytest.mark.django_db
def test_a_draft_that_an_editor_began_takes_in_the_last_days_once():
    make_rhythm()
    things.append(thing("one"))
    begun = composing.draft(by=make_user(), at=on(DUE - timedelta(days=8)))
    things.append(thing("two"))

    made = [composing.keep_up(on(DUE - timedelta(days=days))) for days in (4, 3, 2)]

    assert made == [0, 1, 0]
    assert Issue.objects.get() == begun
    assert begun.items.count() == 2


@pytest.mark.django_db
def test_a_draft_that_an_editor_began_is_not_dropped_for_want_of_news():
    make_rhythm()
    begun = composing.draft(by=make_user(), at=on(DUE - timedelta(days=8)))
    editing.rewrite(begun, words={"nl": {"opening": "Beste lezer"}}, by=None, at=on(DUE))

    made = [composing.keep_up(on(DUE - timedelta(days=days))) for days in (3, 2)]
    begun.refresh_from_db()
    was = (made, begun.status, begun.due_at)
    composing.keep_up(on(DUE + FORTNIGHT - timedelta(days=3)))

    assert was == ([1, 0], "draft", on(DUE, 10))
    assert list(Issue.objects.values_list("status", flat=True)) == ["draft"]


@pytest.mark.django_db
def test_what_an_editor_dropped_or_planned_for_this_turn_is_not_written_again():
    make_rhythm()
    things.append(thing("one"))
    issue = composing.draft(by=None, at=on(DUE - timedelta(days=3)))
    planning.plan(issue, due_at=on(DUE, 15), by=None, at=on(DUE - timedelta(days=3)))
    planned = composing.keep_up(on(DUE - timedelta(days=2)))
    planning.drop(issue, by=None, at=on(DUE - timedelta(days=2)))

    assert (planned, composing.keep_up(on(DUE - timedelta(days=1))), Issue.objects.count()) == (0, 0, 1)


def work_at_once(do) -> list[object]:
    """Let four workers do the same in the same moment; give what each got or met."""
    ready, met = threading.Barrier(4), []

    def work() -> None:
        ready.wait()
        try:
            met.append(do())
        except Exception as error:
            met.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return met


@pytest.mark.django_db(transaction=True)
def test_however_many_workers_ask_at_once_one_draft_is_written():
    make_rhythm()
    things.append(thing("one"))

    made = work_at_once(lambda: composing.keep_up(on(DUE)))

    assert sorted(made) == [0, 0, 0, 1]
    assert Issue.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_looking_once_alone_lets_more_than_one_write(monkeypatch):
    """The negative control: who does not look again after waiting trips over what was written."""
    make_rhythm()
    things.append(thing("one"))
    ready = threading.Barrier(4)

    def seen_before(_rhythm: Rhythm, _at: datetime) -> date:
        return DUE

    monkeypatch.setattr(composing, "_day_to_write_for", seen_before)
    monkeypatch.setattr(composing, "open_draft", lambda: None)

    def write() -> int:
        ready.wait()
        return composing.keep_up(on(DUE))

    made = work_at_once(write)

    assert sorted(map(str, made)) != ["0", "0", "0", "1"]


@pytest.mark.django_db
@pytest.mark.parametrize(("section", "is_enough"), [("own", True), ("news", True), ("agenda", False)])
def test_an_agenda_alone_is_no_news(section, is_enough):
    assert has_news(make_issue(items=[section, "take-part"])) is is_enough
