# SPDX-License-Identifier: EUPL-1.2
"""A real HTTP server on loopback that answers as an institution's endpoint or OpenAlex does, also badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, TypeVar
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Endpoint:
    """Serves lists of education by path; `trouble` may answer instead, given the path and the page number."""

    base: ClassVar = "/v6"
    lists: dict[str, list[Any]]
    page_size: int = 2
    trouble: Callable[[str, int], Answer | None] = lambda path, page: None
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def answer(self, target: str, headers: dict[str, str]) -> Answer:
        self.asked.append(target)
        self.headers.append(headers)
        parts = urlsplit(target)
        page = int(parse_qs(parts.query).get("pageNumber", ["1"])[0])
        path = parts.path.removeprefix("/v6/")
        return self.trouble(path, page) or self.page(path, page)

    def page(self, path: str, page: int) -> Answer:
        if path not in self.lists:
            return 404, {}, b'{"status": 404}'
        items, first = self.lists[path], (page - 1) * self.page_size
        body = {
            "pageSize": self.page_size,
            "pageNumber": page,
            "hasPreviousPage": page > 1,
            "hasNextPage": first + self.page_size < len(items),
            "items": items[first : first + self.page_size],
        }
        return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()


def lists_of(bundle: dict[str, Any]) -> dict[str, list[Any]]:
    """Lay a bundle of version 6 out as an endpoint does: offerings under their course."""
    lists = {
        "organisations": bundle["organisations"],
        "academic-sessions": bundle["academicSessions"],
        "courses": bundle["courses"],
    }
    for course in bundle["courses"]:
        found = [each for each in bundle["courseOfferings"] if each["courseId"] == course["courseId"]]
        lists[f"courses/{course['courseId']}/course-offerings"] = found
    return lists


@dataclass
class OpenAlex:
    """Serves one list of works; `trouble` may answer instead, given the cursor and how often it came."""

    base: ClassVar = "/works"
    items: list[Any]
    page_size: int = 2
    trouble: Callable[[str, int], Answer | None] = lambda cursor, times: None
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    address: str = ""

    def answer(self, target: str, headers: dict[str, str]) -> Answer:
        query = parse_qs(urlsplit(target).query)
        cursor = query.get("cursor", [""])[0]
        self.asked.append(query)
        times = sum(one.get("cursor", [""])[0] == cursor for one in self.asked)
        return self.trouble(cursor, times) or self.page(cursor)

    def page(self, cursor: str) -> Answer:
        """The last page names a cursor too, as OpenAlex does; the one after it is empty."""
        first = 0 if cursor == "*" else int(cursor)
        items = self.items[first : first + self.page_size]
        meta = {"count": len(self.items), "next_cursor": str(first + self.page_size) if items else None}
        return 200, {}, json.dumps({"meta": meta, "results": items}).encode()


Some = TypeVar("Some", Endpoint, OpenAlex)


@contextmanager
def served(endpoint: Some) -> Iterator[Some]:
    """Serve until the block ends; `address` then names where its lists begin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = endpoint.answer(self.path, dict(self.headers))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    endpoint.address = f"http://127.0.0.1:{server.server_port}{endpoint.base}"
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
