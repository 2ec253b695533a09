# SPDX-License-Identifier: EUPL-1.2
"""Every address by name: it can be made, and it leads back to the same page, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.translation import override

from kennisstad.languages.templatetags.languages import address_in

SAMPLE = {"int": 7, "slug": "een-wijk", "str": "tulp-4821-brug-lamp"}
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Named:
    name: str
    filled: dict[str, object] = field(hash=False)


def named(patterns: list[URLPattern | URLResolver], names: str, filled: dict[str, object]) -> Iterator[Named]:
    """Walk all patterns whose views are ours."""
    for pattern in patterns:
        holes = {key: SAMPLE[_kind(it)] for key, it in getattr(pattern.pattern, "converters", {}).items()}
        if isinstance(pattern, URLResolver):
            inner = f"{names}{pattern.namespace}:" if pattern.namespace else names
            yield from named(pattern.url_patterns, inner, filled | holes)
        # Editors' records stand in Wagtail's own place, whoever wrote their views.
        elif (
            pattern.name
            and pattern.callback.__module__.startswith("kennisstad.")
            and not names.startswith("wagtailsnippets")
            and pattern.name != "pages_to_mend"
        ):
            yield Named(f"{names}{pattern.name}", filled | holes)


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


FOR_MACHINES = "site:"
"""What machines look for stands at the root once, whatever the language."""
OURS = list(named(get_resolver().url_patterns, "", {}))


def address(one: Named, language: str) -> str:
    with override(language):
        return reverse(one.name, kwargs=one.filled)


def test_all_packages_with_pages_are_here():
    assert {one.name.partition(":")[0] for one in OURS} >= {
        "accounts",
        "citylab",
        "progress",
        "website",
        "workspace",
    }
    assert len({one.name for one in OURS}) == len(OURS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", OURS, ids=lambda one: one.name)
def test_an_address_leads_to_the_page_it_was_made_for(one, language):
    with override(language):
        found = resolve(address(one, language))

    assert (found.view_name, found.kwargs) == (one.name, one.filled)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_share_an_address(language):
    addresses = [address(one, language) for one in OURS]

    assert sorted(set(addresses)) == sorted(addresses)


def is_english(one: Named) -> bool:
    return address(one, "en").startswith("/en/")


def test_dutch_stands_at_the_root_and_english_under_en():
    assert [one.name for one in OURS if address(one, "nl").startswith(("/en/", "/nl/"))] == []
    assert [one.name for one in OURS if not (is_english(one) or one.name.startswith(FOR_MACHINES))] == []


@pytest.mark.parametrize(
    ("name", "filled", "dutch", "english"),
    [
        ("website:home", {}, "/", "/en/"),
        (
            "website:card",
            {"kind": "district", "key": "mors"},
            "/kaartjes/district/mors.png",
            "/en/cards/district/mors.png",
        ),
        ("website:components", {}, "/componenten/", "/en/components/"),
        ("contact:write", {}, "/contact/schrijven/", "/en/contact/write/"),
        ("contact:accessibility", {}, "/toegankelijkheid/melden/", "/en/accessibility/report/"),
        ("contact:find", {}, "/contact/volgen/", "/en/contact/follow/"),
        ("citylab:questions", {}, "/vragen/", "/en/questions/"),
        ("citylab:questions_feed", {}, "/vragen/rss.xml", "/en/questions/rss.xml"),
        ("citylab:ask", {}, "/vragen/stellen/", "/en/questions/ask/"),
        ("citylab:question", {"pk": 7}, "/vragen/7/", "/en/questions/7/"),
        ("citylab:find", {}, "/volgen/", "/en/follow/"),
        ("citylab:withdraw", {"code": "tulp"}, "/volgen/tulp/intrekken/", "/en/follow/tulp/withdraw/"),
        ("website:neighbourhoods", {}, "/wijken/", "/en/neighbourhoods/"),
        ("website:find_neighbourhood", {}, "/wijken/zoeken/", "/en/neighbourhoods/find/"),
        (
            "website:district_poster",
            {"slug": "mors"},
            "/wijken/mors/poster.pdf",
            "/en/neighbourhoods/mors/poster.pdf",
        ),
        ("website:result_poster", {"pk": 7}, "/resultaten/7/poster.pdf", "/en/results/7/poster.pdf"),
        (
            "website:district_agenda",
            {"slug": "mors"},
            "/wijken/mors/agenda/",
            "/en/neighbourhoods/mors/agenda/",
        ),
        ("website:outlines", {}, "/wijken/grenzen.json", "/en/neighbourhoods/outlines.json"),
        ("website:projects", {}, "/projecten/", "/en/projects/"),
        ("website:results", {}, "/resultaten/", "/en/results/"),
        ("website:projects_feed", {}, "/projecten/rss.xml", "/en/projects/rss.xml"),
        ("website:projects_calendar", {}, "/projecten/agenda.ics", "/en/projects/agenda.ics"),
        ("website:projects_table", {}, "/projecten/projecten.csv", "/en/projects/projects.csv"),
        ("website:results_feed", {}, "/resultaten/rss.xml", "/en/results/rss.xml"),
        ("website:results_calendar", {}, "/resultaten/agenda.ics", "/en/results/agenda.ics"),
        ("website:results_table", {}, "/resultaten/resultaten.csv", "/en/results/results.csv"),
        ("website:partners", {}, "/partners/", "/en/partners/"),
        ("welcome:home", {}, "/welkom/", "/en/welcome/"),
        ("welcome:path", {}, "/welkom/route/", "/en/welcome/path/"),
        ("welcome:path_calendar", {}, "/welkom/route/agenda/", "/en/welcome/path/calendar/"),
        ("welcome:venues", {}, "/welkom/congreslocaties/", "/en/welcome/congress-venues/"),
        ("welcome:ambassadors", {}, "/welkom/ambassadeurs/", "/en/welcome/ambassadors/"),
        (
            "welcome:confirm",
            {"code": "x"},
            "/welkom/ambassadeurs/bevestigen/x/",
            "/en/welcome/ambassadors/confirm/x/",
        ),
        ("welcome:press", {}, "/pers/", "/en/press/"),
        ("website:news", {}, "/nieuws/", "/en/news/"),
        ("website:news_feed", {}, "/nieuws/feed.xml", "/en/news/feed.xml"),
        ("website:stories", {}, "/verhalen/", "/en/stories/"),
        ("website:guides", {}, "/gidsen/", "/en/guides/"),
        ("website:agenda", {}, "/agenda/", "/en/agenda/"),
        ("website:agenda_file", {}, "/agenda/agenda.ics", "/en/agenda/agenda.ics"),
        ("progress:agreement", {}, "/overeenkomst/", "/en/agreement/"),
        ("progress:accounts", {}, "/overeenkomst/jaarverslagen/", "/en/agreement/accounts/"),
        ("progress:account", {"pk": 7}, "/overeenkomst/jaarverslagen/7/", "/en/agreement/accounts/7/"),
        (
            "progress:version",
            {"key": "leiden-2017"},
            "/overeenkomst/versies/leiden-2017/",
            "/en/agreement/versions/leiden-2017/",
        ),
        (
            "progress:commitment",
            {"key": "homes"},
            "/overeenkomst/afspraken/homes/",
            "/en/agreement/commitments/homes/",
        ),
        (
            "agreement:signatures",
            {"key": "leiden-2017"},
            "/overeenkomst/versies/leiden-2017/handtekeningen/",
            "/en/agreement/versions/leiden-2017/signatures/",
        ),
        ("progress:timeline", {}, "/overeenkomst/tijdlijn/", "/en/agreement/timeline/"),
        (
            "progress:changes",
            {"old": "leiden-2017", "new": "leiden-2023"},
            "/overeenkomst/verschillen/leiden-2017/leiden-2023/",
            "/en/agreement/changes/leiden-2017/leiden-2023/",
        ),
        ("progress:themes", {}, "/overeenkomst/voortgang/", "/en/agreement/progress/"),
        (
            "agreement:export",
            {"key": "stad-2023", "ending": "md"},
            "/overeenkomst/versies/stad-2023/export.md",
            "/en/agreement/versions/stad-2023/export.md",
        ),
        ("campus:home", {}, "/campus/", "/en/campus/"),
        ("campus:campus", {"slug": "bio"}, "/campus/bio/", "/en/campus/bio/"),
        ("campus:housing", {}, "/campus/woningen/", "/en/campus/homes/"),
        ("campus:housing_table", {}, "/campus/woningen.csv", "/en/campus/homes.csv"),
        ("campus:spinoffs", {}, "/campus/spin-offs/", "/en/campus/spin-offs/"),
        ("years:home", {}, "/themajaar/", "/en/themed-years/"),
        ("years:year", {"slug": "wijk"}, "/themajaar/wijk/", "/en/themed-years/wijk/"),
        (
            "years:adopt",
            {"slug": "wijk", "on": "2027-04-15"},
            "/themajaar/wijk/2027-04-15/adopteren/",
            "/en/themed-years/wijk/2027-04-15/adopt/",
        ),
        ("years:own", {"code": "day-1"}, "/mijn-dag/day-1/", "/en/my-day/day-1/"),
        ("search:search", {}, "/zoeken/", "/en/search/"),
        ("search:suggest", {}, "/zoeken/suggesties/", "/en/search/suggestions/"),
        ("accounts:sign_in", {}, "/inloggen/", "/en/sign-in/"),
        ("workspace:home", {}, "/werkplek/", "/en/workspace/"),
        ("workspace:desk", {}, "/werkplek/vragen/", "/en/workspace/questions/"),
        ("workspace:people", {}, "/werkplek/mensen/", "/en/workspace/people/"),
    ],
)
def test_addresses_on_posters_and_cards_stay(name, filled, dutch, english):
    one = Named(name, filled)

    assert (address(one, "nl"), address(one, "en")) == (dutch, english)


@pytest.mark.parametrize("here", LANGUAGES)
@pytest.mark.parametrize("one", OURS, ids=lambda one: one.name)
def test_each_page_knows_itself_in_the_other_language(one, here):
    request = RequestFactory().get(address(one, here))
    with override(here):
        request.resolver_match = resolve(request.path_info)
        said = {language: address_in({"request": request}, language) for language in LANGUAGES}

    assert said == {language: address(one, language) for language in LANGUAGES}


def test_a_page_that_does_not_exist_leads_to_the_home_page_of_the_other_language():
    request = RequestFactory().get("/redactie/nergens/te/vinden/")

    assert [address_in({"request": request}, language) for language in LANGUAGES] == ["/", "/en/"]
    assert [address_in({}, language) for language in LANGUAGES] == ["/", "/en/"]


def test_an_editors_page_gives_its_own_translations():
    request = RequestFactory().get("/over-ons/")
    context = {"request": request, "translations": {"nl": "/over-ons/"}}

    assert [address_in(context, language) for language in LANGUAGES] == ["/over-ons/", "/en/"]
