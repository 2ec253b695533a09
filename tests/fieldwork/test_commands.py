# SPDX-License-Identifier: EUPL-1.2
"""The ledger from the command line: shown, paused, and filled from a file, wholly or not at all."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kennisstad.audit.models import Event
from kennisstad.fieldwork.models import Fieldwork, Limit, Norms, Pause, Status
from tests.fieldwork.making import make_fieldwork, make_limit, make_neighbourhood, make_pause
from tests.making import make_district, make_partner

pytestmark = pytest.mark.django_db
HEAD = "partner,study,kind,area,starts_on,ends_on,number,street,number_done"
LATER = timezone.localdate() + timedelta(days=60)


def run(capsys, *words: str, **options) -> str:
    call_command(*words, **options)
    return capsys.readouterr().out


@pytest.fixture
def file(tmp_path):
    def write(*rows: str, head: str = HEAD):
        path = tmp_path / "studies.csv"
        path.write_text("\n".join([head, *rows]) + "\n")
        return str(path)

    return write


def test_each_district_is_shown_with_what_is_asked_and_left(capsys):
    mors, noord = make_district("Mors", "WK054606"), make_district("Noord", "WK054603")
    make_limit(mors, threshold=100)
    make_fieldwork(mors, 30)
    make_pause(noord, starts_on=timezone.localdate(), ends_on=LATER)

    told = run(capsys, "load_show", term="2027-spring")

    assert told.splitlines() == [
        "2027-spring: 2027-02-01 to 2027-08-31, weighed contacts",
        "  WK054606\tMors\t30 (0 expected)\tof 100, 70 left",
        f"  WK054603\tNoord\t0 (0 expected)\tno limit\tpaused from {timezone.localdate()} until {LATER}",
    ]


def test_programs_get_the_same_as_json(capsys):
    make_fieldwork(make_district("Mors", "WK054606"), 30)
    make_district("Noord")

    told = json.loads(run(capsys, "load_show", "--json", district="mors", term="2027-spring"))

    assert told == {
        "term": "2027-spring",
        "from": "2027-02-01",
        "until": "2027-08-31",
        "areas": [
            {
                "code": "WK054606",
                "name": "Mors",
                "contacts": 30,
                "expected": 0,
                "threshold": None,
                "left": None,
                "paused": None,
            }
        ],
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"term": "2027-summer"}, "2027-summer is not a term. Write it as 2026-autumn or 2027-spring."),
        (
            {"district": "Nergens"},
            "There is no area Nergens. Give its name or its code, such as WK054608.",
        ),
        ({"district": "Mors"}, "More than one area is called Mors: A1 and A2. Give its code."),
    ],
)
def test_what_cannot_be_shown_is_said(options, said):
    make_district("Mors", "A1"), make_district("Mors", "A2")

    with pytest.raises(CommandError) as refused:
        call_command("load_show", **options)

    assert str(refused.value) == said


def test_a_district_is_paused_and_everybody_can_read_why(capsys):
    district = make_district("Mors", "WK054606")
    words = {"until": str(LATER), "reason": "Genoeg gevraagd.", "reason_en": "Asked enough."}

    told = run(capsys, "load_pause", "WK054606", **words)

    assert told == f"Mors is paused from {timezone.localdate()} until {LATER}.\n"
    pause = Pause.objects.get()
    assert (pause.area, pause.ends_on) == (district, LATER)
    assert {text.language: text.reason for text in pause.texts.all()} == {
        "nl": "Genoeg gevraagd.",
        "en": "Asked enough.",
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"until": "31-03-2027", "reason": "x"}, "31-03-2027 is not a day. Write it as 2027-04-15."),
        ({"until": str(LATER)}, "Say why: everybody can read the reason."),
        ({"until": "2020-01-01", "reason": "x"}, "The last day is before the first."),
        ({"until": str(LATER), "reason": "x" * 301}, "A reason has at most 300 characters."),
    ],
)
def test_a_pause_that_cannot_be_is_said(options, said):
    make_district("Mors")

    with pytest.raises(CommandError) as refused:
        call_command("load_pause", "Mors", **options)

    assert (str(refused.value), Pause.objects.count()) == (said, 0)


def test_studies_are_taken_over_and_a_second_time_changes_nothing(capsys, file):
    partner, district = make_partner("tno"), make_district("Mors", "WK054606")
    street = make_neighbourhood(district)
    path = file(
        "tno,Geluid,survey,WK054606,2027-02-01,2027-03-01,100,,",
        f"tno,Geluid,interview,{street.code},2026-09-01,2026-10-01,10,Hoge Rijndijk,8",
    )

    assert run(capsys, "load_import", path).startswith("2 new, 0 changed, 0 as before.")
    rows = Fieldwork.objects.order_by("pk").values_list("partner", "area", "number", "number_done", "status")
    assert list(rows) == [
        (partner.pk, district.pk, 100, None, Status.PLANNED),
        (partner.pk, street.pk, 10, 8, Status.DONE),
    ]
    assert run(capsys, "load_import", path).startswith("0 new, 0 changed, 2 as before.")
    assert Event.objects.filter(kind="fieldwork.taken-over").count() == 2


def test_what_changed_in_the_file_changes_in_the_ledger(capsys, file):
    make_partner("tno"), make_district("Mors", "WK054606")
    run(capsys, "load_import", file("tno,Geluid,survey,WK054606,2027-02-01,2027-03-01,100,,"))

    told = run(capsys, "load_import", file("tno,Geluid,survey,WK054606,2027-02-01,2027-04-01,100,,90"))

    assert told.startswith("0 new, 1 changed, 0 as before.")
    assert list(Fieldwork.objects.values_list("ends_on", "number_done")) == [(date(2027, 4, 1), 90)]


def test_a_file_that_asks_more_than_fits_is_written_down_and_said(capsys, file):
    make_partner("tno")
    make_limit(make_district("Mors", "WK054606"), threshold=50)

    told = run(capsys, "load_import", file("tno,Geluid,doors,WK054606,2027-02-01,2027-03-01,60,,"))

    assert "Mors has 60 contacts, more than 50, in 2027-spring." in told
    assert Fieldwork.objects.count() == 1


def test_one_bad_row_and_nothing_is_taken_over(file):
    make_partner("tno"), make_district("Mors", "WK054606")
    good = "tno,Geluid,doors,WK054606,2027-02-01,2027-03-01,60,,"

    with pytest.raises(CommandError) as refused:
        call_command("load_import", file(
            good,
            "nobody,Geluid,doors,WK054699,2027-02-01,2027-03-01,60,,",
            "tno,,doors,WK054606,2027-02-01,2027-03-01,60,,",
            "tno,Geluid,party,WK054606,2027-02-01,2027-03-01,60,,",
            "tno,Geluid,doors,WK054606,2027-02-30,2027-03-01,60,,",
            "tno,Geluid,doors,WK054606,2027-03-02,2027-03-01,60,,",
            "tno,Geluid,doors,WK054606,2027-02-01,2028-03-01,60,,",
            "tno,Geluid,doors,WK054606,2027-02-01,2027-03-01,-1,,",
            "tno,Geluid,doors,WK054606,2027-02-01,2027-03-01,60,Kerkstraat 12a,",
            good,
        ))  # fmt: skip

    assert str(refused.value).splitlines() == [
        "Nothing was taken over; 10 rows cannot be used:",
        "  line 4: the column study is empty.",
        "  line 5: 'party' is no kind; it is one of visit, interview, survey, doors.",
        "  line 6: '2027-02-30' is no day; write it as 2027-04-15.",
        "  line 7: the last day is before the first.",
        "  line 8: it lasts longer than a year; give each year its own row.",
        "  line 9: '-1' is no number from 0 to 100000.",
        "  line 10: the street names a house; write the street alone.",
        "  line 11: this is in the file twice.",
        "  line 3: there is no organisation 'nobody'.",
        "  line 3: there is no area 'WK054699'.",
    ]
    assert not Fieldwork.objects.exists()


@pytest.mark.parametrize(
    ("head", "rows", "said"),
    [
        ("partner,study", ["a,b"], "The first line must name the columns"),
        (HEAD, [], "There is no study in this file."),
        (HEAD, ['tno,"Geluid'], "This is not a CSV file"),
    ],
)
def test_a_file_that_is_none_is_said_so(file, head, rows, said):
    with pytest.raises(CommandError, match=said):
        call_command("load_import", file(*rows, head=head))


def test_a_dry_run_tells_and_changes_nothing(capsys, file):
    make_partner("tno"), make_district("Mors", "WK054606")

    told = run(
        capsys, "load_import", file("tno,Geluid,doors,WK054606,2027-02-01,2027-03-01,60,,"), "--dry-run"
    )

    assert told == "1 new, 0 changed, 0 as before.\nDry run: nothing was changed.\n"
    assert not Fieldwork.objects.exists()


def test_a_pause_is_lifted_before_its_last_day(capsys):
    mors, today = make_district("Mors", "WK054606"), timezone.localdate()
    pause = make_pause(mors, starts_on=today, ends_on=LATER)

    assert run(capsys, "load_lift", "mors") == f"The pause of Mors is lifted from {today} on.\n"

    pause.refresh_from_db()
    assert pause.lifted_on == today
    assert [(event.kind, event.actor) for event in Event.objects.all()] == [("pause.lifted", None)]
    with pytest.raises(CommandError, match=r"^Mors is not paused\.$"):
        call_command("load_lift", "Mors")


def test_of_several_pauses_one_is_named_by_its_first_day(capsys):
    mors, today = make_district("Mors", "WK054606"), timezone.localdate()
    make_pause(mors, starts_on=today, ends_on=today)
    later = make_pause(mors, starts_on=LATER, ends_on=LATER)

    with pytest.raises(CommandError, match=f"Say which: --from {today}, --from {LATER}"):
        call_command("load_lift", "Mors")
    with pytest.raises(CommandError, match="is not paused from that day"):
        call_command("load_lift", "Mors", "--from", "2027-01-01")
    run(capsys, "load_lift", "Mors", "--from", str(LATER))

    later.refresh_from_db()
    assert later.lifted_on == LATER


def test_an_area_gets_a_limit_of_its_own_and_loses_it(capsys):
    mors = make_district("Mors", "WK054606")

    assert run(capsys, "load_limit", "Mors", "--most", "120", "--rest-days", "14") == (
        "Mors bears 120 contacts in a term, and rests 14 days after a full one.\n"
    )
    assert (mors.load_limit.threshold, mors.load_limit.rest_days) == (120, 14)
    assert run(capsys, "load_limit", "Mors", "--lift") == "The city's own rules hold in Mors again.\n"

    assert not Limit.objects.exists()
    with pytest.raises(CommandError, match=r"^Mors has no limit of its own\.$"):
        call_command("load_limit", "Mors", "--lift")
    with pytest.raises(CommandError, match="-1 is not a number from 0 to 100000"):
        call_command("load_limit", "Mors", "--most=-1")


def test_the_rules_of_the_city_are_shown_and_what_is_not_named_stays(capsys):
    assert run(capsys, "load_norms").splitlines()[:2] == [
        "threshold          no limit",
        "rest_days          30",
    ]
    assert not Norms.objects.exists()

    run(capsys, "load_norms", "--most", "200", "--visit-weight", "4")
    run(capsys, "load_norms", "--rest-days", "10")

    held = json.loads(run(capsys, "load_norms", "--json"))
    assert held == {
        "threshold": 200,
        "rest_days": 10,
        "contacts_per_team": 20,
        "visit_weight": 4,
        "interview_weight": 3,
        "survey_weight": 1,
        "door_weight": 1,
    }
    assert Norms.objects.values(*held).get() == held
    run(capsys, "load_norms", "--no-limit")
    assert Norms.objects.get().threshold is None
    with pytest.raises(CommandError, match="0 is not a number from 1 to 20"):
        call_command("load_norms", "--door-weight", "0")
    with pytest.raises(CommandError, match="veel is no whole number"):
        call_command("load_norms", "--most", "veel")
