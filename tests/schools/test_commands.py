# SPDX-License-Identifier: EUPL-1.2
"""Schools and offers from files, and what the command line tells."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kennisstad.schools.models import Booking, Offer, School
from kennisstad.schools.searchable import offers
from tests.making import make_district, make_partner
from tests.schools.making import make_booking, make_moment, make_offer, make_school

pytestmark = pytest.mark.django_db
OFFER = """
offers:
- key: botten
  partner: naturalis
  place: partner
  district: WK054607
  minutes: 90
  price_cents: 450
  classes: [po-5, po-6]
  subjects: nature maths
  nl: {title: Botten, does: Meten.}
"""


def run(capsys, *words: str, **options) -> str:
    call_command(*words, **options)
    return capsys.readouterr().out


@pytest.fixture
def file(tmp_path):
    def write(text: str, name: str = "file.csv") -> str:
        path: Path = tmp_path / name
        path.write_text(text)
        return str(path)

    return write


def test_a_list_of_the_ministry_is_taken_over_once(capsys, file):
    noord = make_district("Noord", "WK054603")
    noord.postcodes.create(pc4=2315, source="test")
    rows = "VESTIGINGSCODE;VESTIGINGSNAAM;POSTCODE;AANTAL LEERLINGEN\n12AB00;De Brug;2315 AA;200\n"

    first = run(capsys, "import_schools", file(rows), sector="po")
    again = run(capsys, "import_schools", file(rows), sector="po")
    moved = run(capsys, "import_schools", file(rows.replace("De Brug", "De Poort")), sector="po")

    assert [told.splitlines()[0] for told in (first, again, moved)] == [
        "1 new, 0 changed, 0 as before.",
        "0 new, 0 changed, 1 as before.",
        "0 new, 1 changed, 0 as before.",
    ]
    school = School.objects.get()
    assert (school.name, school.brin, school.district, school.pupils) == ("De Poort", "12AB00", noord, 200)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("De Brug,xo,WK054603,2", "xo is no sector"),
        (",po,WK054603,2", "a name is one line"),
        ("De Brug,po,WK99,2", "there is no district 'WK99'"),
        ("De Brug,po,WK054603,-2", "-2 is no number of pupils"),
        ("De Brug,po,WK054603,99999999", "is no number of pupils"),
    ],
)
def test_rows_that_do_not_fit_are_left_out_with_the_reason(capsys, file, row, reason):
    make_district("Noord", "WK054603")
    text = f"name,sector,district,pupils\nDe Goede,po,WK054603,5\n{row}\n"

    told = run(capsys, "import_schools", file(text))

    assert (reason in told, [*School.objects.values_list("name", flat=True)]) == (True, ["De Goede"])


def test_offers_come_in_as_drafts_and_a_dry_run_keeps_nothing(capsys, file):
    make_partner("naturalis")
    make_district("Boerhaave", "WK054607")
    path = file(OFFER, "offers.yaml")

    assert "Dry run" in run(capsys, "import_offers", path, dry_run=True)
    assert not Offer.objects.exists()
    run(capsys, "import_offers", path)
    again = run(capsys, "import_offers", path)

    offer = Offer.objects.get()
    assert (offer.status, offer.class_keys, offer.price_cents) == ("draft", ["po-5", "po-6"], 450)
    assert again.startswith("0 new, 0 changed, 1 as before.")


def test_offers_come_from_csv_too(capsys, file):
    make_partner("naturalis")
    head = "key,partner,place,minutes,classes,title_nl,does_nl"
    text = f"{head}\nbotten,naturalis,partner,90,po-5 po-6,Botten,Meten.\n"

    run(capsys, "import_offers", file(text))

    assert Offer.objects.get().texts.get().title == "Botten"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("partner: naturalis", "partner: nobody", "there is no organisation 'nobody'"),
        ("place: partner", "place: moon", "place:"),
        ("minutes: 90", "minutes: 30000", "  offer botten: minutes: 30000 is more than 2400.\n"),
        (
            "minutes: 90",
            "minutes: 99999999",
            "minutes must be a whole number of at most 9999999; it is 99999999.",
        ),
        ("minutes: 90", "minutes: lang", "minutes must be a whole number of at most 9999999; it is lang."),
        (
            "title: Botten",
            f"title: {'x' * 121}",
            "  offer botten: in nl, title: Ensure this value has at most 120",
        ),
        ("[po-5, po-6]", "[po-9]", "po-9 is unknown"),
        ("title: Botten", "name: Botten", "per language it may say"),
        ("key: botten", "sleutel: botten", "unknown names: "),
    ],
)
def test_offers_that_do_not_fit_are_refused_with_the_reason(capsys, file, old, new, reason):
    make_partner("naturalis")
    make_district("Boerhaave", "WK054607")

    with pytest.raises(CommandError):
        call_command("import_offers", file(OFFER.replace(old, new), "offers.yaml"))

    assert (reason in capsys.readouterr().out, Offer.objects.exists()) == (True, False)


def test_a_school_that_would_become_another_is_refused_by_its_line(capsys, file):
    make_school("De Brug", brin="12AB00")
    make_school("De Wal", brin="34CD00")

    told = run(capsys, "import_schools", file("name,sector,brin\nDe Wal,po,12AB00\nDe Goede,po,\n"))

    assert "  line 2: name, sector, postcode: another one has the same.\n" in told
    assert [*School.objects.order_by("pk").values_list("name", flat=True)] == [
        "De Brug",
        "De Wal",
        "De Goede",
    ]


@pytest.mark.parametrize("text", ["", "offers: 3", "- a", "a: [", "offers: []", "\x01"])
def test_what_is_no_file_of_offers_is_refused(file, text):
    with pytest.raises(CommandError):
        call_command("import_offers", file(text, "offers.yaml"))


def test_offers_and_bookings_are_told_without_teachers(capsys):
    moment = make_moment(make_offer(key="botten"), seats=25)
    make_booking(moment, 20, school="De Brug")
    make_booking(moment, 20, school="De Poort")

    assert "\tbotten\t" in run(capsys, "offer_list")
    assert "20 of 25 pupils, 1 classes waiting" in run(capsys, "offer_show", "botten")
    told = run(capsys, "booking_list", offer="botten")

    assert [line.split("\t")[2:] for line in told.splitlines()] == [
        ["booked", "po-5", "20", "De Brug"],
        ["waiting", "po-5", "20", "De Poort"],
    ]
    assert Booking.objects.first().contact.email not in told
    with pytest.raises(CommandError, match="There is no offer"):
        call_command("offer_show", "9" * 30)


def test_a_booking_is_cancelled_by_its_number(capsys):
    at = timezone.now()
    booking = make_booking(make_moment(make_offer(key="botten"), at=at), at=at)
    number = run(capsys, "booking_list", offer="botten").split("\t")[0]

    said = run(capsys, "booking_cancel", number)

    booking.refresh_from_db()
    assert (said, booking.status) == (f"Booking {booking.pk} is cancelled.\n", "cancelled")
    for wrong, refusal in (
        (number, "ended already|al afgelopen"),
        ("x", "no booking"),
        ("9" * 30, "no booking"),
    ):
        with pytest.raises(CommandError, match=refusal):
            call_command("booking_cancel", wrong)


def test_reach_is_told(capsys):
    make_school(district=make_district("Noord", "WK054603"))

    assert "Noord\tThe one school here had no turn." in run(capsys, "school_reach", year="2026")
    assert "WK054603,Noord,po,1,0,0," in run(capsys, "school_reach", "--csv", year="2026")
    with pytest.raises(CommandError, match="not a school year"):
        call_command("school_reach", year="nul")


def test_public_offers_are_found_by_their_words_in_each_language():
    offer, draft = make_offer(), make_offer(publish=False)

    found = list(offers(None))

    assert [(one.language, one.title, one.address) for one in found] == [
        ("nl", "Dino's meten", f"/scholen/{offer.pk}/"),
        ("en", "Measuring dinosaurs", f"/en/schools/{offer.pk}/"),
    ]
    assert "natuur en milieu" in found[0].words
    assert list(offers([draft.pk])) == []
