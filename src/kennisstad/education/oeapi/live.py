# SPDX-License-Identifier: EUPL-1.2
"""A live source: an institution's own endpoint, walked page by page."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

from kennisstad.education.oeapi.pages import Page
from kennisstad.education.oeapi.records import Kind
from kennisstad.education.oeapi.versions import SPELLING, Version, spoken_by
from kennisstad.lib.calling import Answer, Caller, insist
from kennisstad.lib.sources import BrokenOff, Unreadable

PAGE_SIZE = 250
MOST_PAGES = 4_000


@dataclass
class Live:
    """The lists of one endpoint; `since` asks for offerings that started earlier than today, too."""

    caller: Caller
    version: Version
    since: date
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    by_course: bool = True

    @property
    def name(self) -> str:
        return self.caller.url

    @property
    def fingerprint(self) -> str:
        return self.caller.fingerprint

    def pages(self, kind: Kind, *, first: int = 1, course_id: str = "") -> Iterator[Page]:
        for number in range(first, first + MOST_PAGES):
            page = self._page(kind, number, course_id)
            yield page
            if page.last:
                return
        raise BrokenOff(f"The list of {kind} has no end: {MOST_PAGES} pages were read.")

    def _page(self, kind: Kind, number: int, course_id: str) -> Page:
        path = SPELLING[self.version].paths[kind]
        query = {"pageSize": str(PAGE_SIZE), "pageNumber": str(number)}
        if kind is Kind.OFFERINGS:
            path = f"courses/{quote(course_id, safe='')}/{path}"
            moment = "T00:00:00Z" if self.version is Version.V6 else ""
            query["since"] = f"{self.since}{moment}"
        answer = insist(self.caller, path, query, sleep=self.sleep)
        if answer.status == 404 and kind is not Kind.COURSES and number == 1:
            return Page(number, [], last=True, gap=f"The source has no list of {kind}.")
        return _page(answer, number, path)


def open_live(
    caller: Caller,
    *,
    version: Version | None,
    since: date,
    sleep: Callable[[float], None] = time.sleep,
) -> Live:
    """Begin a walk; without a version, find out which one the endpoint speaks.

    Raises:
        BrokenOff: it does not answer.
        Unreadable: it does not speak either.
    """
    # Somebody may give the address of the list itself.
    caller.path = caller.path.removesuffix("/courses")
    return Live(caller, version or _spoken(caller, sleep), since, sleep)


def _spoken(caller: Caller, sleep: Callable[[float], None]) -> Version:
    for version in (Version.V6, Version.V5):
        path = SPELLING[version].paths[Kind.ORGANISATIONS]
        if insist(caller, path, {"pageSize": "10", "pageNumber": "1"}, sleep=sleep).status == 200:
            return version
    answer = insist(caller, "courses", {"pageSize": "10", "pageNumber": "1"}, sleep=sleep)
    found = spoken_by(_page(answer, 1, "courses").items)
    if found is None:
        raise Unreadable(f"{caller.url} may be version 5 or 6 of the standard: say which with --version.")
    return found


def _page(answer: Answer, number: int, path: str) -> Page:
    if answer.status in (401, 403):
        raise BrokenOff(f"The source answers {answer.status} for {path}: it wants another token.")
    if answer.status != 200:
        raise BrokenOff(f"The source answers {answer.status} for {path}.")
    body = answer.json()
    items = body.get("items")
    if not isinstance(items, list):
        raise BrokenOff(f"The source's answer for {path}, page {number}, has no items.")
    return Page(number, items, last=not _goes_on(body, items, number, path))


def _goes_on(body: Mapping[str, Any], items: list[Any], number: int, path: str) -> bool:
    said = body.get("pageNumber")
    if isinstance(said, int) and said != number:
        raise BrokenOff(f"The source gave page {said} of {path} when asked for page {number}.")
    goes_on = body.get("hasNextPage") is True
    if goes_on and not items:
        raise BrokenOff(f"Page {number} of {path} is empty and yet says that more follows.")
    return goes_on
