# SPDX-License-Identifier: EUPL-1.2
"""An authority and people with certificates, made for tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "een goed bewaard wachtwoord"
LONG = timedelta(days=3650)


def _name(common: str, organisation: str = "Voorbeeldstad") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


@dataclass(frozen=True)
class Holder:
    """Somebody with a key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    issuer: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def pkcs12(self, password: str = PASSWORD, *, key: bool = True) -> bytes:
        return pkcs12.serialize_key_and_certificates(
            b"sleutel",
            self.key if key else None,
            self.certificate if key else None,
            [self.issuer],
            BestAvailableEncryption(password.encode()),
        )


@cache
def authority(name: str = "Testautoriteit") -> Holder:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _issue(_name(name), key, _name(name), key, ca=True)
    return Holder(certificate, key, certificate)


@cache
def holder(
    name: str,
    email: str = "",
    *,
    starts: datetime = datetime(2020, 1, 1, tzinfo=UTC),
    lasts: timedelta = LONG,
    self_signed: bool = False,
) -> Holder:
    """Give somebody with a certificate of our authority, or of their own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    by = _name(name) if self_signed else authority().certificate.subject
    certificate = _issue(
        _name(name), key, by, key if self_signed else authority().key, email=email, starts=starts, lasts=lasts
    )
    return Holder(certificate, key, certificate if self_signed else authority().certificate)


def _issue(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    signs: ec.EllipticCurvePrivateKey,
    *,
    ca: bool = False,
    email: str = "",
    starts: datetime = datetime(2020, 1, 1, tzinfo=UTC),
    lasts: timedelta = LONG,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(starts + lasts)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signs.public_key()), critical=False)
        .add_extension(_usage(ca=ca), critical=True)
    )
    if email:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.RFC822Name(email)]), critical=False)
    return builder.sign(signs, hashes.SHA256())


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def of_odd_key(name: str) -> bytes:
    """Give a key file with a key of a kind that our own checks cannot judge."""
    key, whose = ed448.Ed448PrivateKey.generate(), _name(name)
    begun = datetime(2020, 1, 1, tzinfo=UTC)
    about = x509.CertificateBuilder(
        whose, whose, key.public_key(), x509.random_serial_number(), begun, begun + LONG
    )
    lock = BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"sleutel", key, about.sign(key, None), None, lock)
