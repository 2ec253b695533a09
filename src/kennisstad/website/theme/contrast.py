# SPDX-License-Identifier: EUPL-1.2
"""Is everything on the pages still to be read? Known pairs of tokens, by the formula of WCAG 2."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)", re.IGNORECASE)
VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*(.+))?\)")
TEXT, SHAPE = 4.5, 3.0
PAPER = "--utrecht-document-background-color"
PAIRS = (
    ("--utrecht-document-color", PAPER, TEXT),
    ("--soft-ink", PAPER, TEXT),
    ("--utrecht-heading-color", PAPER, TEXT),
    ("--utrecht-link-color", PAPER, TEXT),
    ("--utrecht-link-hover-color", PAPER, TEXT),
    ("--canal", PAPER, TEXT),
    ("--ink", "--card", TEXT),
    ("--utrecht-link-color", "--card", TEXT),
    ("--utrecht-button-primary-action-color", "--utrecht-button-primary-action-background-color", TEXT),
    ("--utrecht-button-primary-action-color", "--utrecht-button-primary-action-hover-background-color", TEXT),
    ("--utrecht-button-secondary-action-color", PAPER, TEXT),
    ("--utrecht-form-control-color", "--utrecht-form-control-background-color", TEXT),
    ("--utrecht-form-control-border-color", PAPER, SHAPE),
    ("--utrecht-form-control-invalid-border-color", PAPER, TEXT),
    ("--utrecht-focus-outline-color", PAPER, SHAPE),
    ("--utrecht-page-header-color", "--utrecht-page-header-background-color", TEXT),
    ("--nl-skip-link-color", "--nl-skip-link-background-color", TEXT),
)
"""What lies on what, and the least contrast between them."""


@dataclass(frozen=True)
class Contrast:
    """What one pair gives; no ratio where a colour is written in a way that we cannot reckon with."""

    above: str
    below: str
    least: float
    ratio: float | None

    @property
    def is_enough(self) -> bool:
        return self.ratio is not None and self.ratio >= self.least

    def __str__(self) -> str:
        found = "cannot be reckoned" if self.ratio is None else f"{self.ratio:.1f}"
        return f"{self.above} on {self.below}: {found}, at least {self.least:g}"


def contrasts(tokens: Mapping[str, str]) -> list[Contrast]:
    """Reckon every known pair under these tokens, ours included."""
    return [Contrast(above, below, least, _of(tokens, above, below)) for above, below, least in PAIRS]


def ratio(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Give the contrast of two colours, from 1 to 21. Source: WCAG 2.2, relative luminance."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colour(value: str) -> tuple[int, int, int] | None:
    """Read a colour written as hex or rgb."""
    if found := HEX.fullmatch(value):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        red, green, blue = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
        return red, green, blue
    if found := RGB.fullmatch(value):
        red, green, blue = (min(255, int(part)) for part in found.groups())
        return red, green, blue
    return None


def resolved(tokens: Mapping[str, str], name: str) -> str:
    """Follow `var()` to the end; nothing when it leads nowhere or around."""
    value, seen = tokens.get(name, ""), {name}
    while found := VAR.fullmatch(value):
        if found[1] in seen:
            return ""
        seen.add(found[1])
        value = tokens.get(found[1], found[2] or "")
    return value


def _of(tokens: Mapping[str, str], above: str, below: str) -> float | None:
    one, other = colour(resolved(tokens, above)), colour(resolved(tokens, below))
    return ratio(one, other) if one and other else None


def _luminance(rgb: tuple[int, int, int]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
