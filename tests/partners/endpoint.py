# SPDX-License-Identifier: EUPL-1.2
"""A real HTTP server on loopback that pages with a cursor as OpenAlex does, also when it fails."""

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
    """Serves one list; `trouble` may answer in place of it, given the cursor and how often it came."""

    items: list[Any]
    page_size: int = 2
    trouble: Callable[[str, int], Answer | None] = lambda cursor, times: None
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    address: str = ""

    def answer(self, target: str) -> Answer:
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


@contextmanager
def served(endpoint: Endpoint) -> Iterator[Endpoint]:
    """Serve until the block ends; `address` then names the list of works."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
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
    endpoint.address = f"http://127.0.0.1:{server.server_port}/works"
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
