# SPDX-License-Identifier: EUPL-1.2
"""The programme manager has an agreement signed."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.agreement.models import Agreement, Signature, Status
from kennisstad.agreement.signing.certificates import same_name
from kennisstad.mail.models import Letter
from tests.agreement.signing.offered import make_draft
from tests.making import make_partner, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pango")]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def draft(client) -> Agreement:
    client.force_login(make_user(Role.PROGRAMME_MANAGER))
    return make_draft()


def page(agreement, name: str = "signing", **more) -> str:
    return reverse(f"workspace:{name}", kwargs={"pk": agreement.pk} | more)


def press(client, agreement, name, *, data=None, **more):
    return client.post(page(agreement, name, **more), data or {})


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def scan(content: bytes = b"%PDF-1.4 scan") -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.pdf", content)


def test_from_draft_to_signed_on_paper(client, draft):
    anna, bert = draft.signatories.in_turn()
    today = timezone.localdate().isoformat()

    assert press(client, draft, "signing_offer").status_code == 302
    assert press(client, draft, "signing_invite", signatory=anna.pk).status_code == 302
    for person in (anna, bert):
        data = {"signed_on": today, "scan": scan()}
        answer = press(client, draft, "signing_paper", data=data, signatory=person.pk)
        assert answer.status_code == 302

    draft.refresh_from_db()
    assert (draft.status, draft.signed_on.isoformat()) == (Status.SIGNED, today)
    assert Letter.objects.get().to == "anna@example.org"
    shown = words(client.get(page(draft)))
    assert "Op papier ondertekend op" in shown
    handed = client.get(page(draft, "signing_scan", signatory=anna.pk))
    assert (handed.content, handed.headers["Content-Type"]) == (b"%PDF-1.4 scan", "application/pdf")
    assert handed.headers["Content-Disposition"].startswith("attachment")


def test_a_scan_that_is_none_is_told_and_what_was_filled_in_stays(client, draft):
    anna = draft.signatories.in_turn().first()
    press(client, draft, "signing_offer")

    answer = press(
        client,
        draft,
        "signing_paper",
        data={"signed_on": "2026-01-05", "scan": scan(b"<html>")},
        signatory=anna.pk,
    )

    assert answer.status_code == 400
    assert "Dit is een webpagina of een tekening" in words(answer)
    assert 'value="2026-01-05"' in words(answer)
    assert Signature.objects.count() == 0


def test_somebody_is_added_changed_moved_and_taken_out(client, draft):
    partner = make_partner("museum")
    draft.parties.create(partner=partner, joined_on=draft.starts_on)
    data = {
        "partner": partner.pk,
        "name": "Carla Jansen",
        "post": "directeur",
        "email": "c@example.org",
        "language": "en",
    }

    assert press(client, draft, "signing_add", data=data).status_code == 302
    carla = draft.signatories.get(partner=partner)
    assert press(client, draft, "signing_up", signatory=carla.pk).status_code == 302
    changed = {**data, "name": "C. Jansen"}
    assert press(client, draft, "signing_change", data=changed, signatory=carla.pk).status_code == 302
    assert [one.name for one in draft.signatories.in_turn()] == ["Anna de Boer", "C. Jansen", "Bert Smit"]
    assert press(client, draft, "signing_remove", signatory=carla.pk).status_code == 302
    assert draft.signatories.count() == 2
    assert same_name("C. Jansen", "Carla Jansen")


def test_order_and_number_are_set_and_a_number_too_high_is_told(client, draft):
    assert press(client, draft, "signing_terms", data={"in_order": "on", "quorum": "2"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.in_order, draft.quorum) == (True, 2)
    assert "Zij ondertekenen na elkaar. 2 handtekeningen zijn genoeg." in words(client.get(page(draft)))

    answer = press(client, draft, "signing_terms", data={"quorum": "9"})

    assert answer.status_code == 409
    assert "Zoveel handtekeningen kunnen er niet komen" in words(answer)


def test_what_is_missing_is_said_instead_of_a_button(client, draft):
    draft.signatories.first().delete()

    shown = words(client.get(page(draft)))

    assert "ondertekent nog niemand. Zeg wie dat doet." in shown
    assert page(draft, "signing_offer") not in shown
    assert press(client, draft, "signing_offer").status_code == 409


def test_the_document_is_read_before_it_is_signed_and_goes_when_it_is_taken_back(client, draft):
    assert client.get(page(draft, "signing_document")).status_code == 404
    press(client, draft, "signing_offer")

    assert BytesIO(client.get(page(draft, "signing_document")).content).read(5) == b"%PDF-"
    assert press(client, draft, "signing_withdraw").status_code == 302
    assert client.get(page(draft, "signing_document")).status_code == 404


def test_a_person_of_another_agreement_is_not_found(client, draft):
    other = Agreement.objects.create(
        key="ander",
        kind="successor",
        follows=draft,
        starts_on=draft.starts_on.replace(year=2028),
        ends_on=draft.ends_on.replace(year=2031),
    )
    anna = draft.signatories.in_turn().first()

    assert press(client, other, "signing_invite", signatory=anna.pk).status_code == 404
