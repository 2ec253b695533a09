# SPDX-License-Identifier: EUPL-1.2
"""A resident finds the neighbourhood by postcode and prints the poster; a keyboard walks the map."""

from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader

from kennisstad.config.settings import PACKAGE
from kennisstad.website.actions import lay_out
from tests.browser.keyboard import FOCUSED, fill_in, press, reach, skip_to_the_content, walk_through
from tests.making import make_question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DATA = PACKAGE / "demo" / "data"
WIDE, NARROW = 1280, 390
HOME = {"nl": "/", "en": "/en/"}
ROOT = {"nl": "/wijken/", "en": "/en/neighbourhoods/"}


@pytest.fixture(autouse=True)
def city():
    quiet = StringIO()
    call_command("import_city", str(DATA / "city.toml"), stdout=quiet)
    call_command("import_districts", str(DATA / "districts" / "leiden-wijken-2022.geojson"), stdout=quiet)
    call_command("import_postcodes", str(DATA / "postcodes.csv"), stdout=quiet)
    lay_out("Leiden", at=timezone.now())


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_resident_finds_the_neighbourhood_by_postcode_and_prints_the_poster(walker, language, script):
    me, root = walker(script=script, width=NARROW), ROOT[language]
    me.go(root)

    me.send(me.form_with("postcode"), postcode="1012 AB")
    assert me.page.locator("#postcode-problem").count() == 1
    assert me.page.locator("[name=postcode]").input_value() == "1012 AB"
    me.send(me.form_with("postcode"), postcode="2317 ab")
    assert me.page.url.endswith(f"{root}merenwijkdistrict/")
    me.follow(me.page.locator("a[href$='/merenwijkdistrict/poster/']"))
    file = me.page.locator("a[href$='poster.pdf?size=a3']").get_attribute("href")

    (sheet,) = PdfReader(BytesIO(me.context.request.get(file).body())).pages
    assert (round(sheet.mediabox.width), "Merenwijkdistrict" in sheet.extract_text()) == (842, True)
    me.page.emulate_media(media="print")
    assert me.page.locator(".poster").is_visible()
    assert not me.page.locator(".site-header").is_visible()
    assert me.context.cookies() == []


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize(("language", "width"), [("nl", NARROW), ("en", WIDE)])
def test_a_resident_comes_from_the_home_page_to_the_poster_by_keyboard(walker, language, width):
    me = walker(script=True, width=width)
    me.page.emulate_media(reduced_motion="reduce")
    me.go(HOME[language])
    walk_through(me)
    skip_to_the_content(me)

    fill_in(me, me.form_with("postcode"), postcode="2317 ab")
    press(me, me.form_with("postcode").locator("button"))
    assert me.page.url.endswith(f"{ROOT[language]}merenwijkdistrict/")
    skip_to_the_content(me)
    press(me, me.page.locator("main a[href$='/merenwijkdistrict/poster/']"))
    reach(me, me.page.locator("a[href$='poster.pdf?size=a4']"))
    assert me.page.evaluate(FOCUSED)["seen"]
    me.page.keyboard.press("Enter")
    me.page.wait_for_url("**/poster.pdf?size=a4")

    (sheet,) = PdfReader(BytesIO(me.context.request.get(me.page.url).body())).pages
    assert (round(sheet.mediabox.width), "Merenwijkdistrict" in sheet.extract_text()) == (595, True)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_keyboard_chooses_a_layer_and_opens_a_district_from_the_map(walker, language, script):
    make_question()
    me = walker(script=script, width=WIDE)
    me.go(ROOT[language])
    me.page.locator(".layers a[href='?layer=asked']").focus()
    me.page.keyboard.press("Enter")
    me.page.wait_for_url("**/?layer=asked")
    me.look()

    first = me.page.locator(".city-map__district").first
    first.focus()
    me.page.keyboard.press("Tab")
    name = me.page.evaluate("document.activeElement.querySelector('title').textContent")
    me.page.keyboard.press("Enter")
    me.page.wait_for_load_state()
    assert name.partition(":")[0] in me.page.locator("h1").inner_text()
    me.look()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_large_map_moves_comes_nearer_and_leads_to_districts_by_keyboard(walker, width):
    me = walker(script=True, width=width)
    me.go("/en/neighbourhoods/?layer=asked")
    scripts = "performance.getEntriesByType('resource').filter(one => one.name.includes('leaflet')).length"
    assert me.page.evaluate(scripts) == 0

    me.page.get_by_role("button", name="Enlarge the map").press("Enter")
    large = me.page.locator(".city-map__large")
    large.wait_for()
    me.page.wait_for_function("document.activeElement.classList.contains('city-map__large')")
    assert not me.page.locator(".city-map > svg").is_visible()
    assert large.locator("path[role=link]").count() == 10
    assert "CBS" in large.locator(".leaflet-control-attribution").inner_text()
    me.look()
    before = large.locator("path").first.bounding_box()
    me.page.keyboard.press("+")
    me.page.wait_for_timeout(600)
    assert large.locator("path").first.bounding_box()["width"] > before["width"]
    large.locator("path[aria-label^='Merenwijkdistrict']").focus()
    me.page.keyboard.press("Enter")
    me.page.wait_for_url("**/merenwijkdistrict/")


def extent(paths) -> float:
    """Give the height of the whole city as drawn."""
    boxes = [path.bounding_box() for path in paths.all()]
    return max(box["y"] + box["height"] for box in boxes) - min(box["y"] for box in boxes)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_large_map_is_no_smaller_and_writes_names_where_the_small_one_does(walker, width):
    me = walker(script=True, width=width)
    me.page.set_viewport_size({"width": width, "height": 1000})
    me.go("/wijken/")
    small = extent(me.page.locator(".city-map__district path"))
    me.page.locator(".city-map__tools button").click()
    large = me.page.locator(".city-map__large")
    large.locator("path[role=link]").nth(9).wait_for()

    assert extent(large.locator("path")) >= 0.95 * small
    label = large.locator(".leaflet-tooltip", has_text="Leiden").first
    # Ours has the last word: no white box around it, and a name only where there is room.
    assert label.evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert label.locator(".city-map__name").is_visible() == (width == WIDE)
    assert label.locator(".city-map__number").is_visible() == (width == NARROW)


def test_the_large_map_closes_again_and_paper_shows_the_small_one(walker):
    me = walker(script=True, width=WIDE)
    me.go("/wijken/")
    button = me.page.locator(".city-map__tools button")
    button.click()
    me.page.locator(".city-map__large").wait_for()

    me.page.emulate_media(media="print")
    assert me.page.locator(".city-map > svg").is_visible()
    assert not me.page.locator(".city-map__large").is_visible()
    me.page.emulate_media(media="screen")
    button.click()
    assert me.page.locator(".city-map__large").count() == 0
    assert me.page.locator(".city-map > svg").is_visible()


def test_where_the_outlines_cannot_be_fetched_the_small_map_stays(walker):
    me = walker(script=True, width=WIDE)
    me.page.route("**/outlines.json", lambda route: route.abort())
    me.go("/en/neighbourhoods/")

    me.page.get_by_role("button", name="Enlarge the map").click()

    me.page.get_by_text("The large map could not be fetched.").wait_for()
    assert me.page.locator(".city-map > svg").is_visible()
