# SPDX-License-Identifier: EUPL-1.2
"""What the scripts save people, and that nothing needs them."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG_ENOUGH = "Why is it so quiet?"


@pytest.fixture
def page(chromium, live_server):
    page = chromium.new_page(base_url=live_server.url)
    complaints: list[str] = []
    page.on(
        "console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


def test_the_next_page_comes_without_a_page_load_and_takes_the_focus(page):
    page.goto("/list/")
    page.evaluate("window.sameDocument = true")

    page.click("a[rel=next]")
    page.wait_for_url("**/list/?page=2")

    assert page.locator("ol li").all_inner_texts() == ["number 4", "number 5", "number 6"]
    assert page.evaluate("[window.sameDocument, document.activeElement.dataset.part]") == [True, "list"]
    page.go_back()
    page.wait_for_function("document.querySelector('ol li')?.textContent === 'number 1'")


def test_the_next_page_comes_without_script_too(chromium, live_server):
    page = chromium.new_page(base_url=live_server.url, java_script_enabled=False)
    page.goto("/list/")

    page.click("a[rel=next]")

    assert page.locator("ol li").all_inner_texts() == ["number 4", "number 5", "number 6"]
    page.close()


def test_like_questions_come_while_somebody_writes_and_nothing_moves(page):
    page.goto("/ask/")
    below = page.locator("form button.button")
    before = below.bounding_box()

    page.fill("#id_mail", "somebody@example.org")
    page.locator("#id_words").press_sequentially(LONG_ENOUGH)
    page.wait_for_selector("[data-part=asked-before] p")

    answer = page.locator("[data-part=asked-before]")
    assert answer.inner_text() == f"like: ['words'] {LONG_ENOUGH}"
    assert answer.get_attribute("aria-live") == "polite"
    assert below.bounding_box() == before
    assert page.evaluate("document.activeElement.id") == "id_words"


def test_a_few_letters_are_not_sent_anywhere(page):
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto("/ask/")

    page.locator("#id_words").press_sequentially("Why so quiet")
    page.wait_for_timeout(900)

    assert sent == []


def test_errors_take_the_focus_without_script(chromium, live_server):
    page = chromium.new_page(base_url=live_server.url, java_script_enabled=False)
    page.goto("/ask/")

    page.click("form button.button")
    page.wait_for_selector(".error-summary:focus")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask/#id_words")

    assert page.locator("#id_words:focus").count() == 1
    page.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
@pytest.mark.parametrize("address", ["/everything/", "/ask/", "/list/", "/refused/not-now/"])
def test_no_page_scrolls_sideways(chromium, live_server, width, address):
    page = chromium.new_page(base_url=live_server.url, viewport={"width": width, "height": 800})
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/everything/", "/ask/", "/list/"])
def test_axe_finds_nothing(chromium, live_server, scheme, address):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = chromium.new_page(base_url=live_server.url, color_scheme=scheme)
    page.goto(address)
    if address == "/ask/":
        page.click("form button.button")

    assert [(v["id"], v["nodes"][0]["target"]) for v in axe.run(page).response["violations"]] == []
    page.close()


def test_the_menu_opens_on_a_phone_without_script(chromium, live_server):
    page = chromium.new_page(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    page.goto("/list/")
    link = page.locator(".site-nav a")
    assert not link.is_visible()

    page.click("header > div > .menu-button")

    assert link.is_visible()
    link.click()
    assert page.url.endswith("/plain/")
    page.close()
