# SPDX-License-Identifier: EUPL-1.2
"""Domains as the servers of the internet write them.

Sources: RFC 5891 (IDNA 2008), which keeps the ß that its predecessor, Python's codec, makes ss of: another
domain, of somebody else; UTS 46, not transitional, for capitals and composed letters.
"""

import re

import idna

LONGEST_LABEL, LONGEST = 63, 253
ASCII = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
LITERAL = re.compile(r"\[[A-Za-z0-9.:-]+\]")
"""An address instead of a name (RFC 5321, 4.1.3)."""


class NoDomain(ValueError):
    """No server can be called so."""


def as_servers_write_it(domain: str) -> str:
    """Give a domain in ASCII: `straße.example` is `xn--strae-oqa.example`. Doing it twice changes nothing.

    Raises:
        NoDomain: it holds a sign that no domain has, a part of it is empty, or it is too long.
    """
    if LITERAL.fullmatch(domain):
        return domain
    try:
        written = domain if domain.isascii() else idna.encode(domain, uts46=True, transitional=False).decode()
    except UnicodeError:
        written = ""
    too_long = len(written) > LONGEST or any(len(label) > LONGEST_LABEL for label in written.split("."))
    if too_long or not ASCII.fullmatch(written):
        raise NoDomain("No domain can be written like this.")
    return written
