# SPDX-License-Identifier: EUPL-1.2
"""What is said of signatures, and why something is refused as one: a sentence for each."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.signing.finding import Covers, Finding, Later, Standing, Verdict
from kennisstad.agreement.signing.refusing import Reason

Said = str | Promise

REFUSED: dict[Reason, Said] = {
    Reason.NO_LIBRARY: _(
        "This machine cannot sign with certificates: pyHanko is missing. The administrator can install it."
    ),
    Reason.NOT_A_PDF: _("This is no PDF, or it is damaged. Choose the PDF of the agreement."),
    Reason.TOO_LARGE: _("This PDF is larger than 10 MB. Choose the PDF of the agreement."),
    Reason.ENCRYPTED: _("This PDF is locked with a password. Choose the PDF as you got it from us."),
    Reason.NOT_A_KEY: _(
        "This is no file with a key that we can read. Choose your .p12 or .pfx file, or export it again."
    ),
    Reason.WRONG_PASSWORD: _("The password does not fit this file. Type it again."),
    Reason.NO_KEY: _(
        "There is no key with a certificate in this file. Export it again with its private key."
    ),
    Reason.NO_DEVICE: _("The device with the key does not answer. Check its library, name and slot."),
    Reason.WRONG_PIN: _("The PIN does not fit this device."),
    Reason.NO_TOKEN_KEY: _("There is no such key on this device. Name the one that you mean by its label."),
    Reason.EXPIRED: _("This certificate has expired. Sign with one that is valid today."),
    Reason.NOT_YET_VALID: _("This certificate is not valid yet. Sign with one that is valid today."),
    Reason.WRONG_PERSON: _(
        "This certificate is not in the name of the person who signs here. Sign with your own certificate."
    ),
    Reason.OTHER_DOCUMENT: _(
        "This is not the document that you were given, or somebody else signed meanwhile. Take the newest one"
        " and sign that."
    ),
    Reason.NOT_SIGNED: _("There is no new signature in this PDF. Sign it first, then send it."),
    Reason.SEVERAL: _("There is more than one new signature in this PDF. Each person signs and sends alone."),
    Reason.CHANGED: _("This PDF was changed besides the signature. Take the newest one and only sign it."),
    Reason.BROKEN: _("A signature in this PDF is damaged: the document is not as it was signed."),
}
"""Why something counts as no signature; nothing was saved then."""

STANDING: dict[Standing, Said] = {
    Standing.TRUSTED: _("The certificate was given out by somebody who is trusted here."),
    Standing.SELF_SIGNED: _("The certificate was made by its holder: nobody else says whose it is."),
    Standing.UNKNOWN_ISSUER: _("Who gave out the certificate is not known here."),
    Standing.EXPIRED: _("The certificate had expired when it signed."),
    Standing.NOT_YET_VALID: _("The certificate was not valid yet when it signed."),
}
LATER: dict[Later, Said] = {
    Later.NOTHING: _("Nothing was added afterwards."),
    Later.SIGNATURES: _("Only other signatures were added afterwards."),
    Later.OTHER: _("Something else than signatures was added or changed afterwards."),
}


def about(finding: Finding) -> list[str]:
    """Say in a few sentences what is found of one signature."""
    whose = finding.certificate
    first = gettext("%(name)s signed, with a certificate from %(issuer)s.")
    found = [first % {"name": whose.name, "issuer": whose.issuer}]
    if finding.claimed_at:
        when = date_format(localtime(finding.claimed_at), "j F Y H:i")
        found.append(gettext("The clock of whoever signed said %(when)s.") % {"when": when})
    return [*found, *map(str, _worth(finding))]


def _worth(finding: Finding) -> Iterator[Said]:
    if not finding.intact:
        yield _("What it covers is not as it was signed.")
    elif finding.covers == Covers.WHOLE:
        yield _("It covers the whole document, byte for byte.")
    elif finding.covers == Covers.REVISION:
        yield _("It covers the document as it stood then, byte for byte.")
    else:
        yield _("It does not cover the whole document.")
    yield LATER[finding.later]
    yield STANDING[finding.standing]


def outcome(verdict: Verdict) -> Said:
    """Say in one sentence what a file is worth."""
    if not verdict.findings:
        return _("There is no signature in this file.")
    if verdict.byte_changed or any(one.later == Later.OTHER for one in verdict.findings):
        return _("This file was changed after it was signed.")
    if not verdict.is_right:
        return _("Something is wrong with a certificate.")
    return _("Every signature is right, and not a byte was changed.")
