# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad mail check`: what stands in DNS, in words, and a status for programs."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from kennisstad.mail.deliverability.finding import Finding, Level, Part, Reason
from kennisstad.mail.deliverability_wording import SAYS, says
from tests.mail.deliverability.test_checking import ZONE
from tests.mail.deliverability.test_dkim import KEY

RECORDS = {"spf": ["v=spf1 mx -all"], "dkim": [f"s1=v=DKIM1; p={KEY}"], "dmarc": ["v=DMARC1; p=none"]}
FACTS = dict.fromkeys(
    (
        "name",
        "number",
        "term",
        "terms",
        "domain",
        "domains",
        "selector",
        "kind",
        "bits",
        "tag",
        "address",
        "sender",
    ),
    "X1",
)


def run(*arguments: str, **options: object) -> str:
    out = io.StringIO()
    call_command("mail_check", *arguments, stdout=out, **options)
    return out.getvalue()


def test_records_as_text_are_explained_in_both_languages():
    english = run("city.example", **RECORDS)
    dutch = run("city.example", language="nl", **RECORDS)

    assert "Servers that are not named may not send for this domain." in english
    assert "Servers die niet genoemd zijn, mogen niet namens dit domein versturen." in dutch
    assert "→ Lees de rapporten." in dutch


def test_a_problem_ends_the_command_with_a_refusal():
    with pytest.raises(CommandError, match=r"^Problems: 1\.$"):
        run("city.example", spf=["v=spf1 +all"])


def test_programs_get_reasons_and_words():
    (spf, counted, dkim, *dmarc) = json.loads(run("city.example", json=True, **RECORDS))

    assert (spf["part"], spf["level"], spf["reason"], spf["do"]) == ("SPF", "ok", "spf-all-fail", "")
    assert counted["facts"] == {"number": "1"}
    assert dkim["facts"] == {"selector": "s1", "bits": "2048"}
    assert [one["reason"] for one in dmarc] == ["dmarc-watches", "dmarc-no-reports"]


@pytest.mark.parametrize(
    ("name", "text"), [("zone", ZONE), ("a.json", '{"city.example": "v=spf1 ip4:192.0.2.1 -all"}')]
)
def test_a_file_holds_the_whole_domain(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    dmarc = ["v=DMARC1; p=none"]

    said = run("city.example", file=str(tmp_path / name), dkim=[f"s1=p={KEY}"], dmarc=dmarc)

    assert "Servers that are not named may not send for this domain." in said


def test_the_sender_of_letters_is_compared(settings):
    settings.SMTP_URL = "smtp://mail.example.org?from=desk@else.example"

    with pytest.raises(CommandError, match="Problems: 1"):
        run("city.example", **RECORDS)
    assert "speak for them" in run("city.example", sender="desk@city.example", **RECORDS)


@pytest.mark.parametrize("domain", ["", "nodot", "a b.nl", "x.nl/", "stad.nl\n", "ü.nl"])
def test_what_is_no_domain_is_refused(domain):
    with pytest.raises(CommandError, match="is no domain"):
        run(domain, **RECORDS)


def test_a_machine_without_dnspython_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "kennisstad.mail.deliverability.lookup", None)

    with pytest.raises(CommandError, match="dnspython is missing"):
        run("city.example")
    assert "2048" in run("city.example", **RECORDS)


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_has_its_sentences(reason, language):
    with override(language):
        means, advice = says(Finding(Part.SPF, Level.PROBLEM, reason, FACTS))
    with override("en"):
        english = says(Finding(Part.SPF, Level.PROBLEM, reason, FACTS))

    assert means.endswith(".")
    assert bool(advice) == bool(SAYS[reason][1])
    assert ((means, advice) == english) == (language == "en")
    assert all(len(sentence.split()) <= 20 for sentence in means.split(". "))


def test_what_was_given_as_spf_and_is_none_is_said_to_be_none():
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("mail_check", "city.example", spf=["rubbish"], dkim=["s1"], stdout=out)

    assert "This is no SPF record" in out.getvalue()
    assert "There is no SPF record" not in out.getvalue()
    assert "Not looked at, for no record was given: DKIM, DMARC." in out.getvalue()


def test_when_all_was_looked_at_nothing_is_said_to_be_missing():
    assert "Not looked at" not in run("city.example", **RECORDS)
