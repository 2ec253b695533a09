# SPDX-License-Identifier: EUPL-1.2
"""A teacher finds an offer and books it: the pages, and what they answer to bad input."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.audit import retention
from kennisstad.mail.models import Letter
from kennisstad.schools import actions
from kennisstad.schools.following import code_of
from kennisstad.schools.models import Booking, BookingContact
from tests.making import make_district, make_partner
from tests.schools.making import make_booking, make_moment, make_offer, make_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_is_trusted")]
DUTCH_AND_ENGLISH = pytest.mark.parametrize("language", ["nl", "en"])


def words(title):
    return {"nl": {"title": title, "does": "Doen."}}


def a_moment(offer=None, **fields):
    return make_moment(offer, at=timezone.now(), **fields)


def filled_in(**more):
    return {
        "key": str(uuid.uuid4()),
        "school": "De Brug",
        "group": "po-5",
        "pupils": "20",
        "name": "Juf Voorbeeld",
        "email": "juf@example.org",
    } | more


def path_of(moment, language="nl"):
    with override(language):
        return reverse("schools:book", args=[moment.offer_id, moment.pk])


def page_of(booking):
    return reverse("schools:booking", args=[code_of(booking.key, booking.code_digest)])


def titles(answer):
    return [offer.text.title for offer, _moments in answer.context["rows"]]


@pytest.fixture
def some_offers():
    """Three offers that differ in everything a teacher can choose by."""
    mors = make_district("Mors")
    bones = make_offer(
        make_partner("naturalis"), words=words("Botten"), classes=["po-5"], subjects=["nature"]
    )
    stars = make_offer(
        words=words("Sterren"),
        classes=["vwo-5", "havo-4"],
        subjects=["science"],
        place="school",
        district=mors,
    )
    songs = make_offer(
        words=words("Liedjes"), classes=["voorschool", "po-1"], subjects=["art"], place="online"
    )
    a_moment(bones, days=20)
    a_moment(stars, days=10)
    return bones, stars, songs, mors


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Sterren", "Botten", "Liedjes"]),
        ("sector=po", ["Botten", "Liedjes"]),
        ("sector=vo", ["Sterren"]),
        ("group=po-1", ["Liedjes"]),
        ("sector=vo&group=po-5", ["Botten"]),
        ("subject=nature", ["Botten"]),
        ("place=online", ["Liedjes"]),
        ("partner=naturalis", ["Botten"]),
        ("partner=nobody", []),
        ("sector=nothing&group=&subject=%00", ["Sterren", "Botten", "Liedjes"]),
        ("since=yesterday&since=2026-02-31", ["Sterren", "Botten", "Liedjes"]),
    ],
)
def test_offers_are_found_by_what_a_teacher_chooses(client, some_offers, query, expected):
    assert titles(client.get(f"/scholen/?{query}")) == expected


def test_offers_are_found_by_district_and_day(client, some_offers):
    *_offers, mors = some_offers
    day = timezone.localdate() + timedelta(days=15)

    assert titles(client.get(f"/scholen/?district={mors.slug}")) == ["Sterren"]
    assert titles(client.get(f"/scholen/?since={day}")) == ["Botten"]


def test_drafts_and_what_was_withdrawn_are_not_in_the_list(client):
    draft, gone = make_offer(publish=False), make_offer()
    actions.withdraw(gone, by=None, at=timezone.now())

    assert titles(client.get("/scholen/")) == []
    assert client.get(f"/scholen/{draft.pk}/").status_code == 404
    page = client.get(f"/scholen/{gone.pk}/")
    assert (page.status_code, "ingetrokken" in page.content.decode()) == (200, True)


@pytest.mark.parametrize("count", [2, 30])
def test_the_list_takes_as_many_queries_however_long(client, count, django_assert_num_queries):
    for number in range(count):
        offer = make_offer(words=words(f"Aanbod {number}"), district=make_district())
        make_booking(a_moment(offer), at=timezone.now())
        a_moment(offer, days=20)

    with django_assert_num_queries(11):
        client.get("/scholen/")


@pytest.mark.parametrize("count", [1, 40])
def test_an_offers_page_takes_few_queries(client, count, django_assert_max_num_queries):
    offer = make_offer(district=make_district())
    for day in range(count):
        a_moment(offer, days=10 + day)

    with django_assert_max_num_queries(9):
        page = client.get(f"/scholen/{offer.pk}/")

    assert len(page.context["moments"]) == count


@DUTCH_AND_ENGLISH
def test_a_teacher_books_without_an_account(client, language):
    moment, school = a_moment(), make_school("De Brug")
    form = client.get(path_of(moment, language))

    answer = client.post(path_of(moment, language), filled_in(key=str(form.context["form"]["key"].value())))

    booking = Booking.objects.get()
    assert (booking.school, booking.class_key, booking.pupils, booking.language) == (
        school,
        "po-5",
        20,
        language,
    )
    assert booking.contact.email == "juf@example.org"
    assert not client.cookies
    page = client.get(answer["Location"])
    assert (page.status_code, page["Cache-Control"], page["Referrer-Policy"]) == (
        200,
        "no-store",
        "no-referrer",
    )


def test_a_school_of_another_kind_with_the_same_name_is_not_meant(client):
    make_school("De Brug", sector="vo")

    client.post(path_of(a_moment()), filled_in(school="de brug"))

    booking = Booking.objects.get()
    assert (booking.school, booking.school_typed) == (None, "de brug")


def test_the_same_form_twice_is_one_booking_on_one_page(client):
    moment, told = a_moment(), filled_in()

    first, second = (client.post(path_of(moment), told) for _ in range(2))

    assert (first["Location"], Booking.objects.count(), Letter.objects.count()) == (second["Location"], 1, 1)


def test_the_same_key_with_other_words_is_another_booking(client):
    moment, told = a_moment(), filled_in()

    client.post(path_of(moment), told)
    client.post(path_of(moment), told | {"email": "other@example.org", "pupils": "5"})

    assert sorted(Booking.objects.values_list("pupils", flat=True)) == [5, 20]


@DUTCH_AND_ENGLISH
def test_who_comes_too_late_loses_politely_and_can_wait(client, language):
    offer = make_offer()
    moment, other = a_moment(offer), a_moment(offer, days=20)
    make_booking(moment, 30, at=timezone.now())

    lost = client.post(path_of(moment, language), filled_in())

    assert (lost.status_code, Booking.objects.count()) == (409, 1)
    page = lost.content.decode()
    assert all(said in page for said in ("Juf Voorbeeld", "De Brug", 'name="wait"', path_of(other, language)))

    waits = client.post(path_of(moment, language), filled_in(wait="1"))

    place = client.get(waits["Location"])
    assert (place.context["place"], place.context["booking"].status) == (1, "waiting")


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nothing"},
        {"email": ""},
        {"pupils": "0"},
        {"pupils": "31"},
        {"pupils": "9" * 400},
        {"pupils": "een"},
        {"group": "vwo-6"},
        {"group": ""},
        {"school": ""},
        {"school": "\x00"},
        {"school": "x" * 10_000},
        {"name": "\x00\x01"},
        {"phone": "0" * 41},
        {"key": "none"},
    ],
    ids=lambda wrong: f"{next(iter(wrong))}-{next(iter(wrong.values()))[:8]!r}",
)
def test_what_is_filled_in_wrongly_is_said_and_nothing_is_lost(client, wrong):
    told = filled_in(**wrong)

    answer = client.post(path_of(a_moment()), told)

    page = answer.content.decode()
    assert (answer.status_code, Booking.objects.count()) == (400, 0)
    assert 'role="alert"' in page
    assert all(f'value="{told[name]}"' in page for name in {"school", "name", "email"} - wrong.keys())


def test_an_odd_key_does_not_hold_a_teacher_up(client):
    assert client.post(path_of(a_moment()), filled_in(key="")).status_code == 302


def test_past_and_withdrawn_moments_say_so(client):
    past, gone = a_moment(), a_moment()
    past.book_until = timezone.now() - timedelta(minutes=1)
    past.save()
    actions.withdraw(gone.offer, by=None, at=timezone.now())

    for moment in (past, gone):
        assert client.get(path_of(moment)).status_code == 200
        answer = client.post(path_of(moment), filled_in())
        assert (answer.status_code, "<form class" in answer.content.decode()) == (409, False)
    assert not Booking.objects.exists()


def test_moments_of_other_offers_drafts_and_none_are_not_found(client):
    moment, draft = a_moment(), a_moment(make_offer(publish=False))

    for path in (
        f"/scholen/{draft.offer_id}/boeken/{moment.pk}/",
        path_of(draft),
        "/scholen/1/boeken/999999/",
    ):
        assert client.get(path).status_code == 404
        assert client.post(path, filled_in()).status_code == 404
    assert client.get(f"/scholen/{'9' * 30}/").status_code == 404
    for address in (f"/scholen/{'9' * 30}/boeken/1/", f"/scholen/1/boeken/{'9' * 30}/"):
        assert client.get(address).status_code == client.post(address, filled_in()).status_code == 404


def test_a_machine_is_thanked_and_forgotten(client):
    answer = client.post(path_of(a_moment()), filled_in(website="https://spam.example"))

    assert (answer.status_code, answer["Location"], Booking.objects.count()) == (302, "/scholen/", 0)


def test_a_form_from_another_site_is_refused(client):
    answer = client.post(path_of(a_moment()), filled_in(), headers={"Sec-Fetch-Site": "cross-site"})

    assert (answer.status_code, Booking.objects.count()) == (403, 0)


def test_nobodys_letter_box_is_filled(client):
    for _ in range(21):
        answer = client.post(path_of(a_moment(seats=500)), filled_in())

    assert (answer.status_code, Letter.objects.count()) == (429, 20)


def test_looking_at_a_booking_changes_nothing_and_a_button_cancels(client):
    booking = make_booking(a_moment(), at=timezone.now())

    assert client.get(page_of(booking)).status_code == 200
    assert Booking.objects.get().status == "booked"
    client.post(page_of(booking))
    again = client.post(page_of(booking))

    assert (Booking.objects.get().status, again.status_code) == ("cancelled", 409)
    assert client.get(page_of(booking)).status_code == 200


def test_wrong_codes_are_not_found_and_run_out(client):
    odd = ["book-" + "0" * 40, "x", "x" * 3000, "%00", "%F0%9F%99%82"]

    answers = [client.get(f"/scholen/boeking/{odd[n % len(odd)]}/").status_code for n in range(101)]

    assert answers == [404] * 100 + [429]


def test_a_booking_goes_into_a_diary(client):
    moment = a_moment()
    booking = make_booking(moment, at=timezone.now())

    file = client.get(page_of(booking) + "agenda.ics")

    written = file.content.decode()
    assert file["Content-Type"].startswith("text/calendar")
    assert f"DTSTART:{moment.begins_at:%Y%m%dT%H%M%S}Z" in written
    assert ("STATUS:CONFIRMED" in written, "SUMMARY:Dino's meten" in written) == (True, True)


def test_codes_are_not_in_the_log(client, caplog):
    client.get("/scholen/boeking/book-0123456789012345678901234567890123456789/")

    assert "0123456789" not in caplog.text


def test_the_teacher_is_forgotten_30_days_after_the_visit():
    moment = make_moment()
    make_booking(moment, school="De Brug")

    retention.obey(moment.ends_at + timedelta(days=30))
    assert BookingContact.objects.count() == 1
    retention.obey(moment.ends_at + timedelta(days=31))
    assert (BookingContact.objects.count(), Booking.objects.get().school_typed) == (0, "De Brug")
    retention.obey(moment.ends_at + timedelta(days=401))
    assert Booking.objects.get().school_typed == ""
