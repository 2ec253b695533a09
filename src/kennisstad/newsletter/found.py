# SPDX-License-Identifier: EUPL-1.2
"""What a package tells the newsletter, and what of it a reader asked for. Plain Python."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar


@dataclass(frozen=True)
class Words:
    title: str
    words: str
    """In a sentence or three; may be empty."""
    address: str
    """Where it can be read: a path from the root, in the language of the words."""


@dataclass(frozen=True)
class Found:
    """One thing that happened, or that people can take part in.

    `settings.NEWSLETTER_SOURCES` names functions `(since: date, until: date) -> list[Found]`, both days
    counted along. They give every language they have words in, whatever language is active.
    """

    source: str
    """Unique and lasting, such as `question:12`: composing again knows it by this."""
    section: str
    """Which sections are reason enough to send an issue, `issues.NEWS` says."""
    texts: Mapping[str, Words]
    """By language; at least one."""
    districts: tuple[str, ...] = field(default=())
    """CBS codes of the districts it concerns; none means the whole city."""
    themes: tuple[str, ...] = field(default=())
    """Keys of themes; none means that it is for everybody."""


class Aimed(Protocol):
    @property
    def districts(self) -> Collection[str]: ...
    @property
    def themes(self) -> Collection[str]: ...


A = TypeVar("A", bound=Aimed)


def asked_for(things: Iterable[A], *, districts: Collection[str], themes: Collection[str]) -> list[A]:
    """Keep what a reader asked for, in the order given.

    Args:
        districts, themes: the reader's; none means all.

    What concerns the whole city, or no theme in particular, is for everybody.
    """
    return [one for one in things if _meets(one.districts, districts) and _meets(one.themes, themes)]


def _meets(concerned: Collection[str], wanted: Collection[str]) -> bool:
    return not concerned or not wanted or any(one in wanted for one in concerned)
