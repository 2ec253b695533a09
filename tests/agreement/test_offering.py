# SPDX-License-Identifier: EUPL-1.2
"""Who signs, offering, and taking back."""

from datetime import date, timedelta

import pytest

from kennisstad.agreement.actions import articles, offering, signatories, signing
from kennisstad.agreement.actions.holding import FIXED
from kennisstad.agreement.models import Revision, Signatory, Status
from kennisstad.agreement.signers import content_of, newest_revision
from kennisstad.audit.models import Event
from kennisstad.web.refusals import NotNow
from tests.agreement.making import make_agreement
from tests.agreement.signing.certificates import PASSWORD
from tests.agreement.signing.offered import NOW, invited, key_of, make_draft, make_offered
from tests.making import MONDAY, make_partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pango")]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def no(do) -> str:
    with pytest.raises(NotNow) as refused:
        do()
    return str(refused.value)


def kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_what_is_offered_has_a_document_and_stays_as_it_is():
    agreement = make_draft()

    offering.offer(agreement, by=None, at=MONDAY)

    agreement.refresh_from_db()
    revision = agreement.revisions.get()
    assert (agreement.status, revision.number, revision.made_at) == (Status.OFFERED, 0, MONDAY)
    assert (len(content_of(revision)), kinds()) == (revision.size_bytes, ["agreement.offered"])
    article = agreement.articles.get()
    assert no(lambda: articles.remove_article(article, by=None, at=MONDAY)) == FIXED[Status.OFFERED]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda one: one.signatories.all().delete(),
            "Er ondertekent nog niemand. Zeg wie dat namens elke partij doet.",
        ),
        (
            lambda one: one.signatories.get(partner__key="school").delete(),
            "Namens School ondertekent nog niemand. Zeg wie dat doet.",
        ),
        (
            lambda one: one.parties.filter(partner__key="school").update(left_on=date(2024, 1, 1)),
            "Bert Smit zou ondertekenen namens niemand die meedoet. Haal deze naam weg.",
        ),
        (
            lambda one: type(one).objects.filter(pk=one.pk).update(quorum=3),
            "Er zijn meer handtekeningen nodig dan er mensen zijn die ondertekenen. Verander dat aantal.",
        ),
    ],
)
def test_nothing_is_offered_before_it_is_clear_who_signs(change, sentence):
    agreement = make_draft()
    change(agreement)

    assert no(lambda: offering.offer(agreement, by=None, at=MONDAY)) == sentence
    assert (Revision.objects.count(), kinds()) == (0, [])


def test_with_a_quorum_not_every_party_needs_somebody():
    agreement = make_draft(quorum=1)
    agreement.signatories.get(partner__key="school").delete()

    offering.offer(agreement, by=None, at=MONDAY)

    assert agreement.status == Status.OFFERED


def test_what_is_taken_back_is_a_draft_without_document_or_links(
    own_files, django_capture_on_commit_callbacks
):
    agreement, anna, _bert = make_offered()
    invited(anna)

    with django_capture_on_commit_callbacks(execute=True):
        offering.withdraw(agreement, by=None, at=NOW)

    agreement.refresh_from_db()
    anna.refresh_from_db()
    assert (agreement.status, agreement.revisions.count()) == (Status.DRAFT, 0)
    assert (anna.code_digest, anna.link_until) == ("", None)
    assert [one for one in own_files.rglob("*") if one.is_file()] == []
    assert no(lambda: offering.withdraw(agreement, by=None, at=NOW)) == (
        "Deze overeenkomst ligt nu niet klaar om te ondertekenen."
    )


def test_once_somebody_signed_nothing_is_taken_back_or_changed():
    agreement, anna, bert = make_offered()
    signing.sign_with_key(anna, key=key_of(anna).pkcs12(), password=PASSWORD, by=None, at=NOW)
    sentence = (
        "Er heeft al iemand ondertekend. Vanaf nu blijft vast wie er ondertekent en wat er ondertekend wordt."
    )

    for do in (
        lambda: offering.withdraw(agreement, by=None, at=NOW),
        lambda: signatories.remove_signatory(bert, by=None, at=NOW),
        lambda: signatories.move_up(bert, by=None, at=NOW),
        lambda: signatories.set_terms(agreement, in_order=True, quorum=1, by=None, at=NOW),
        lambda: add(agreement, make_partner()),
    ):
        assert no(do) == sentence


