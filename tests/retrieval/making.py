# SPDX-License-Identifier: EUPL-1.2
"""Small documents for tests of the index."""

from kennisstad.retrieval import Document, Hit, Text


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def make(id_: str, title: str, body: str = "", kind: str = "course") -> Document:
    return Document(id_, kind, {"nl": Text(title, body)})
