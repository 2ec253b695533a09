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
        elif pattern.name and pattern.callback.__module__.startswith("kennisstad."):
            yield Named(f"{names}{pattern.name}", filled | holes)


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


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


def test_dutch_stands_at_the_root_and_english_under_en():
    assert [one.name for one in OURS if address(one, "nl").startswith(("/en/", "/nl/"))] == []
    assert [one.name for one in OURS if not address(one, "en").startswith("/en/")] == []


@pytest.mark.parametrize(
    ("name", "filled", "dutch", "english"),
    [
        ("website:home", {}, "/", "/en/"),
        ("citylab:questions", {}, "/vragen/", "/en/questions/"),
        ("citylab:ask", {}, "/vragen/stellen/", "/en/questions/ask/"),
        ("citylab:question", {"pk": 7}, "/vragen/7/", "/en/questions/7/"),
        ("citylab:find", {}, "/volgen/", "/en/follow/"),
        ("citylab:withdraw", {"code": "tulp"}, "/volgen/tulp/intrekken/", "/en/follow/tulp/withdraw/"),
        ("website:neighbourhoods", {}, "/wijken/", "/en/neighbourhoods/"),
        ("website:projects", {}, "/projecten/", "/en/projects/"),
        ("website:results", {}, "/resultaten/", "/en/results/"),
        ("website:partners", {}, "/partners/", "/en/partners/"),
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
