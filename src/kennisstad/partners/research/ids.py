# SPDX-License-Identifier: EUPL-1.2
"""Public ids of people, works and institutions: written in one way, or found to be none."""

import re

DOI_LENGTH = 200

_ORCID = re.compile(r"(?:https?://)?(?:www\.)?(?:orcid\.org/)?(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx])/?", re.ASCII)
_OPENALEX = re.compile(
    r"(?:https?://)?(?:api\.)?(?:openalex\.org/)?(?:authors/|works/)?([AW]\d{1,15})/?",
    re.ASCII | re.IGNORECASE,
)
_ROR = re.compile(r"(?:https?://)?(?:www\.)?(?:ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})/?", re.ASCII)
_DOI = re.compile(
    r"(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s{0,3})?(10\.\d{4,9}/[!-~]{1,190})", re.IGNORECASE
)


def orcid(value: object) -> str:
    """Give an ORCID iD as 0000-0002-1825-0097; empty when it is none or its check digit is wrong.

    Source: ISO 7064 mod 11-2, as ORCID tells it.
    """
    found = _matched(_ORCID, value)
    digits = found.replace("-", "").upper()
    if not digits or digits[-1] != _check_digit(digits[:-1]):
        return ""
    return "-".join(digits[at : at + 4] for at in (0, 4, 8, 12))


def openalex(value: object, *, kind: str) -> str:
    """Give an OpenAlex id such as A5023888391; empty when it is none of this kind, `A` or `W`."""
    found = _matched(_OPENALEX, value).upper()
    return found if found.startswith(kind) else ""


def ror(value: object) -> str:
    """Give a ROR id as https://ror.org/0abcdef12; empty when it is none."""
    found = _matched(_ROR, value.strip().lower() if isinstance(value, str) else value)
    return f"https://ror.org/{found}" if found else ""


def doi(value: object) -> str:
    """Give a DOI in small letters without its address; empty when it is none."""
    return _matched(_DOI, value).lower()[:DOI_LENGTH]


def _matched(pattern: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or len(value) > DOI_LENGTH + 40:
        return ""
    found = pattern.fullmatch(value.strip())
    return found[1] if found else ""


def _check_digit(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    left = (12 - total % 11) % 11
    return "X" if left == 10 else str(left)
