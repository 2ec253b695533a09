# SPDX-License-Identifier: EUPL-1.2
"""Records that somebody hands us, as text or in a file: nothing is looked up."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kennisstad.mail.deliverability.records import Answer, Standing, Type

MOST_NAMES = 10_000
Values = tuple[str, ...]


class NotRecords(ValueError):
    """The file holds no records that we can read."""


@dataclass(frozen=True)
class Given:
    """Knows what it was given."""

    known: Mapping[tuple[str, Type], Values]
    whole: str = ""
    """A domain of which everything was given: what is not there does not exist."""

    def get(self, name: str, kind: Type) -> Answer:
        name = name.lower().removesuffix(".")
        if values := self.known.get((name, kind)):
            return Answer(Standing.FOUND, values)
        inside = self.whole and (name == self.whole or name.endswith(f".{self.whole}"))
        return Answer(Standing.NONE if inside else Standing.NOT_GIVEN)


def from_json(text: str, domain: str) -> Given:
    """Read `{"city.example": ["v=spf1 …"], "mx.city.example": {"A": ["192.0.2.1"]}}`, a whole domain.

    Raises:
        NotRecords: it is not written so.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotRecords("This is no JSON.") from error
    if not isinstance(document, dict) or len(document) > MOST_NAMES:
        raise NotRecords(f"This is no list of names with records, or it has more than {MOST_NAMES} names.")
    known = {
        (name.lower().removesuffix("."), kind): values
        for name, found in document.items()
        for kind, values in _by_type(name, found)
    }
    return Given(known, domain.lower())


def _by_type(name: str, found: object) -> Iterator[tuple[Type, Values]]:
    listed = found if isinstance(found, dict) else {"TXT": found}
    for kind, values in listed.items():
        texts = [values] if isinstance(values, str) else values
        if (
            kind not in [*Type]
            or not isinstance(texts, list)
            or not all(isinstance(one, str) for one in texts)
        ):
            raise NotRecords(
                f"{name[:80]!r} has records that are no text, or of another type than {[*Type]}."
            )
        yield Type(kind), tuple(texts)
