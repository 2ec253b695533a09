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
    return postcode_file.read(HEADING + "".join(f"{row}\n" for row in rows))


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
        ("2317,WK054608,1,", "its source is missing: say where you know it from.", {2317}),
        ("2317,WK054608", "its source is missing: say where you know it from.", {2317}),
        (f"2317,WK054608,1,{'x' * 201}", "its source has 201 characters, more than 200.", {2317}),
        ("2317,WK054608,1,C\x00BS", "its source holds characters that cannot be shown.", {2317}),
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


WHOLE = "2318,WK054608,0.25,CBS\n2317,WK054608,0.75,CBS"
BREAKS_OFF = "the file breaks off here: get it again, or put a line end after it if it is whole."


@pytest.mark.parametrize("lost", range(1, len("2317,WK054608,0.75,CBS")))
def test_a_last_row_that_is_cut_off_anywhere_is_left_out(lost):
    found = postcode_file.read(HEADING + WHOLE[:-lost])

    assert [postcode.pc4 for postcode in found.postcodes] == [2318]
    assert found.problems == [Problem("line 3", BREAKS_OFF)]


@pytest.mark.parametrize(
    ("heading", "whole", "cut"),
    [
        ("pc4,district_code,source,share\n", "2318,WK054608,CBS,0.75\n", "2317,WK054608,CBS,0.7"),
        ("pc4,district_code,source,share\n", "2318,WK054608,CBS,0.75\n", "2317,WK054608,CBS,"),
        ("source;pc4;share;district_code\r\n", "CBS;2318;1;WK054608\r\n", "CBS;2317;1;WK0546"),
        ("pc4,district_code,share,source,note\n", "2318,WK054608,1,CBS,sure\n", "2317,WK054608,1,CBS"),
        (HEADING, "2318,WK054608,1,CBS\n", '2317,WK054608,1,"CBS'),
        (HEADING, "2318,WK054608,1,CBS\n", '2317,WK054608,1,"CBS\n'),
    ],
)
def test_a_cut_is_seen_in_whatever_column_and_quotes_it_falls(heading, whole, cut):
    found = postcode_file.read(heading + whole + cut)

    assert [postcode.pc4 for postcode in found.postcodes] == [2318]
    assert found.problems == [Problem(f"line {2 + whole.count(chr(10))}", BREAKS_OFF)]


@pytest.mark.parametrize("last", ["2317,WK054608,0.75,CBS", "2317,WK054608,,Other", '2317,WK054608,1,"CBS"'])
def test_a_whole_last_row_needs_no_line_end(last):
    found = postcode_file.read(f"{HEADING}2318,WK054608,0.25,CBS\n{last}")

    assert ([postcode.pc4 for postcode in found.postcodes], found.problems) == ([2318, 2317], [])


def test_an_empty_last_cell_is_whole_where_others_are_empty_too():
    found = postcode_file.read(HEADING.strip() + ",note\n2318,WK054608,,CBS,\n2317,WK054608,,CBS,")

    assert ([postcode.pc4 for postcode in found.postcodes], found.problems) == ([2318, 2317], [])


def test_a_single_row_that_misses_cells_is_cut_off():
    assert postcode_file.read(HEADING + "2317,WK0").problems == [Problem("line 2", BREAKS_OFF)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
def test_a_line_end_says_that_a_short_source_is_whole(end):
    found = postcode_file.read(f"{HEADING}2318,WK054608,,CBS{end}2317,WK054608,,CB{end}")

    assert [postcode.source for postcode in found.postcodes] == ["CBS", "CB"]


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
@pytest.mark.parametrize("cut", ["2317,WK0546", "23"])
def test_nothing_is_removed_by_a_file_that_breaks_off(cut):
    make_district(7), make_district(8)
    take_over("2317,WK054607,1,CBS")

    found = postcode_file.read(f"{HEADING}2317,WK054608,1,CBS\n{cut}")
    report = actions.import_postcodes(found, by_id=7, at=MONDAY)

    assert report == Report(new=["2317 WK054608"], problems=[Problem("line 3", BREAKS_OFF)])
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
