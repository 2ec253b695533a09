# SPDX-License-Identifier: EUPL-1.2
"""Keys to sign with: from a PKCS#12 file, or on a device that speaks PKCS#11."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from asn1crypto import pkcs12
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs12 as opening
from pyhanko.keys.internal import (
    translate_pyca_cryptography_cert_to_asn1,
    translate_pyca_cryptography_key_to_asn1,
)
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kennisstad.agreement.signing.certificates import Certificate
from kennisstad.agreement.signing.reading import described
from kennisstad.agreement.signing.refusing import Reason, Refused

LARGEST_BYTES = 100_000
"""Of a key file; real ones have a few thousand."""
MOST_ROUNDS = 5_000_000
"""Of turning a password into a key: a file may ask for so many that nothing else would get done."""


@dataclass(frozen=True)
class Key:
    """What signs, and the certificate that says whose it is."""

    signer: Signer
    certificate: Certificate


def open_pkcs12(content: bytes, password: str) -> Key:
    """Open a key file (.p12 or .pfx); nothing of it is kept.

    Raises:
        Refused: it is no such file, the password is wrong, or there is no key with a certificate in it.
    """
    _check(content)
    if "\0" in password:
        # No such password can have locked it, and OpenSSL's own reading breaks off on one.
        raise Refused(Reason.WRONG_PASSWORD)
    try:
        key, certificate, others = opening.load_key_and_certificates(content, password.encode())
    except UnsupportedAlgorithm as old:
        raise Refused(Reason.NOT_A_KEY) from old
    except ValueError as wrong:
        raise Refused(Reason.WRONG_PASSWORD) from wrong
    if key is None or certificate is None:
        raise Refused(Reason.NO_KEY)
    chain = SimpleCertificateStore()
    chain.register_multiple([translate_pyca_cryptography_cert_to_asn1(other) for other in others])
    own = translate_pyca_cryptography_cert_to_asn1(certificate)
    signer = SimpleSigner(
        signing_cert=own,
        signing_key=translate_pyca_cryptography_key_to_asn1(key),
        cert_registry=chain,
        embed_roots=False,
    )
    return Key(signer, described(own))


def _check(content: bytes) -> None:
    if len(content) > LARGEST_BYTES:
        raise Refused(Reason.NOT_A_KEY)
    try:
        file = pkcs12.Pfx.load(content, strict=True)
        rounds = list(_rounds(file))
    except Exception as wrong:  # A damaged file can fail anywhere in the parser.
        raise Refused(Reason.NOT_A_KEY) from wrong
    if max(rounds, default=0) > MOST_ROUNDS:
        raise Refused(Reason.NOT_A_KEY)


def _rounds(file: pkcs12.Pfx) -> Iterator[int]:
    """Give how often a password is turned over for each lock in the file that can be seen from outside."""
    if (mac := file["mac_data"]).native is not None:
        yield mac["iterations"].native
    for safe in file.authenticated_safe:
        if safe["content_type"].native == "encrypted_data":
            yield safe["content"]["encrypted_content_info"]["content_encryption_algorithm"].kdf_iterations
            continue
        for bag in pkcs12.SafeContents.load(safe["content"].native):
            if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                yield bag["bag_value"]["encryption_algorithm"].kdf_iterations


@contextmanager
def open_token(
    library: str, *, pin: str, token: str = "", slot: int | None = None, label: str = ""
) -> Iterator[Key]:
    """Hold the key on a device for as long as it is used.

    Args:
        library: the file of the device's PKCS#11 library.
        token: the name of the device; needed where several are plugged in and no slot is named.
        label: the name of the certificate on it and of its key; may be left out when there is one.
    Raises:
        Refused: the library or device does not answer, the PIN is wrong, or there is no such key.
    """
    # Loaded here: only a device needs them.
    devices, criteria = import_module("pyhanko.sign.pkcs11"), import_module("pyhanko.config.pkcs11")
    with _session(
        devices, library, slot, criteria.TokenCriteria(label=token) if token else None, pin
    ) as open_:
        named = label or _only_label(open_)
        certificate = _certificate_of(devices.PKCS11Signer(open_, cert_label=named))
        signer = devices.PKCS11Signer(
            open_,
            signing_cert=certificate,
            key_label=named,
            embed_roots=False,
            # Few devices make the digest for a key of this kind themselves; all take one that was made.
            use_raw_mechanism=certificate.public_key.algorithm == "ec",
        )
        yield Key(signer, described(certificate))


@contextmanager
def _session(devices: Any, library: str, slot: int | None, wanted: Any, pin: str) -> Iterator[Any]:
    errors = import_module("pkcs11.exceptions")
    try:
        session = devices.open_pkcs11_session(library, slot_no=slot, token_criteria=wanted, user_pin=pin)
    except (errors.PinIncorrect, errors.PinInvalid, errors.PinLenRange, errors.PinLocked) as wrong:
        raise Refused(Reason.WRONG_PIN) from wrong
    except (errors.PKCS11Error, RuntimeError, OSError) as silent:
        raise Refused(Reason.NO_DEVICE) from silent
    with session:
        try:
            yield session
        except errors.PKCS11Error as broken:
            raise Refused(Reason.NO_DEVICE) from broken


def _only_label(session: Any) -> str:
    constants = import_module("pkcs11")
    wanted = {constants.Attribute.CLASS: constants.ObjectClass.CERTIFICATE}
    labels = [one[constants.Attribute.LABEL] for one in session.get_objects(wanted)]
    if len(labels) != 1:
        raise Refused(Reason.NO_TOKEN_KEY)
    return str(labels[0])


def _certificate_of(signer: Any) -> Any:
    errors = import_module("pkcs11.exceptions")
    try:
        certificate = signer.signing_cert
    except errors.PKCS11Error as missing:
        raise Refused(Reason.NO_TOKEN_KEY) from missing
    if certificate is None:
        raise Refused(Reason.NO_TOKEN_KEY)
    return certificate
