# SPDX-License-Identifier: EUPL-1.2
"""What a certificate says, and whether it is somebody's."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from kennisstad.agreement.signing.refusing import Reason, Refused

TITLES = frozenset(
    {"prof", "dr", "drs", "ir", "ing", "mr", "mw", "mevr", "dhr", "ds", "lic", "jhr", "jkvr"}
    | {"bc", "ba", "bsc", "ma", "msc", "mba", "mpa", "llb", "llm", "phd"}
)
"""What certificates put before and after a name."""


@dataclass(frozen=True)
class Certificate:
    """A certificate in plain words."""

    subject: str
    """Everything that it says of its holder."""
    name: str
    """The holder's name alone."""
    issuer: str
    """The name of who gave it out."""
    emails: tuple[str, ...]
    serial: str
    """In hexadecimal digits."""
    fingerprint: str
    """SHA-256, in hexadecimal digits."""
    valid_from: datetime
    valid_until: datetime
    self_signed: bool


def check_day(certificate: Certificate, at: datetime) -> None:
    """Go on only within the time of a certificate.

    Raises:
        Refused: it has expired, or is not valid yet.
    """
    if at > certificate.valid_until:
        raise Refused(Reason.EXPIRED)
    if at < certificate.valid_from:
        raise Refused(Reason.NOT_YET_VALID)


def check_person(certificate: Certificate, *, name: str, email: str) -> None:
    """Go on only with the certificate of this person.

    Raises:
        Refused: neither its e-mail addresses nor its name fit.
    """
    has_address = bool(email) and email.casefold() in {one.casefold() for one in certificate.emails}
    if not has_address and not same_name(name, certificate.name):
        raise Refused(Reason.WRONG_PERSON)


def same_name(ours: str, theirs: str) -> bool:
    """Say whether two ways of writing a name can be one person's.

    The last word of our name must be the last of theirs, or the first where they write the surname first.
    The first of ours must begin with the same letter as the first of theirs but for titles: certificates
    write out or shorten given names. A name that only stands somewhere in theirs is not theirs.
    """
    wanted = _words(ours)
    found = [word for word in _words(_turned(theirs)) if word not in TITLES or word in wanted]
    if not wanted or not found or wanted[-1] not in (found[0], found[-1]):
        return False
    given = found[1:] if wanted[-1] == found[0] else found[:-1]
    return len(wanted) == 1 or (bool(given) and given[0][0] == wanted[0][0])


def _turned(name: str) -> str:
    """Put what stands behind a comma first: “Boer, Anna de” is Anna de Boer."""
    surname, _comma, given = name.partition(",")
    return f"{given} {surname}"


def _words(name: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.findall(r"[^\W\d_]+", plain)
