# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of the pages that every city has and that no record stands for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kennisstad.languages.models import Language
from kennisstad.web.findable import Findable, address


@dataclass(frozen=True)
class Page:
    name: str
    """Of its address."""
    title: str | Promise
    words: str | Promise


PAGES = (
    Page("citylab:ask", _("Ask a question"), _("Send in what you want to know about your neighbourhood.")),
    Page("citylab:find", _("Follow your question"), _("See with your follow code how far your question is.")),
    Page("citylab:questions", _("Questions"), _("Everything that was asked, and how far each question is.")),
    Page(
        "citylab:last_dates",
        _("Last dates to be in"),
        _("By when a question must be in for each institution and period; deadlines in your calendar."),
    ),
    Page(
        "citylab:to_work_on",
        _("What could we work on?"),
        _("For students: open questions, an assignment, a thesis or an internship."),
    ),
    Page("rounds:rounds", _("Who takes which question?"), _("Rounds in which teams are given a question.")),
    Page("rounds:find_team", _("Your team"), _("Say which questions your team wishes for, with its code.")),
    Page(
        "fieldwork:load",
        _("What we ask of neighbourhoods"),
        _("Visits, interviews and surveys in each neighbourhood, and where we take a rest."),
    ),
    Page("progress:agreement", _("The agreement"), _("What the partners promised each other, and signed.")),
    Page("progress:timeline", _("Timeline"), _("How the agreement came about and what changed since.")),
    Page("progress:themes", _("How far are the commitments?"), _("Progress by theme, in a chart and table.")),
    Page("progress:accounts", _("Yearly accounts"), _("What was promised, done and reached each year.")),
    Page("website:projects", _("Projects"), _("All projects, under way and finished.")),
    Page("website:results", _("Results"), _("What was found out, and what it is used for.")),
    Page("website:partners", _("Partners"), _("The organisations that take part, with their addresses.")),
    Page("website:neighbourhoods", _("Districts"), _("The map of the city, and a page for each district.")),
    Page("website:themes", _("Themes"), _("What the partners work on together.")),
    Page("website:news", _("News"), _("What happened lately.")),
    Page("website:agenda", _("Agenda"), _("What is planned: meetings, lectures, days to take part.")),
    Page(
        "website:newsletter",
        _("The last two weeks"),
        _("What was asked, begun and given back lately, as a page and as a feed."),
    ),
    Page("contact:write", _("Contact"), _("Write to us, call or visit our desk.")),
    Page("contact:accessibility", _("Report a barrier"), _("Tell us what you could not use on this site.")),
    Page("welcome:home", _("New in the city"), _("For who comes from abroad: what to do, and by which day.")),
    Page("welcome:path", _("The newcomer's path"), _("Your own list with last days, for your calendar too.")),
    Page("welcome:venues", _("Congress venues"), _("Halls and rooms, and how many people fit in.")),
    Page("welcome:ambassadors", _("Ambassadors"), _("Ask somebody who came from abroad before you.")),
    Page("welcome:press", _("Press"), _("Figures with their source, texts and our mark.")),
    Page("schools:offers", _("For schools"), _("What a teacher can book for a class, without an account.")),
    Page("schools:reach", _("Which schools are reached"), _("Which schools and districts had their turn.")),
    Page("campus:home", _("Campuses and homes"), _("Where the institutions are, and what is being built.")),
    Page("campus:spinoffs", _("Spin-offs"), _("Companies that grew from research.")),
    Page("years:home", _("Themed years"), _("Years in which every day has a subject, and who adopts a day.")),
    Page(
        "newsletter:sign_up", _("Get the newsletter"), _("Every two weeks by mail; you leave with one link.")
    ),
    Page("newsletter:archive", _("Newsletters"), _("Every issue of the newsletter, to read here.")),
)
"""Their place here is their key: a new page goes at the end. Those a site does not have are left out."""


def pages(keys: Collection[int] | None) -> Iterator[Findable]:
    for key, page in enumerate(PAGES, start=1):
        if keys is not None and key not in keys:
            continue
        for language in Language.values:
            if found := _in(language, key, page):
                yield found


def _in(language: str, key: int, page: Page) -> Findable | None:
    try:
        where = address(language, page.name)
    except NoReverseMatch:
        return None
    with override(language):
        return Findable(f"fixed:{key}", language, str(page.title), str(page.words), where)
