# SPDX-License-Identifier: EUPL-1.2
"""Read tokens from CSS or JSON, and write them anew: nothing of what was sent is ever served as it came."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Tokens = dict[str, str]
Looks = dict[str, Tokens]
"""`light` and `dark`; dark holds what differs."""

MOST_BYTES, MOST_TOKENS, LONGEST = 200_000, 2_000, 200
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
NAME = re.compile(r"--[a-z][a-z0-9-]{0,120}")
VALUE = re.compile(r"""[\w\s#%.,()+*/"'-]+""")
CALL = re.compile(r"([a-z-]+)\(")
CALLS = {
    "var",
    "calc",
    "clamp",
    "min",
    "max",
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "oklch",
    "oklab",
    "color-mix",
    "",
}
DARK = re.compile(r"\(\s*prefers-color-scheme\s*:\s*dark\s*\)")


class BadTheme(ValueError):
    """This cannot be a city's theme; the message says why."""


def from_css(text: str) -> Looks:
    """Read `:root` blocks, and those for the dark.

    Raises:
        BadTheme: anything else stands in it: an import, another host, a selector.
    """
    looks: Looks = {"light": {}, "dark": {}}
    for look, selector, body in blocks(text):
        if selector != ":root":
            raise BadTheme(f"Only :root may be set, and this sets “{selector[:60]}”.")
        looks[look] |= dict(declarations(body))
    return _limited(looks)


def from_json(text: str) -> Looks:
    """Read design tokens: nested names that end in `value` or `$value`; `dark` holds those for the dark.

    Raises:
        BadTheme: it is no JSON object of tokens.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise BadTheme("tokens.json is not JSON.") from None
    if not isinstance(told, dict):
        raise BadTheme("tokens.json holds no tokens.")
    dark = told.pop("dark", {})
    return _limited({"light": dict(_flat(told, ())), "dark": dict(_flat(dark, ()))})


def blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """Give look, selector and body of each block of plain CSS, one level of media deep."""
    rest = COMMENT.sub(" ", text).strip()
    while rest:
        head, brace, tail = rest.partition("{")
        head = " ".join(head.split())
        if not brace:
            raise BadTheme("A block is not opened.")
        if not head.startswith("@"):
            body, end, rest = tail.partition("}")
            if not end or "{" in body:
                raise BadTheme(f"The block of “{head[:60]}” is not closed.")
            yield "light", head, body
        else:
            if not (head.startswith("@media") and DARK.fullmatch(head.removeprefix("@media").strip())):
                raise BadTheme(
                    f"Only @media (prefers-color-scheme: dark) may stand here, and not “{head[:60]}”."
                )
            inner, rest = _media(tail)
            yield from (("dark", selector, body) for _look, selector, body in blocks(inner))
        rest = rest.strip()


def _media(tail: str) -> tuple[str, str]:
    depth = 1
    for place, letter in enumerate(tail):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0:
            return tail[:place], tail[place + 1 :]
    raise BadTheme("A block for the dark is not closed.")


def declarations(body: str) -> Iterator[tuple[str, str]]:
    """Give the tokens of one block.

    Raises:
        BadTheme: it sets something that is no token, or to something that is no plain value.
    """
    for one in filter(str.strip, body.split(";")):
        name, _colon, value = (part.strip() for part in one.partition(":"))
        yield checked(name, value)


def checked(name: str, value: str) -> tuple[str, str]:
    if not NAME.fullmatch(name):
        raise BadTheme(f"Only tokens may be set, and “{name[:60]}” is none.")
    plain = " ".join(value.split())
    calls = {found.lower() for found in CALL.findall(plain.lower())}
    if not VALUE.fullmatch(plain) or len(plain) > LONGEST or not calls <= CALLS or "//" in plain:
        raise BadTheme(f"The value of {name} may not stand here: it must be a plain colour, size or name.")
    return name, plain


def as_css(looks: Looks) -> str:
    """Write the tokens of both looks."""
    written = _block(looks["light"])
    return written + (
        f"@media (prefers-color-scheme:dark){{{_block(looks['dark'])}}}" if looks["dark"] else ""
    )


def _block(tokens: Tokens) -> str:
    return (
        f":root{{{';'.join(f'{name}:{value}' for name, value in sorted(tokens.items()))}}}\n"
        if tokens
        else ""
    )


def _flat(told: Any, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if not isinstance(told, Mapping) or len(above) > 12:
        raise BadTheme(f"“{'.'.join(above)[:80]}” holds no token.")
    for key, inner in told.items():
        if key in ("value", "$value"):
            yield checked(f"--{'-'.join(above)}", str(inner))
        elif isinstance(inner, Mapping) and not key.startswith("$"):
            yield from _flat(inner, (*above, str(key)))


def _limited(looks: Looks) -> Looks:
    if sum(map(len, looks.values())) > MOST_TOKENS:
        raise BadTheme(f"A theme sets at most {MOST_TOKENS} tokens.")
    return looks
