# SPDX-License-Identifier: EUPL-1.2
"""Every kind of public page of the example city: in Dutch by day and in English by night, on three widths."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from kennisstad.agreement.models import Agreement, Commitment
from kennisstad.campus.models import Campus
from kennisstad.citylab import following, indexing
from kennisstad.citylab.models import Question
from kennisstad.contact import actions as contact
from kennisstad.contact.following import code_of as code_of_message
from kennisstad.demo.actions import load
from kennisstad.neighbourhoods.models import Area
from kennisstad.newsletter import tokens as reader_codes
from kennisstad.newsletter.models import Issue
from kennisstad.partners.models import Partner
from kennisstad.progress.models import Account
from kennisstad.projects.models import Project, Result
from kennisstad.rounds.codes import For, code_of
from kennisstad.rounds.models import Round, RoundCourse, Team
from kennisstad.schools.following import code_of as code_of_booking
from kennisstad.schools.models import Booking, Moment, Offer
from kennisstad.welcome.models import Ambassador
from kennisstad.welcome.tokens import confirm_code, leave_code
from kennisstad.years.following import code_of as code_of_adoption
from kennisstad.years.models import Adoption, Day, Year
from tests.browser.conftest import Walker
from tests.languages.test_addresses import OURS
from tests.newsletter.making import make_reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW, WIDER = 390, (768, 1440)
NOWHERE = {"nl": "/nergens/", "en": "/en/nowhere/"}
NO_PAGES = {
    "agreement:document", "agreement:export", "agreement:own_document", "progress:account_file",
    "campus:housing_table", "campus:spinoffs_table", "fieldwork:table", "schools:reach_table",
    "website:projects_table", "website:results_table", "website:card", "website:file", "website:outlines",
    "website:district_poster", "website:result_poster", "website:agenda_file", "website:news_feed",
    "website:newsletter_feed", "website:projects_feed", "website:results_feed", "website:projects_calendar",
    "website:results_calendar", "years:day_calendar", "years:year_calendar", "schools:booking_calendar",
    "citylab:questions_feed", "citylab:deadlines", "citylab:deadlines_of_question", "welcome:path_calendar",
    "rounds:plan", "rounds:instance", "newsletter:archive_rss", "newsletter:archive_atom",
    "newsletter:choices_file",
}  # fmt: skip
"""Files."""
NO_PAGES |= {"search:suggest", "citylab:look_before", "citylab:fit_before"}
"""Parts of pages that only a script asks for."""
NO_PAGES |= {
    "accounts:sign_out", "agreement:sign_with_key", "agreement:send_signed", "citylab:add",
    "citylab:say_cost", "citylab:say_used", "rounds:rank", "rounds:appeal",
}  # fmt: skip
"""What forms are sent to; a refused one shows the page on which it stands."""
NO_PAGES |= {"agreement:sign"}
"""Nobody is asked to sign in the example: test_agreement.py makes an agreement that somebody signs."""
CHOICES = {
    "citylab:questions": "?page=2",
    "schools:offers": "?group=po-5",
    "search:search": "?q=fiets",
    "website:neighbourhoods": "?layer=asked",
    "website:projects": "?view=map",
    "website:results": "?view=map",
    "welcome:path": "?kind=student",
}
"""What a page shows to whoever chose something."""
FORMS = {
    "accounts:sign_in", "citylab:ask", "citylab:find", "citylab:follow", "contact:accessibility",
    "contact:find", "contact:write", "newsletter:sign_up", "rounds:find_team", "schools:book",
    "welcome:sign_up", "welcome:write", "years:adopt",
}  # fmt: skip
"""Pages with a form that cannot be sent empty."""
FORM = "main form[method=post]:has(:is(input, textarea):not([type=hidden]))"

Arguments = Iterable[tuple[Any, ...]]


def first_of_each(records: QuerySet[Any], field: str) -> list[Any]:
    """Give one record of every state: pages differ by it."""
    found: dict[Any, Any] = {}
    for record in records.order_by("pk"):
        found.setdefault(getattr(record, field), record)
    return list(found.values())


def keys(records: Iterable[Model], *fields: str) -> Arguments:
    return [tuple(getattr(record, field) for field in fields) for record in records]


def questions() -> list[Question]:
    return first_of_each(Question.objects.public(), "status")


def codes_of(derive: Callable[..., str], records: Iterable[Any]) -> Arguments:
    return [(derive(record.key, record.code_digest),) for record in records]


def codes_of_teams() -> Arguments:
    teams = [
        Team.objects.filter(round=round).earliest("pk") for round in first_of_each(Round.objects, "status")
    ]
    return [(code_of(For.TEAM, team.key, team.code_digest),) for team in teams]


def code_of_a_course() -> Arguments:
    return [
        (code_of(For.SIGN_UP, course.key, course.code_digest),)
        for course in RoundCourse.objects.order_by("pk")[:1]
    ]


def code_of_a_message() -> Arguments:
    said = {"kind": "general", "words": "Waar is het loket?", "language": "nl"}
    message = contact.receive(key=uuid4(), at=timezone.now(), **said)
    return [(code_of_message(message.key, message.code_digest),)]


def code_of_a_reader(derive: Callable[..., str], status: str = "reading", **how: Any) -> Arguments:
    return [(derive(make_reader(status=status).key, **how),)]


def booked() -> Arguments:
    return codes_of(code_of_booking, first_of_each(Booking.objects.all(), "status"))


def adopted() -> Arguments:
    return [(code_of_adoption(one),) for one in first_of_each(Adoption.objects.all(), "status")]


def bookable() -> Arguments:
    coming = Moment.objects.filter(book_until__gt=timezone.now()).order_by("pk")[:1]
    return [(moment.offer_id, moment.pk) for moment in coming]


def two_versions() -> Arguments:
    old, new = Agreement.objects.order_by("starts_on")[:2]
    return [(old.key, new.key)]


def a_theme_of_an_account() -> Arguments:
    account = Account.objects.earliest("pk")
    return [(account.pk, account.agreement.themes.earliest("pk").key)]


RECORDS: dict[str, Callable[[], Arguments]] = {
    "agreement:signatures": lambda: keys(Agreement.objects.order_by("pk")[:1], "key"),
    "campus:campus": lambda: keys(Campus.objects.order_by("pk")[:1], "key"),
    "citylab:fits_of_question": lambda: keys(Question.objects.seeking().order_by("pk")[:1], "pk"),
    "citylab:follow": lambda: codes_of(following.code_of, questions()),
    "citylab:question": lambda: keys(questions(), "pk"),
    "citylab:relay": lambda: keys(Question.objects.filter(legs__isnull=False).order_by("pk")[:1], "pk"),
    "citylab:withdraw": lambda: codes_of(following.code_of, questions()[:1]),
    "contact:follow": code_of_a_message,
    "newsletter:choices": lambda: code_of_a_reader(reader_codes.choices_code),
    "newsletter:confirm": lambda: code_of_a_reader(reader_codes.confirm_code, "asked", at=timezone.now()),
    "newsletter:leave": lambda: code_of_a_reader(reader_codes.leave_code),
    "newsletter:issue": lambda: keys(Issue.objects.public().order_by("pk")[:1], "number"),
    "progress:account": lambda: keys(Account.objects.order_by("pk")[:1], "pk"),
    "progress:account_projects": a_theme_of_an_account,
    "progress:changes": two_versions,
    "progress:commitment": lambda: keys(Commitment.objects.order_by("pk")[:1], "key"),
    "progress:version": lambda: keys(Agreement.objects.all(), "key"),
    "rounds:leave": codes_of_teams,
    "rounds:round": lambda: keys(first_of_each(Round.objects.all(), "status"), "pk"),
    "rounds:sign_up": code_of_a_course,
    "rounds:team": codes_of_teams,
    "schools:book": bookable,
    "schools:booking": booked,
    "schools:offer": lambda: keys(Offer.objects.order_by("pk")[:1], "pk"),
    "website:district_agenda": lambda: keys(Area.objects.districts().order_by("pk")[:1], "slug"),
    "website:district_poster_page": lambda: keys(Area.objects.districts().order_by("pk")[:1], "slug"),
    "website:neighbourhood": lambda: keys(Area.objects.districts().order_by("pk")[:1], "slug"),
    "website:partner": lambda: keys(first_of_each(Partner.objects.all(), "kind"), "key"),
    "website:project": lambda: keys(first_of_each(Project.objects.all(), "status"), "pk"),
    "website:result": lambda: keys(Result.objects.order_by("pk")[:1], "pk"),
    "website:result_poster_page": lambda: keys(Result.objects.order_by("pk")[:1], "pk"),
    "website:theme": lambda: keys(first_of_each(Agreement.objects.latest("starts_on").themes, "key"), "key"),
    "welcome:confirm": lambda: [(confirm_code(Ambassador.objects.earliest("pk").key),)],
    "welcome:leave": lambda: [(leave_code(Ambassador.objects.earliest("pk").key),)],
    "welcome:write": lambda: keys(Ambassador.objects.public().order_by("pk")[:1], "pk"),
    "years:adopt": lambda: [
        (day.year.slug, day.on) for day in Day.objects.filter(status="free").order_by("on")[:1]
    ],
    "years:day": lambda: [(day.year.slug, day.on) for day in first_of_each(Day.objects.all(), "status")],
    "years:own": adopted,
    "years:withdraw": adopted,
    "years:year": lambda: keys(Year.objects.all(), "slug"),
}
"""Whose pages are looked at, of pages that are about something: a new one must be given here."""


@pytest.fixture
def example(settings: Any) -> None:
    """Leiden with all of the example."""
    load(at=timezone.now(), passwords=None)
    indexing.index.cache_clear()
    indexing.rebuild()


def addresses(language: str) -> Iterator[tuple[str, str]]:
    """Give each page's name and address; of what an editor wrote, one page of each kind."""
    with override(language):
        for one in OURS:
            if one.name in NO_PAGES or one.name.startswith(("site:", "workspace:")):
                continue
            found = list(RECORDS[one.name]() if one.filled else [()])
            assert found, f"The example has nothing for {one.name}."
            for arguments in found:
                yield one.name, reverse(one.name, args=arguments)
            if choice := CHOICES.get(one.name):
                yield one.name, reverse(one.name) + choice
        for kind, page in written(language):
            yield kind, urlsplit(page.full_url).path


