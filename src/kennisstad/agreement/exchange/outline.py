# SPDX-License-Identifier: EUPL-1.2
"""The outline of a Markdown document of ours: headings with lines under them, and quoted words per language.

What somebody wrote stands quoted (`> …`), behind a name (`- source: …`) or bold on one line, so that no
heading, fence or list in it is taken for one of ours; the marks of HTML and of links get a backslash.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kennisstad.lib.files import UnusableFile, shown

HEADING = re.compile(r"(#{1,4}) (.+)", re.DOTALL)
NAMED = re.compile(r"- ([a-z][a-z ]*): (.*)", re.DOTALL)
ITEM = re.compile(r"- (.+)", re.DOTALL)
BOLD = re.compile(r"\*\*(.*)\*\* \((nl|en)\)", re.DOTALL)
SPOKEN = re.compile(r"\((nl|en)\)")
LABEL = re.compile(r"\*([a-z][a-z ]*)\*")


@dataclass
class Part:
    """What stands under one heading: `- name: value` lines, other list items, words, and smaller parts."""

    heading: str
    depth: int
    line: int
    named: list[tuple[str, str]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    """Per language by label; the bold line is "title", what is quoted first "text"."""
    parts: list["Part"] = field(default_factory=list)


def escaped(text: str) -> str:
    return re.sub(r"[\\<\[]", r"\\\g<0>", text)


def unescaped(text: str) -> str:
    return re.sub(r"\\([\\<\[])", r"\1", text)


def quoted(text: str) -> str:
    """Write words as a quotation, line by line."""
    return "\n".join(f"> {line}" if line else ">" for line in escaped(text).split("\n"))


def spoken(words: Mapping[str, Mapping[str, str]], *, title: str, text: str) -> Iterator[str]:
    """Write what is said per language: a bold line, the main words quoted, then others under their label.

    Args:
        title: which of the words stands on the bold line; empty for none.
        text: which of the words is quoted first.
    """
    for language, said in words.items():
        yield f"**{escaped(said[title])}** ({language})" if title and said[title] else f"({language})"
        if said[text]:
            yield quoted(said[text])
        for name, more in said.items():
            if more and name not in (title, text):
                yield f"*{name.replace('_', ' ')}*"
                yield quoted(more)


def read(text: str) -> Part:
    """Read a document into its parts; the first holds all.

    Raises:
        UnusableFile: a line is none of these; the message gives its number.
    """
    reader = _Reader()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        reader.take(number, line)
    return reader.whole


class _Reader:
    def __init__(self) -> None:
        self.whole = Part("", 0, 0)
        self._open = [self.whole]
        self._language = ""
        self._label = ""
        self._is_quoting = False

    def take(self, number: int, line: str) -> None:
        if line.startswith(">"):
            self._quote(number, line[2:] if line.startswith("> ") else line[1:])
            return
        self._is_quoting = False
        if not line.strip() or line.startswith("<!--"):
            return
        for form, then in self._forms:
            if found := form.fullmatch(line.rstrip(" \t") if form is not NAMED else line):
                then(self, number, *found.groups())
                return
        raise UnusableFile(f"Line {number} is none that an agreement has: {shown(line)!r}.")

    def _heading(self, number: int, marks: str, text: str) -> None:
        part = Part(unescaped(text), len(marks), number)
        while self._open[-1].depth >= part.depth:
            self._open.pop()
        self._open[-1].parts.append(part)
        self._open.append(part)
        self._language = self._label = ""

    def _named(self, _number: int, name: str, value: str) -> None:
        self._open[-1].named.append((name, unescaped(value)))

    def _item(self, _number: int, text: str) -> None:
        self._open[-1].items.append(unescaped(text))

    def _title(self, number: int, text: str, language: str) -> None:
        self._speak(number, language)
        self._say(number, "title", unescaped(text))

    def _speak(self, number: int, language: str) -> None:
        if language in self._open[-1].words:
            raise UnusableFile(f"Line {number} says a second time what stands there in {language}.")
        self._open[-1].words[language] = {}
        self._language, self._label = language, "text"

    def _under(self, number: int, label: str) -> None:
        if not self._language:
            raise UnusableFile(f"Line {number}: say first in which language, as (nl) or (en).")
        self._label = label.replace(" ", "_")

    def _say(self, number: int, label: str, text: str) -> None:
        said = self._open[-1].words[self._language]
        if label in said:
            raise UnusableFile(f"Line {number} says a second time the {label} in {self._language}.")
        said[label] = text

    def _quote(self, number: int, text: str) -> None:
        if not self._language:
            raise UnusableFile(f"Line {number}: say first in which language, as (nl) or (en).")
        if self._is_quoting:
            self._open[-1].words[self._language][self._label] += f"\n{unescaped(text)}"
        else:
            self._say(number, self._label, unescaped(text))
        self._is_quoting = True

    _forms = (
        (HEADING, _heading),
        (BOLD, _title),
        (SPOKEN, _speak),
        (LABEL, _under),
        (NAMED, _named),
        (ITEM, _item),
    )
