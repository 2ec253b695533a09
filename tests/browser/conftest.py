# SPDX-License-Identifier: EUPL-1.2
"""A browser for all tests of a process, and a page that watches what it passes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from kennisstad.citylab import indexing


class Walker:
    """Somebody with a browser; every page passed is checked for access, width, complaints and strangers."""

    def __init__(self, browser: Browser, address: str, *, script: bool, width: int) -> None:
        self.context = browser.new_context(
            java_script_enabled=script, viewport={"width": width, "height": 900}, base_url=address
        )
        self.script, self.address, self.complaints = script, address, list[str]()
        self.page: Page = self.context.new_page()
        self.page.on("request", self._note_stranger)
        self.page.on("console", self._note_complaint)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        # axe is script: where the visitor has none, a second browser looks at the same HTML.
        self.reader = self.page if script else browser.new_page(viewport={"width": width, "height": 900})

    def _note_stranger(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"asked {request.url}")

    def _note_complaint(self, message: Any) -> None:
        # A refused form is answered with its own status, which Chromium logs as an error.
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def go(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        self.look()

    def follow(self, link: Locator) -> None:
        link.first.click()
        self.page.wait_for_load_state()
        self.look()

    def send(self, form: Locator, /, **fields: str) -> None:
        """Open the form if it is folded, fill it in by field name, and press its first own button."""
        self.unfold(form)
        for name, value in fields.items():
            field = form.locator(f"[name={name}]").first
            kind = field.evaluate("e => e.type") if self.script else field.get_attribute("type")
            if kind in ("checkbox", "radio"):
                form.locator(f"[name={name}][value='{value}']").first.check()
            elif field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        # A button that names another form only stands in this one.
        self.press(form.locator("button:not([form])").first)
        self.look()

    def press(self, button: Locator) -> None:
        """Press the button of a form, and wait while the device does its sum for a form for everyone."""
        proves = self.script and button.locator("xpath=ancestor::form//input[@data-challenge]").count()
        if proves:
            with self.page.expect_navigation():
                button.click()
        else:
            button.click()
        self.page.wait_for_load_state()

    def unfold(self, form: Locator) -> None:
        folded = form.locator("xpath=ancestor::details[not(@open)]")
        for turn in range(folded.count()):
            folded.nth(turn).locator("summary").first.click()

    def form_with(self, field: str) -> Locator:
        return self.page.locator(f"main form:has([name={field}])").first

    def look(self) -> None:
        """Hold the page that is open to what every page must be."""
        assert self.faults() == [], self.page.url

    def faults(self) -> list[str]:
        """Say what of the page that is open is not as every page must be."""
        found, page = list(self.complaints), self.reader
        if not self.script:
            page.goto("about:blank")
            page.set_content(self._with_styles())
        # What axe itself does on the page (inline styles, asking for style sheets) is not ours to answer for.
        violations = Axe().run(page, options={"preload": False}).response["violations"]
        self.complaints.clear()
        found += [f"{v['id']}: {[n['target'] for n in v['nodes']][:3]}" for v in violations]
        return found + self.sideways()

    def sideways(self) -> list[str]:
        wide, seen = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        return [f"scrolls sideways: {wide} of {seen}"] if wide > seen else []

    def _with_styles(self) -> str:
        """The same page for the reader with script: its addresses made whole."""
        return self.page.content().replace("<head>", f'<head><base href="{self.address}/">', 1)


@pytest.fixture
def walker(browser: Browser, live_server: Any) -> Iterator[Callable[..., Walker]]:
    """Make walkers for this test's server."""
    made: list[Walker] = []

    def make(**how: Any) -> Walker:
        made.append(Walker(browser, live_server.url, **how))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
        if not one.script:
            one.reader.close()


@pytest.fixture(autouse=True)
def _as_people_fill_in(everybody_is_trusted: None) -> None:
    """Of who is not trusted, test_contact.py tells."""


@pytest.fixture(autouse=True)
def _index_of_our_own(tmp_path: Path, settings: Any, transactional_db: None) -> Iterator[None]:
    settings.KENNISSTAD_HOME = tmp_path
    indexing.rebuild()
    yield
    indexing.index.cache_clear()
