# SPDX-License-Identifier: EUPL-1.2
"""How an e-mail address is compared, and whether one on the open internet can be meant."""

import unicodedata

from kennisstad.lib.domains import NoDomain, as_servers_write_it

MOST, MOST_BEFORE_THE_AT = 254, 64
"""More no mail server has to take (RFC 5321, 4.5.3.1)."""

NO_LETTERS = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""What draws nothing, breaks a line or turns the order of reading around."""


class NotAnAddress(ValueError):
    """No letter can leave for this."""


def compared(address: str) -> str:
    """Give an address in the form in which two of them are compared.

    Capitals do not count, neither does how an accent was typed; a domain is written in the signs that the
    mail server sees. A plus and what follows it, dots, and quotes stay: only the owner's server knows what
    they mean. Doing it twice changes nothing more.

    Raises:
        NotAnAddress: it holds a line break or another sign that is no letter, or is too long.
    """
    before, _at, domain = unicodedata.normalize("NFC", address).rpartition("@")
    if not (before and domain) or any(unicodedata.category(sign) in NO_LETTERS for sign in address):
        raise NotAnAddress("This is not one line with an @ in it.")
    found = f"{_folded(before)}@{_as_servers_write_it(domain)}"
    if len(before.encode()) > MOST_BEFORE_THE_AT or len(found.encode()) > MOST:
        raise NotAnAddress("This is too long for a mail server.")
    return found


def leads_out(address: str) -> bool:
    """Say whether a letter for this address leaves our own machine and network.

    A domain without a dot, or a number instead of one, is a machine nearby: nobody gets a letter there, and
    our mail server would be asked to knock on its own doors.

    Raises:
        NotAnAddress: as `compared` does.
    """
    domain = compared(address).rpartition("@")[2].rstrip(".")
    last = domain.rpartition(".")[2]
    return "." in domain and not domain.startswith("[") and not last.isdecimal() and last != "localhost"


def without_tag(address: str) -> str:
    """Give an address in the form in which its letters are counted: a plus and what follows it are off.

    Two people may share this form, so it limits and never tells who somebody is.

    Raises:
        NotAnAddress: as `compared` does.
    """
    before, _at, domain = compared(address).rpartition("@")
    return f"{before.partition('+')[0] or before}@{domain}"


def _folded(text: str) -> str:
    # Folding can take a composed letter apart; in this order a second time changes nothing.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


def _as_servers_write_it(domain: str) -> str:
    try:
        return as_servers_write_it(domain).casefold()
    except NoDomain:
        raise NotAnAddress("There is no such domain.") from None
