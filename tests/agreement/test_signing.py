# SPDX-License-Identifier: EUPL-1.2
"""Sign here, elsewhere or on paper; in order and until enough have."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from threading import Barrier

import pytest
from django.db import connection, connections

from kennisstad.agreement.actions import inviting, signing
from kennisstad.agreement.actions.signing import sign_on_paper, sign_with_key, take_signed
from kennisstad.agreement.models import Agreement, Revision, Signature, Status, Way
from kennisstad.agreement.signers import content_of, newest_revision
from kennisstad.agreement.signing.refusing import Reason, Refused
from kennisstad.agreement.signing.verifying import verify
from kennisstad.audit.models import Event
from kennisstad.web.refusals import NotNow
from kennisstad.web.sent_files import FileRefused
from tests.agreement.signing.certificates import PASSWORD, holder, of_odd_key
from tests.agreement.signing.documents import signed, with_a_note
from tests.agreement.signing.offered import NOW, invited, key_of, make_draft, make_offered
from tests.making import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pango")]
SCAN = b"%PDF-1.4 a scan"
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def here(signatory, *, at=NOW, **given) -> Signature:
    given = {"key": key_of(signatory).pkcs12(), "password": PASSWORD} | given
    return sign_with_key(signatory, **given, by=None, at=at)


def on_paper(signatory, *, scan=SCAN, name="scan.pdf", on=TODAY) -> Signature:
    return sign_on_paper(
        signatory, scan=BytesIO(scan), name=name, size_bytes=len(scan), signed_on=on, by=None, at=NOW
    )


def refusal(do) -> Reason:
    with pytest.raises(Refused) as refused:
        do()
    return refused.value.reason


def no(do) -> str:
    with pytest.raises(NotNow) as refused:
        do()
    return str(refused.value)


def test_two_people_sign_and_the_agreement_is_signed():
    agreement, anna, bert = make_offered()

    here(anna)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.signed_on) == (Status.OFFERED, None)
    here(bert, at=NOW + timedelta(days=1))

    agreement.refresh_from_db()
    assert (agreement.status, agreement.signed_on) == (Status.SIGNED, (NOW + timedelta(days=1)).date())
    verdict = verify(content_of(newest_revision(agreement)))
    assert [one.certificate.name for one in verdict.findings] == ["Anna de Boer", "Bert Smit"]
    assert verdict.is_right
    assert [revision.number for revision in agreement.revisions.order_by("number")] == [0, 1, 2]
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "agreement.offered",
        "agreement.signature-added",
        "agreement.signature-added",
        "agreement.signed",
    ]


def test_a_key_whose_signature_nobody_can_check_signs_nothing():
    agreement, anna, _bert = make_offered()
    odd = of_odd_key(anna.name)

    assert refusal(lambda: here(anna, key=odd)) == Reason.BROKEN
    assert not Signature.objects.exists()
    assert newest_revision(agreement).number == 0


def test_a_signature_says_with_which_certificate_and_keeps_no_key(own_files):
    _agreement, anna, _bert = make_offered()

    signature = here(anna)

    assert (signature.way, signature.signed_on, signature.certificate) == (
        Way.CERTIFICATE,
        NOW.date(),
        "Anna de Boer (Testautoriteit)",
    )
    assert len(signature.fingerprint) == 64
    key = key_of(anna).key.private_numbers().private_value.to_bytes(32)
    assert all(key not in file.read_bytes() for file in own_files.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"password": "verkeerd"}, Reason.WRONG_PASSWORD),
        ({"key": b"geen sleutel"}, Reason.NOT_A_KEY),
        ({"key": holder("Carla Jansen").pkcs12()}, Reason.WRONG_PERSON),
        (
            {"key": holder("Anna de Boer", lasts=timedelta(days=365)).pkcs12()},
            Reason.EXPIRED,
        ),
        (
            {"key": holder("Anna de Boer", starts=datetime(2028, 1, 1, tzinfo=UTC)).pkcs12()},
            Reason.NOT_YET_VALID,
        ),
    ],
)
def test_a_key_that_is_not_right_signs_nothing(given, reason):
    agreement, anna, _bert = make_offered()

    assert refusal(lambda: here(anna, **given)) == reason
    assert (Signature.objects.count(), agreement.revisions.count()) == (0, 1)


def test_what_was_signed_elsewhere_is_taken():
    agreement, anna, _bert = make_offered()
    pdf = signed(content_of(newest_revision(agreement)), key_of(anna), field="Signature1")

    signature = take_signed(anna, pdf=pdf, by=None, at=NOW)

    assert (signature.way, signature.revision.number) == (Way.CERTIFICATE, 1)
    assert content_of(newest_revision(agreement)) == pdf


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda pdf, anna: signed(pdf, holder("Carla Jansen")), Reason.WRONG_PERSON),
        (lambda pdf, anna: signed(with_a_note(pdf), key_of(anna)), Reason.CHANGED),
        (lambda pdf, anna: pdf, Reason.NOT_SIGNED),
        (lambda pdf, anna: b"GIF89a", Reason.NOT_A_PDF),
    ],
)
def test_what_was_signed_elsewhere_and_is_not_right_is_not_kept(make, reason):
    agreement, anna, _bert = make_offered()
    pdf = make(content_of(newest_revision(agreement)), anna)

    assert refusal(lambda: take_signed(anna, pdf=pdf, by=None, at=NOW)) == reason
    assert (Signature.objects.count(), agreement.revisions.count()) == (0, 1)


def test_the_document_from_before_somebody_elses_signature_is_refused():
    agreement, anna, bert = make_offered()
    pdf = signed(content_of(newest_revision(agreement)), key_of(bert))
    here(anna)

    assert refusal(lambda: take_signed(bert, pdf=pdf, by=None, at=NOW)) == Reason.OTHER_DOCUMENT


def test_paper_counts_with_its_scan_and_its_day():
    agreement, anna, bert = make_offered()

    signature = on_paper(anna)
    here(bert)

    agreement.refresh_from_db()
    assert (signature.way, signature.scan_type, signature.signed_on) == (
        Way.PAPER,
        "application/pdf",
        NOW.date(),
    )
    assert signature.scan.read() == SCAN
    assert agreement.status == Status.SIGNED


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"on": NOW.date() + timedelta(days=1)}, "Deze dag moet nog komen."),
        (
            {"on": MONDAY.date() - timedelta(days=1)},
            "Op die dag was het document er nog niet. Kijk nog eens naar de dag.",
        ),
    ],
)
def test_paper_of_another_day_is_refused_and_its_scan_is_gone(own_files, given, sentence):
    _agreement, anna, _bert = make_offered()
    before = sorted(own_files.rglob("*"))

    assert no(lambda: on_paper(anna, **given)) == sentence
    assert (Signature.objects.count(), sorted(own_files.rglob("*"))) == (0, before)


@pytest.mark.parametrize(
    ("scan", "name"), [(b"een tekst", "scan.txt"), (b"<html>", "scan.pdf"), (b"GIF89a", "scan.gif")]
)
def test_a_scan_is_a_pdf_or_a_picture(scan, name):
    _agreement, anna, _bert = make_offered()

    with pytest.raises(FileRefused):
        on_paper(anna, scan=scan, name=name)


def test_in_order_only_whose_turn_it_is_signs_and_is_invited():
    _agreement, anna, bert = make_offered(in_order=True)
    sentence = "Anderen ondertekenen voor deze persoon. Wij nodigen iedereen uit als die aan de beurt is."

    assert no(lambda: here(bert)) == sentence
    assert no(lambda: invited(bert)) == sentence
    here(anna)
    here(bert)

    assert Signature.objects.count() == 2


def test_a_quorum_is_enough_and_then_nobody_signs_any_more():
    agreement, anna, bert = make_offered(quorum=1)

    here(bert)

    agreement.refresh_from_db()
    assert agreement.status == Status.SIGNED
    assert no(lambda: here(anna)) == "Deze overeenkomst ligt nu niet klaar om te ondertekenen."
    assert no(lambda: here(bert)) == "Deze persoon heeft al ondertekend."


def test_nobody_signs_a_draft_or_is_invited_to_it():
    agreement = make_draft()
    anna = agreement.signatories.in_turn().first()
    sentence = "Deze overeenkomst ligt nu niet klaar om te ondertekenen."

    assert (no(lambda: here(anna)), no(lambda: invited(anna))) == (sentence, sentence)


def test_a_document_that_was_damaged_on_our_disk_is_not_signed():
    agreement, anna, _bert = make_offered()
    with newest_revision(agreement).content.open("r+b") as file:
        file.write(b"X")

    assert no(lambda: here(anna)) == (
        "Het document dat wij bewaarden, is niet meer wat het was. Bel ons loket: het staat nog in een"
        " reservekopie."
    )


def test_who_has_no_address_is_not_invited():
    _agreement, anna, _bert = make_offered()
    type(anna).objects.filter(pk=anna.pk).update(email="")

    assert no(lambda: inviting.invite(anna, by=None, at=NOW)) == (
        "Wij hebben geen e-mailadres van deze persoon. Vul het eerst in."
    )


def _both_at_once(anna, bert) -> list[object]:
    def sign(signatory):
        try:
            return here(signatory)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(sign, (anna, bert)))


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_sign_after_each_other():
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL lets two change at once.")
    agreement, anna, bert = make_offered()

    outcomes = _both_at_once(anna, bert)

    assert [type(one) for one in outcomes] == [Signature, Signature]
    verdict = verify(content_of(newest_revision(agreement)))
    assert (len(verdict.findings), verdict.is_right) == (2, True)
    assert Agreement.objects.get().status == Status.SIGNED


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_one_of_two_would_fail(monkeypatch):
    """The negative control: both build on the same revision, and the database lets one of them in."""
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL lets two change at once.")
    agreement, anna, bert = make_offered()
    monkeypatch.setattr(signing, "hold", lambda agreement: None)
    slow = signing.content_of
    meeting = Barrier(2, timeout=20)

    def both_read(revision):
        content = slow(revision)
        meeting.wait()
        return content

    monkeypatch.setattr(signing, "content_of", both_read)

    outcomes = _both_at_once(anna, bert)

    assert sorted(type(one).__name__ for one in outcomes) == ["IntegrityError", "Signature"]
    assert Revision.objects.filter(agreement=agreement).count() == 2
