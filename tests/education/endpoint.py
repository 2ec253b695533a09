# SPDX-License-Identifier: EUPL-1.2
"""A real HTTP server on loopback that answers as an institution's endpoint does, also when it fails."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Endpoint:
    """Serves lists by path; `trouble` may answer in place of it, given the path and the page number."""

    lists: dict[str, list[Any]]
    page_size: int = 2
    trouble: Callable[[str, int], Answer | None] = lambda path, page: None
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def answer(self, target: str) -> Answer:
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


@contextmanager
def served(endpoint: Endpoint) -> Iterator[Endpoint]:
    """Serve until the block ends; `address` then names the server."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            endpoint.asked.append(self.path)
            endpoint.headers.append(dict(self.headers))
            status, headers, body = endpoint.answer(self.path)
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
    endpoint.address = f"http://127.0.0.1:{server.server_port}/v6"
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
