# SPDX-License-Identifier: EUPL-1.2
"""The terms of an SPF record (RFC 7208, 4.6.1 and 5)."""

import ipaddress
import re
from dataclasses import dataclass

from kennisstad.mail.deliverability.finding import Reason
from kennisstad.mail.deliverability.records import is_name

MOST_TERMS = 200
_MODIFIER = re.compile(r"([a-z][a-z0-9._-]{0,40})=(.{0,300})", re.IGNORECASE)
_MECHANISM = re.compile(
    r"([-+~?]?)([a-z][a-z0-9]{0,20})(:[^/]{0,300})?(?:/(\d{1,3}))?(?://(\d{1,3}))?", re.IGNORECASE
)
_WITH_MACRO = re.compile(r"([-+~?]?)(include|a|mx|ptr|exists):(.{1,300})", re.IGNORECASE)
_TAKES_NAME = {"include": True, "exists": True, "a": False, "mx": False, "ptr": False}
"""And whether it must."""


@dataclass(frozen=True)
class Term:
    text: str
    name: str
    """In lower case."""
    qualifier: str = ""
    """+ - ~ or ?; nothing for what is no mechanism."""
    target: str = ""
    """A domain or a network."""
    fault: Reason | None = None


def terms_of(record: str) -> list[Term]:
    """Give the terms behind `v=spf1`, in order."""
    return [_term(text) for text in record.split()[1 : MOST_TERMS + 1]]


def _term(text: str) -> Term:
    if modifier := _MODIFIER.fullmatch(text):
        name, target = modifier[1].lower(), modifier[2]
        # Unknown modifiers are passed over by whoever reads them (6).
        wrong = name in ("redirect", "exp") and not _is_target(target)
        return Term(text, name, target=target, fault=Reason.SPF_TERM if wrong else None)
    if "%" in text:
        macro = _WITH_MACRO.fullmatch(text)
        fault = Reason.SPF_TERM
        return (
            Term(text, macro[2].lower(), macro[1] or "+", macro[3]) if macro else Term(text, "", fault=fault)
        )
    found = _MECHANISM.fullmatch(text)
    if not found:
        return Term(text, "", fault=Reason.SPF_TERM)
    sign, name, target, short, long = found.groups()
    target = (target or "")[1:]
    if name.lower() in ("ip4", "ip6") and short:
        target = f"{target}/{short}"
    right = _is_right(name.lower(), found[3] is not None, target, short, long)
    return Term(text, name.lower(), sign or "+", target, None if right else Reason.SPF_TERM)


def _is_right(name: str, named: bool, target: str, short: str | None, long: str | None) -> bool:
    if name == "all":
        return not (named or short or long)
    if name in ("ip4", "ip6"):
        return not long and _is_network(target, version=int(name[2]))
    if name not in _TAKES_NAME:
        return False
    if name in ("a", "mx"):
        fits = int(short or 32) <= 32 and int(long or 128) <= 128
    else:
        fits = not short and not long
    return fits and (is_name(target) if named else not _TAKES_NAME[name])


def _is_target(target: str) -> bool:
    return bool(target) and ("%" in target or is_name(target))


def _is_network(text: str, *, version: int) -> bool:
    try:
        return ipaddress.ip_network(text, strict=False).version == version
    except ValueError:
        return False
