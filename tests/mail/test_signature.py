# SPDX-License-Identifier: EUPL-1.2
"""Letters are signed as one setting says, and wait while that cannot be."""

import io
import os
from pathlib import Path

import dkim
import pytest
from django.core.management import CommandError, call_command

from kennisstad.mail import signature
from kennisstad.mail.signing import keys

LETTER = b"From: desk@example.org\r\n\r\nDag\r\n"


@pytest.fixture
def key(tmp_path, settings):
    file = tmp_path / "key.pem"
    file.write_bytes(keys.make())
    settings.DKIM = f"mail2027:{file}"
    settings.SMTP_URL = "smtp://mail.example.org?from=desk@Example.org"
    return file


def is_believed(message: bytes, file: Path) -> bool:
    record = keys.record(file.read_bytes()).encode()
    return bool(dkim.verify(message, dnsfunc=lambda name, timeout=5: record))


def test_without_the_setting_a_letter_stays_as_it_is(settings):
    settings.DKIM = ""

    assert signature.sign(LETTER) == LETTER


def test_with_it_the_letter_is_signed_for_the_domain_of_the_sender(key):
    message = signature.sign(LETTER)

    assert b"d=example.org;" in message
    assert b"s=mail2027;" in message
    assert is_believed(message, key)


def test_a_new_key_in_the_file_is_used_at_once(key):
    signature.sign(LETTER)
    key.write_bytes(keys.make())
    os.utime(key, ns=(1, 1))

    assert is_believed(signature.sign(LETTER), key)


@pytest.mark.parametrize("content", [None, b"", b"nonsense"])
def test_a_key_that_cannot_be_used_is_told_by_its_file(key, content):
    key.unlink()
    if content is not None:
        key.write_bytes(content)

    with pytest.raises(signature.KeyUnusable, match=r"key\.pem cannot be"):
        signature.sign(LETTER)


def test_a_machine_without_the_library_says_so(key, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "kennisstad.mail.signing.keys", None)

    with pytest.raises(signature.KeyUnusable, match="cryptography is missing"):
        signature.sign(LETTER)


@pytest.mark.parametrize(
    "setting", ["s1", "s1:", ":/x", "s1:relative.pem", "a b:/x", "s.1:/x", "-s:/x", "é:/x"]
)
def test_a_setting_that_names_no_key_is_refused(setting):
    with pytest.raises(signature.NotASelector):
        signature.read(setting)


def run(*arguments: str, **options: object) -> str:
    out = io.StringIO()
    call_command("mail_dkim__key", *arguments, stdout=out, **options)
    return out.getvalue()


def test_the_command_makes_a_key_and_says_what_dns_must_hold(tmp_path, settings):
    settings.KENNISSTAD_HOME = tmp_path
    settings.SMTP_URL = "smtp://mail.example.org?from=desk@example.org"

    said = run("mail2027")

    file = tmp_path / "dkim-mail2027.pem"
    assert file.stat().st_mode & 0o777 == 0o600
    assert keys.record(file.read_bytes()) in said
    assert f"KENNISSTAD_DKIM=mail2027:{file}" in said
    assert "mail2027._domainkey.example.org" in said
    assert run("mail2027", show=True) == said


def test_the_command_overwrites_no_key(tmp_path):
    file = tmp_path / "a.pem"
    file.write_text("something")

    with pytest.raises(CommandError, match="is there already"):
        run("s1", domain="city.example", file=str(file))
    with pytest.raises(CommandError, match="cannot be used: it holds no private key"):
        run("s1", domain="city.example", file=str(file), show=True)
    assert file.read_text() == "something"


@pytest.mark.parametrize(
    ("selector", "options", "says"),
    [
        ("a b", {"domain": "city.example"}, "is no name for a key"),
        ("s1", {}, "Name the domain"),
        ("s1", {"domain": "city.example", "file": "/nowhere/at/all.pem"}, "cannot be written"),
        (
            "s1",
            {"domain": "city.example", "file": "/nowhere/at/all.pem", "show": True},
            "/nowhere/at/all.pem",
        ),
    ],
)
def test_the_command_says_what_is_wrong(settings, selector, options, says):
    settings.SMTP_URL = ""

    with pytest.raises(CommandError, match=says):
        run(selector, **options)
