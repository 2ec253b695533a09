# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad agreement verify | sign | offer | invite | signatures`."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.management import CommandError, call_command

from kennisstad.agreement.models import Status
from kennisstad.mail.models import Letter
from tests.agreement.signing.certificates import PASSWORD, authority, holder
from tests.agreement.signing.documents import document, signed, with_a_note
from tests.agreement.signing.offered import make_draft, make_offered

pytestmark = pytest.mark.usefixtures("pango")
ANNA = holder("Anna de Boer", "anna@example.org")
SOFT_HSM = [Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")]


def said(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def no(*words: str) -> str:
    with pytest.raises(CommandError) as refused:
        said(*words)
    return str(refused.value)


@pytest.fixture
def files(tmp_path) -> dict[str, str]:
    contents = {
        "plain.pdf": document(),
        "signed.pdf": signed(document(), ANNA),
        "changed.pdf": with_a_note(signed(document(), ANNA)),
        "trust.pem": authority().pem,
        "other.pem": authority("Een ander").pem,
        "anna.p12": ANNA.pkcs12(),
        "old.p12": holder("Anna de Boer", lasts=timedelta(days=30)).pkcs12(),
        "secret.txt": PASSWORD.encode() + b"\n",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: str(tmp_path / name) for name in contents} | {"out.pdf": str(tmp_path / "out.pdf")}


def test_verify_says_who_signed_and_that_no_byte_changed(files):
    told = said("agreement_verify", files["signed.pdf"], "--trust", files["trust.pem"])

    assert re.sub(r"said .*?\d\d:\d\d", "said NOW", told).splitlines()[0] == (
        "1. Anna de Boer signed, with a certificate from Testautoriteit."
        " The clock of whoever signed said NOW."
        " It covers the whole document, byte for byte. Nothing was added afterwards."
        " The certificate was given out by somebody who is trusted here."
    )
    assert told.splitlines()[-1] == "Every signature is right, and not a byte was changed."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["changed.pdf"], "This file was changed after it was signed."),
        (["plain.pdf"], "There is no signature in this file."),
        (["signed.pdf", "--trust", "other.pem"], "Something is wrong with a certificate."),
        (["trust.pem"], "This is no PDF, or it is damaged. Choose the PDF of the agreement."),
    ],
)
def test_verify_fails_when_something_is_wrong(files, words, sentence):
    named = [files.get(word, word) for word in words]

    assert no("agreement_verify", *named) == sentence


def test_verify_names_a_file_that_it_cannot_use(files):
    assert no("agreement_verify", "/no/such.pdf") == "/no/such.pdf cannot be read: No such file or directory."
    assert no("agreement_verify", files["signed.pdf"], "--trust", files["secret.txt"]).endswith(
        "secret.txt holds no certificate (PEM or DER)."
    )


def test_verify_speaks_to_programs(files):
    answer = json.loads(said("agreement_verify", files["signed.pdf"], "--json"))

    (one,) = answer.pop("signatures")
    assert answer == {
        "right": True,
        "byte_changed": False,
        "outcome": "Every signature is right, and not a byte was changed.",
    }
    assert {
        name: one[name] for name in ("number", "name", "issuer", "intact", "covers", "later", "right")
    } == {
        "number": 1,
        "name": "Anna de Boer",
        "issuer": "Testautoriteit",
        "intact": True,
        "covers": "whole",
        "later": "nothing",
        "right": True,
    }
    assert one["standing"] == "unknown-issuer"


def test_verify_works_in_any_folder_and_leaves_nothing_there(files, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "KENNISSTAD_HOME"}

    done = subprocess.run(
        [sys.executable, "-m", "kennisstad", "agreement", "verify", files["changed.pdf"]],
        cwd=empty,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (1, "This file was changed after it was signed.\n")
    assert list(empty.iterdir()) == []


def sign(files, *, key="anna.p12", secret="secret.txt", pdf="plain.pdf") -> list[str]:
    given = [files[pdf], "--pkcs12", files[key], "--password-file", files[secret], "-o", files["out.pdf"]]
    return ["agreement_sign", *given]


def test_a_name_too_long_for_a_file_is_refused_in_one_sentence(files):
    files["out.pdf"] = "x" * 5000

    assert no(*sign(files)).endswith("cannot be written: File name too long.")


def test_sign_writes_a_new_file_that_verifies(files):
    told = said(*sign(files))

    assert told == f"Anna de Boer signed. {files['out.pdf']} holds it.\n"
    assert "Every signature is right" in said("agreement_verify", files["out.pdf"])
    assert no(*sign(files)) == f"{files['out.pdf']} is there already. Choose another name."


def test_two_sign_the_same_file_one_after_another(files):
    said(*sign(files, pdf="signed.pdf"))

    answer = json.loads(said("agreement_verify", files["out.pdf"], "--json"))
    assert [one["later"] for one in answer["signatures"]] == ["signatures", "nothing"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"secret": "trust.pem"}, "The password does not fit this file. Type it again."),
        ({"key": "old.p12"}, "This certificate has expired. Sign with one that is valid today."),
        (
            {"key": "trust.pem"},
            "This is no file with a key that we can read. Choose your .p12 or .pfx file, or export it again.",
        ),
        ({"pdf": "trust.pem"}, "This is no PDF, or it is damaged. Choose the PDF of the agreement."),
    ],
)
def test_sign_refuses_in_one_sentence_and_writes_nothing(files, given, sentence):
    assert no(*sign(files, **given)) == sentence
    assert not Path(files["out.pdf"]).exists()


