# SPDX-License-Identifier: EUPL-1.2
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisstad.audit.models import Event
from kennisstad.lib.files import Problem, Report, UnusableFile
from kennisstad.neighbourhoods import actions, postcode_file
from kennisstad.neighbourhoods.models import PostcodeArea
from kennisstad.neighbourhoods.postcode_file import FoundPostcode
from tests.neighbourhoods.making import MONDAY, make_district

HEADING = "pc4,district_code,share,source\n"


def read(*rows):
    return postcode_file.read(HEADING + "\n".join(rows))


def take_over(*rows):
    return actions.import_postcodes(read(*rows), by_id=7, at=MONDAY)


def stored():
    return set(PostcodeArea.objects.values_list("pc4", "area__code", "share", "source"))


def test_reads_rows_with_commas_or_semicolons_and_decimal_commas():
    expected = [
        FoundPostcode(2317, "WK054608", 0.75, "CBS", 2),
        FoundPostcode(2318, "WK054608", None, "CBS", 3),
    ]

    assert read("2317,WK054608,0.75,CBS", "2318,WK054608,,CBS").postcodes == expected
    assert (
        postcode_file.read(
            "source;pc4;district_code;share\r\nCBS;2317 AB;WK054608;0,75\r\nCBS;2318;WK054608;\r\n"
        ).postcodes
        == expected
    )


@pytest.mark.parametrize(
    ("row", "reason", "doubted"),
    [
        ("0317,WK054608,1,CBS", "'0317' is not a postcode.", set()),
        ("x\x00y,WK054608,1,CBS", "'x\ufffdy' is not a postcode.", set()),
        (f"{'9' * 100_000},WK054608,1,CBS", f"'{'9' * 40}…' is not a postcode.", set()),
        ("2317,WK054608,0,CBS", "the share '0' is not a number above 0 and at most 1.", {2317}),
        ("2317,WK054608,1.1,CBS", "the share '1.1' is not a number above 0 and at most 1.", {2317}),
        ("2317,WK054608,nan,CBS", "the share 'nan' is not a number above 0 and at most 1.", {2317}),
        ("2317,WK054608,half,CBS", "the share 'half' is not a number above 0 and at most 1.", {2317}),
        ("2317,WK054608,1,", "it needs a source of at most 200 characters.", {2317}),
        ("2317,WK054608", "it needs a source of at most 200 characters.", {2317}),
        (f"2317,WK054608,1,{'x' * 201}", "it needs a source of at most 200 characters.", {2317}),
        (
            "2318,WK054608,1,CBS",
            "this postcode and district are in the file twice; the first row was used.",
            {2318},
        ),
    ],
)
def test_a_bad_row_is_reported_by_its_line_and_the_rest_goes_on(row, reason, doubted):
    found = read("2318,WK054608,1,CBS", row)

    assert found.postcodes == [FoundPostcode(2318, "WK054608", 1.0, "CBS", 2)]
    assert found.problems == [Problem("line 3", reason)]
    assert found.doubted == doubted


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The first line must name the columns pc4, district_code, share, source: "),
        (
            "pc4,district_code,source\n",
            "The first line must name the columns pc4, district_code, share, source: share",
        ),
        (
            HEADING + '2317,"' + "x" * 200_000,
            "This is not a CSV file: field larger than field limit (131072)",
        ),
    ],
)
def test_a_file_that_is_no_postcode_table_is_refused(text, sentence):
    with pytest.raises(UnusableFile) as refused:
        postcode_file.read(text)

    assert str(refused.value).startswith(sentence)


@pytest.mark.django_db
def test_postcodes_are_written_once_with_a_line_in_the_journal():
    make_district(8)
    rows = ["2317,WK054608,0.9,CBS", "2318,WK054608,,CBS"]

    assert take_over(*rows) == Report(new=["2317 WK054608", "2318 WK054608"])
    assert take_over(*rows) == Report(same=["2317 WK054608", "2318 WK054608"])
    assert stored() == {(2317, "WK054608", 0.9, "CBS"), (2318, "WK054608", None, "CBS")}
    assert list(Event.objects.order_by("pk").values_list("kind", "actor", "at", "facts")) == [
        ("postcode.placed", 7, MONDAY, {"pc4": 2317, "code": "WK054608"}),
        ("postcode.placed", 7, MONDAY, {"pc4": 2318, "code": "WK054608"}),
    ]


@pytest.mark.django_db
def test_a_file_says_everything_about_the_postcodes_it_names_and_nothing_about_others():
    make_district(7), make_district(8)
    take_over("2317,WK054607,1,CBS", "2318,WK054607,1,CBS")

    report = take_over("2317,WK054608,1,CBS")

    assert report == Report(new=["2317 WK054608"], removed=["2317 WK054607"])
    assert stored() == {(2317, "WK054608", 1.0, "CBS"), (2318, "WK054607", 1.0, "CBS")}
    assert Event.objects.order_by("-pk")[0].kind == "postcode.removed"


@pytest.mark.django_db
@pytest.mark.parametrize("unclear", ["2317,WK054607,2,CBS", "2317,WK054699,1,CBS"])
def test_nothing_is_removed_where_a_row_was_unclear(unclear):
    make_district(7), make_district(8)
    take_over("2317,WK054607,1,CBS")

    report = take_over("2317,WK054608,1,CBS", unclear)

    assert (report.new, report.removed, len(report.problems)) == (["2317 WK054608"], [], 1)
    assert stored() == {(2317, "WK054608", 1.0, "CBS"), (2317, "WK054607", 1.0, "CBS")}


@pytest.mark.django_db
def test_the_command_tells_what_it_did(tmp_path):
    make_district(8)
    (tmp_path / "good.csv").write_text(HEADING + "2317,WK054608,1,CBS\n2318,WK054699,1,CBS\n")
    (tmp_path / "bad.csv").write_text("2317,WK054608,1,CBS\n")
    out = StringIO()

    call_command("import_postcodes", str(tmp_path / "good.csv"), stdout=out)
    with pytest.raises(CommandError, match="The first line must name the columns"):
        call_command("import_postcodes", str(tmp_path / "bad.csv"))

    assert out.getvalue() == (
        "1 new, 0 changed, 0 as before.\n1 left out:\n  line 3: its district is not known.\n"
    )