def add(agreement, partner, **fields) -> Signatory:
    words = {"name": "Carla Jansen", "post": "rector", "email": "carla@example.org", "language": "nl"}
    return signatories.add_signatory(agreement, partner, **words | fields, by=None, at=NOW)


def change(signatory, **fields) -> None:
    words = {"name": signatory.name, "post": signatory.post, "email": signatory.email, "language": "nl"}
    signatories.change_signatory(signatory, **words | fields, by=None, at=NOW)


def test_somebody_signs_for_a_party_that_has_nobody_yet():
    partner = make_partner()
    agreement = make_agreement(status=Status.DRAFT, parties=[partner])

    first = add(agreement, partner)

    assert (first.place, kinds()) == (1, ["agreement.signatory-added"])
    assert no(lambda: add(agreement, partner)) == (
        "Namens deze partij ondertekent al iemand. Verander die naam."
    )
    assert no(lambda: add(agreement, make_partner())) == (
        "Deze partner doet niet mee aan de overeenkomst. Voeg hem eerst toe als partij."
    )


def test_another_name_makes_the_document_anew_and_the_old_link_useless():
    agreement, anna, _bert = make_offered()
    invited(anna)
    before = newest_revision(agreement)

    change(anna, name="Carla Jansen")

    anna.refresh_from_db()
    after = newest_revision(agreement)
    assert (anna.name, anna.code_digest, anna.link_until) == ("Carla Jansen", "", None)
    assert (after.number, after.sha256 != before.sha256) == (0, True)


def test_after_a_signature_the_others_may_still_be_replaced_but_not_who_signed():
    agreement, anna, bert = make_offered()
    signing.sign_with_key(anna, key=key_of(anna).pkcs12(), password=PASSWORD, by=None, at=NOW)
    newest = newest_revision(agreement)

    change(bert, name="Carla Jansen")

    assert newest_revision(agreement) == newest
    assert no(lambda: change(anna, name="Iemand anders")) == "Deze persoon heeft al ondertekend."


def test_people_change_places_and_a_number_of_signatures_is_agreed():
    agreement = make_draft()
    _anna, bert = agreement.signatories.in_turn()

    signatories.move_up(bert, by=None, at=NOW)
    signatories.set_terms(agreement, in_order=True, quorum=2, by=None, at=NOW)

    agreement.refresh_from_db()
    assert [one.name for one in agreement.signatories.in_turn()] == ["Bert Smit", "Anna de Boer"]
    assert (agreement.in_order, agreement.quorum) == (True, 2)
    assert no(lambda: signatories.move_up(bert, by=None, at=NOW)) == "Deze persoon is al de eerste."
    for quorum in (0, 3):
        assert "Kies een lager aantal." in no(
            lambda quorum=quorum: signatories.set_terms(
                agreement, in_order=False, quorum=quorum, by=None, at=NOW
            )
        )


def test_the_last_one_who_signs_stays_as_long_as_it_is_offered():
    _agreement, anna, bert = make_offered()

    signatories.remove_signatory(anna, by=None, at=NOW)

    assert no(lambda: signatories.remove_signatory(bert, by=None, at=NOW)) == (
        "Er blijven te weinig mensen over om te ondertekenen. Neem de overeenkomst eerst terug."
    )


def test_a_link_lasts_fourteen_days_and_a_new_one_takes_its_place():
    _agreement, anna, _bert = make_offered()

    first, second = invited(anna), invited(anna, NOW + timedelta(days=1))

    anna.refresh_from_db()
    assert (first != second, len(second)) == (True, 45)
    assert anna.link_until == NOW + timedelta(days=15)
