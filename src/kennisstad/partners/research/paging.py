# SPDX-License-Identifier: EUPL-1.2
"""The OpenAlex API, walked with a cursor; or a saved file at an address."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kennisstad.lib.calling import Answer, Caller, insist
from kennisstad.lib.sources import BrokenOff, Unreadable
from kennisstad.partners.research.batches import Batch, from_bytes, is_page, results_of

PAGE_SIZE = 100
PACE_S = 0.1
"""Between pages: OpenAlex asks for at most ten calls a second."""
MOST_PAGES = 100_000
MOST_RESULTS = 1_000
"""More on one page than a list that was asked for a hundred ever gives."""
SAVED = (".json", ".jsonl", ".ndjson")
ROR_FILTERS = {"works": "authorships.institutions.ror", "authors": "last_known_institutions.ror"}
"""How each list is narrowed to one institution."""

Sleep = Callable[[float], None]


def from_address(
    url: str, *, ror: str = "", allow_local: bool = False, sleep: Sleep = time.sleep
) -> Iterator[Batch]:
    """Give the pages of a list of OpenAlex, or what a saved file at this address holds.

    Args:
        ror: ask for what belongs to this institution only.
        allow_local: call a server inside our own network, too.
    Raises:
        Refused, Unreadable: the address may not be called, or gives something else.
        BrokenOff: it stops answering, or goes round in circles.
    """
    caller = Caller(_narrowed(url, ror) if ror else url, allow_local=allow_local)
    if urlsplit(url).path.endswith(SAVED):
        return from_bytes(_answer(caller, {}, sleep, "The address").body)
    return _pages(caller, sleep)


def _pages(caller: Caller, sleep: Sleep) -> Iterator[Batch]:
    cursor, seen = "*", set[str]()
    for number in range(1, MOST_PAGES + 1):
        seen.add(cursor)
        page = _page(caller, cursor, number, sleep)
        yield list(results_of(page, f"page {number}"))
        cursor = _next(page, number)
        # The last page may still name a cursor: then the next one is empty.
        if not cursor or not page["results"]:
            return
        if cursor in seen:
            raise BrokenOff(f"Page {number} of the source leads back to a page that was read before.")
        sleep(PACE_S)
    raise BrokenOff(f"The list has no end: {MOST_PAGES} pages were read.")


def _page(caller: Caller, cursor: str, number: int, sleep: Sleep) -> Mapping[str, Any]:
    query = {"per-page": str(PAGE_SIZE), "cursor": cursor}
    page = _answer(caller, query, sleep, f"Page {number} of the source").json()
    if not is_page(page):
        raise BrokenOff(f"Page {number} of the source has no results.")
    if len(page["results"]) > MOST_RESULTS:
        raise BrokenOff(f"Page {number} of the source holds more than {MOST_RESULTS:,} results.")
    return page


def _next(page: Mapping[str, Any], number: int) -> str:
    meta = page.get("meta")
    cursor = meta.get("next_cursor") if isinstance(meta, Mapping) else None
    if cursor is None:
        return ""
    if not isinstance(cursor, str) or len(cursor) > 4_000:
        raise BrokenOff(f"Page {number} of the source names a next page that cannot be asked for.")
    return cursor


def _answer(caller: Caller, query: Mapping[str, str], sleep: Sleep, what: str) -> Answer:
    answer = insist(caller, "", query, sleep=sleep)
    if answer.status == 200:
        return answer
    problem = f"{what} cannot be had: it {answer.problem}."
    raise (Unreadable if query.get("cursor", "*") == "*" else BrokenOff)(problem)


def _narrowed(url: str, ror: str) -> str:
    """Add the institution to the filter of an address of OpenAlex."""
    parts = urlsplit(url)
    if (name := ROR_FILTERS.get(parts.path.rstrip("/").rpartition("/")[2])) is None:
        return url
    query = dict(parse_qsl(parts.query))
    query["filter"] = ",".join(filter(None, [query.get("filter", ""), f"{name}:{ror}"]))
    return urlunsplit(parts._replace(query=urlencode(query)))