def written(language: str) -> Iterator[tuple[str, Page]]:
    pages = Page.objects.live().public().filter(locale__language_code=language, depth__gt=1).specific()
    yield from {type(page).__name__: page for page in pages.order_by("-path")}.items()


class Visitor:
    """Somebody who goes by every page, and writes down what is wrong instead of stopping."""

    def __init__(self, walker: Walker) -> None:
        self.me, self.faults, self.sent = walker, list[tuple[str, str]](), set[str]()

    def note(self, found: Iterable[str]) -> None:
        self.faults += [(self.me.page.url, one) for one in found]

    def visit(self, address: str, *, status: int = 200) -> None:
        answer = self.me.page.goto(address)
        assert answer is not None
        self.note([f"answered {answer.status}"] if answer.status != status else [])
        self.note(self.me.faults())
        for width in WIDER:
            self.me.page.set_viewport_size({"width": width, "height": 900})
            self.note(self.me.sideways())
        self.me.page.set_viewport_size({"width": NARROW, "height": 900})

    def send_empty(self, name: str) -> None:
        """Send the form that is open with nothing filled in: it comes back with what is missing."""
        form = self.me.page.locator(FORM).first
        # Not every state of a question still takes something in.
        if not form.count():
            return
        self.me.unfold(form)
        with self.me.page.expect_navigation() as sent:
            form.locator("button:not([form])").first.click()
        self.sent.add(name)
        self.note([] if sent.value.status == 400 else [f"took an empty form: {sent.value.status}"])
        self.note(self.me.faults())


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("en", "dark")])
def test_every_kind_of_page_is_fit_for_everybody(walker, language, scheme):
    visitor = Visitor(walker(script=True, width=NARROW))
    visitor.me.page.emulate_media(color_scheme=scheme)

    for name, address in addresses(language):
        visitor.visit(address)
        if name in FORMS and "?" not in address:
            visitor.send_empty(name)
    visitor.visit(NOWHERE[language], status=404)

    assert visitor.faults == []
    assert visitor.sent == FORMS
