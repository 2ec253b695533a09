# SPDX-License-Identifier: EUPL-1.2
"""Records as tables of plain values, and back: the fields of a record are the schema of its table."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from kennisstad.agreement.exchange.record import LANGUAGES, ONE_LINE, WORDS, Texts
from kennisstad.lib.cleaning import cleaned, one_line
from kennisstad.lib.files import UnusableFile, shown

T = TypeVar("T")
Plain = dict[str, Any]


def as_plain(record: Any) -> Plain:
    """Write a record as names with texts, numbers, truths, lists and tables; what is as usual is left out."""
    said: Plain = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name == "texts":
            said[field.name] = _said(value)
        elif field.default is MISSING or value != field.default:
            said[field.name] = _plain(value)
    return said


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return as_plain(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return number(value) if isinstance(value, Decimal) else value


def number(value: Decimal) -> str:
    """Write a number without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _said(texts: Texts) -> Plain:
    return {language: {name: said for name, said in texts[language].items() if said} for language in texts}


def from_plain(shape: type[T], said: object, where: str) -> T:
    """Fit a table of plain values into a record, its words made fit to be stored.

    Args:
        where: what is read, for the sentence.
    Raises:
        UnusableFile: a name is unknown, missing or its value of the wrong kind; the message says where.
    """
    given = _is(dict, said, where)
    needed, hints = _schema(cast("Any", shape))
    if unknown := sorted(given.keys() - hints.keys(), key=str):
        raise UnusableFile(f"{where} has an unknown name: {shown(unknown[0])!r}.")
    if missing := [name for name in needed if name not in given]:
        raise UnusableFile(f"{where} does not say its {missing[0]}.")
    return shape(**{name: _fit(shape, name, hints[name], given[name], where) for name in given})


@cache
def _schema(shape: Any) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    needed = tuple(one.name for one in fields(shape) if one.default is MISSING)
    return needed, get_type_hints(shape)


def _fit(record: type, name: str, shape: Any, said: object, where: str) -> Any:
    place = f"{where}, {name}"
    if name == "texts":
        return tidy(record, said, place)
    origin = get_origin(shape)
    if origin in (Union, types.UnionType):
        return None if said is None else _value(get_args(shape)[0], said, place)
    if origin is tuple:
        of_these, many = get_args(shape)[0], _is(list, said, place)
        return tuple(from_plain(of_these, one, f"{place} {n}") for n, one in enumerate(many, start=1))
    return _value(shape, said, place)


def _value(shape: Any, said: object, where: str) -> Any:
    if is_dataclass(shape):
        return from_plain(shape, said, where)  # type: ignore[arg-type]
    if shape is date:
        return day(said, where)
    if shape is Decimal:
        return decimal(said, where)
    return one_line(_is(str, said, where)) if shape is str else _is(shape, said, where)


def tidy(record: type, said: object, where: str) -> Texts:
    """Give what a record says per language, made fit to be stored; what is silent is left out.

    Line ends become newlines; control characters, halves of characters, overrides of direction and blanks at
    both ends go.
    Raises:
        UnusableFile: it has a language or word that we do not know, or something that is no text.
    """
    texts: dict[str, dict[str, str]] = {}
    for language, words in _is(dict, said, where).items():
        if language not in LANGUAGES:
            raise UnusableFile(f"{where}: the language {shown(language)!r} is none of nl and en.")
        given = _is(dict, words, f"{where} in {language}")
        if unknown := sorted(given.keys() - set(WORDS[record]), key=str):
            raise UnusableFile(f"{where} has an unknown name: {shown(unknown[0])!r}.")
        fit = {name: _word(name, given.get(name, ""), where) for name in WORDS[record]}
        if any(fit.values()):
            texts[language] = fit
    return {language: texts[language] for language in LANGUAGES if language in texts}


def _word(name: str, said: object, where: str) -> str:
    text: str = _is(str, said, f"{where}, {name}")
    return one_line(text) if name in ONE_LINE else cleaned(text)


def day(said: object, where: str) -> date:
    """Read a day, written as 2027-04-15.

    Raises:
        UnusableFile: it is none.
    """
    if type(said) is date:
        return said
    try:
        if isinstance(said, str) and len(said) == len("2027-04-15"):
            return date.fromisoformat(said)
    except ValueError:
        pass
    raise UnusableFile(f"{where}: {shown(said)!r} is no day; write it as 2027-04-15.")


def decimal(said: object, where: str) -> Decimal:
    """Read a number with a point, of at most eleven digits before it and four behind: SQLite keeps
    fifteen digits, and Django cannot read back what has more.

    Raises:
        UnusableFile: it is none, or too large or too precise to be kept.
    """
    try:
        if type(said) in (str, int, Decimal) and len(str(said)) <= 40:
            value = Decimal(str(said))
            if value.is_finite() and value.copy_abs() < 10**11 and value == round(value, 4):
                return value
    except ArithmeticError:
        pass
    raise UnusableFile(
        f"{where}: {shown(said)!r} is no number to keep; write it as 1234.5, with 4 decimals at most."
    )


def _is(kind: type, said: object, where: str) -> Any:
    if type(said) is not kind:
        raise UnusableFile(f"{where}: {shown(said)!r} is no {_NAMES[kind]}.")
    return said


_NAMES = {dict: "table", list: "list", str: "text", int: "whole number", bool: "true or false"}
