# SPDX-License-Identifier: EUPL-1.2
"""Fit what a YAML file says into dataclasses: the dataclass is the schema, and nothing else may be said."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

T = TypeVar("T")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Misshapen(ValueError):
    """A file says something it should not, or leaves something out; the message says where."""


def read(file: Path, shape: type[T]) -> T:
    """Read a YAML file that has exactly this shape.

    Raises:
        Misshapen: it is no YAML, or a name is unknown, missing or of the wrong kind.
    """
    try:
        # Safe: the loader is one of the two safe ones.
        said = yaml.load(file.read_text("utf-8"), Loader=_LOADER)  # noqa: S506
    except yaml.YAMLError as error:
        raise Misshapen(f"{file.name} is not YAML: {error}") from error
    fitted: T = fit(shape, said, file.name)
    return fitted


def fit(shape: Any, said: object, where: str) -> Any:
    """Fit a value into a dataclass, tuple[X, ...], Mapping[str, X], Literal, X | None or plain type.

    Raises:
        Misshapen: it does not fit.
    """
    origin = get_origin(shape)
    if is_dataclass(shape):
        return _record(shape, said, where)
    if origin is Literal:
        return _one_of(get_args(shape), said, where)
    if origin in (Union, types.UnionType):
        return None if said is None else fit(get_args(shape)[0], said, where)
    if origin is tuple:
        of_these = get_args(shape)[0]
        return tuple(fit(of_these, one, f"{where}[{n}]") for n, one in enumerate(_is(list, said, where)))
    if origin is Mapping:
        key_shape, of_these = get_args(shape)
        return _table(key_shape, of_these, said, where)
    return _is(shape, said, where)


def _record(shape: Any, said: object, where: str) -> Any:
    given, hints = _is(dict, said, where), get_type_hints(shape)
    needed = {one.name for one in fields(shape) if one.default is MISSING}
    if wrong := sorted(given.keys() - hints.keys(), key=str):
        raise Misshapen(f"{where}: unknown name {wrong[0]!r}")
    if missing := sorted(needed - given.keys()):
        raise Misshapen(f"{where}: {missing[0]!r} is missing")
    return shape(**{name: fit(hints[name], value, f"{where}.{name}") for name, value in given.items()})


def _table(key_shape: Any, shape: Any, said: object, where: str) -> dict[str, Any]:
    """Fit a table; where its keys are a Literal, such as the languages, each of them must be there."""
    given = _is(dict, said, where)
    for key in given:
        fit(key_shape, key, f"{where}, the name {key!r}")
    if get_origin(key_shape) is Literal and (missing := set(get_args(key_shape)) - given.keys()):
        raise Misshapen(f"{where}: {min(missing)!r} is missing")
    return {key: fit(shape, value, f"{where}.{key}") for key, value in given.items()}


def _one_of(choices: tuple[Any, ...], said: object, where: str) -> Any:
    if said not in choices:
        raise Misshapen(f"{where}: {said!r} is none of {', '.join(map(repr, choices))}")
    return said


def _is(kind: type, said: object, where: str) -> Any:
    if type(said) is not kind or said == "":
        raise Misshapen(f"{where}: {said!r} is no {_NAMES[kind]}")
    return said


_NAMES = {dict: "table", list: "list", str: "text", int: "whole number", bool: "true or false", date: "day"}