@pytest.fixture
def device(tmp_path, monkeypatch) -> str:
    """Give the library of a device with Anna's key on it, PIN 1234."""
    library = next((str(one) for one in SOFT_HSM if one.exists()), None)
    if library is None or not shutil.which("softhsm2-util"):
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs softhsm2 for the tests of PKCS#11.")
        pytest.skip("There is no SoftHSM here; on Debian: apt install softhsm2")
    (tmp_path / "tokens").mkdir()
    config = tmp_path / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    return library


def filled(library: str) -> None:
    """Put Anna's key and certificate on a new device; in processes of their own: the library keeps state."""
    put = """
import sys, pkcs11
from pathlib import Path
from pkcs11.util.x509 import decode_x509_certificate
with pkcs11.lib(sys.argv[1]).get_token(token_label="kaart").open(rw=True, user_pin="1234") as session:
    about = decode_x509_certificate(Path(sys.argv[2]).read_bytes())
    session.create_object(about | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "anna"})
"""
    folder = Path(os.environ["SOFTHSM2_CONF"]).parent
    key, certificate = folder / "key.pem", folder / "certificate.der"
    key.write_bytes(ANNA.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(ANNA.certificate.public_bytes(Encoding.DER))
    new = ["--init-token", "--free", "--label", "kaart", "--so-pin", "0000", "--pin", "1234"]
    load = ["--import", key, "--token", "kaart", "--label", "anna", "--id", "a1", "--pin", "1234"]
    for words in (
        ["softhsm2-util", *new],
        ["softhsm2-util", *load],
        [sys.executable, "-c", put, library, certificate],
    ):
        subprocess.run(words, check=True, capture_output=True)


def on_device(files, library: str, pin: str, *more: str) -> subprocess.CompletedProcess[str]:
    Path(files["secret.txt"]).write_text(pin)
    words = ["--pkcs11", library, "--password-file", files["secret.txt"], "-o", files["out.pdf"], *more]
    return subprocess.run(
        [sys.executable, "-m", "kennisstad", "agreement", "sign", files["plain.pdf"], *words],
        capture_output=True,
        text=True,
        check=False,
    )


def test_sign_with_a_device(files, device):
    filled(device)

    done = on_device(files, device, "1234", "--token", "kaart", "--label", "anna")

    assert (done.returncode, done.stdout) == (0, f"Anna de Boer signed. {files['out.pdf']} holds it.\n"), done
    assert "Every signature is right" in said("agreement_verify", files["out.pdf"])


@pytest.mark.parametrize(
    ("pin", "more", "sentence"),
    [
        ("9999", ["--token", "kaart"], "The PIN does not fit this device."),
        ("1234", ["--token", "andere"], "The device with the key does not answer."),
        ("1234", ["--token", "kaart", "--label", "bert"], "There is no such key on this device."),
    ],
)
def test_a_device_that_does_not_fit_is_told_in_one_sentence(files, device, pin, more, sentence):
    filled(device)

    done = on_device(files, device, pin, *more)

    assert (done.returncode, done.stderr.startswith(sentence)) == (1, True), done
    assert not Path(files["out.pdf"]).exists()


def test_a_library_that_is_none_is_told_in_one_sentence(files):
    done = on_device(files, "/no/such.so", "1234")

    assert (done.returncode, done.stderr) == (
        1,
        "The device with the key does not answer. Check its library, name and slot.\n",
    )


@pytest.mark.django_db
def test_an_agreement_is_offered_and_people_are_invited(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    agreement = make_draft(in_order=True)

    assert said("agreement_offer", "nieuw").startswith(
        "nieuw is offered for signing. The SHA-256 of its document is "
    )
    assert said("agreement_invite", "nieuw") == "Anna de Boer (Stad) gets a letter.\n"

    agreement.refresh_from_db()
    assert (agreement.status, Letter.objects.get().to) == (Status.OFFERED, "anna@example.org")
    assert no("agreement_invite", "nieuw", "--partner", "school") == (
        "Others sign before this person. We invite each when it is their turn."
    )
    assert no("agreement_invite", "nieuw", "--partner", "x") == "Nobody signs nieuw for a partner 'x'."
    assert no("agreement_offer", "x") == "There is no agreement x. Known are: nieuw."


@pytest.mark.django_db
def test_signatures_are_listed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_offered(quorum=1)

    assert said("agreement_signatures", "nieuw").splitlines()[:3] == [
        "nieuw: offered for signing; 1 must sign, in any order.",
        "- Anna de Boer, bestuurder, for Stad: not invited",
        "- Bert Smit, bestuurder, for School: not invited",
    ]
