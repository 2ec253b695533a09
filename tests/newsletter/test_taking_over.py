# SPDX-License-Identifier: EUPL-1.2
"""Lists of readers in and out: consent goes along, nobody is put back, and nothing is a formula."""

import csv
import io
import json
import tracemalloc
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.audit.models import Event
from kennisstad.lib.files import Problem, UnusableFile
from kennisstad.lib.formulas import BEGINS_A_FORMULA
from kennisstad.newsletter import exporting, reader_file
from kennisstad.newsletter.importing import offered, take_over
from kennisstad.newsletter.models import NeverAgain, Reader
from kennisstad.newsletter.reader_file import Offered, Row
from tests.agreement.making import make_agreement, make_theme
from tests.making import MONDAY, make_district
from tests.newsletter.making import make_delivery, make_mark, make_reader

OFFERED = Offered(
    {"wk054601": "WK054601", "stationsdistrict": "WK054601"}, {"climate": "climate"}, ["nl", "en"]
)
HEADS = "email,language,districts,themes,consent_on,consent_source"
ANA = "ana@example.org,nl,,,2024-05-01,form on paper"
TODAY = MONDAY.date()


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def read(content, offered=OFFERED):
    content = content.encode() if isinstance(content, str) else content
    return list(reader_file.read(io.BytesIO(content), offered, today=TODAY))


def take(content, **how):
    rows = reader_file.read(io.BytesIO(content.encode()), offered(), today=TODAY)
    return take_over(rows, by_id=None, at=MONDAY, **how)


def counts(taken):
    return taken.new, taken.known, taken.twice, taken.left, taken.stopped, taken.refused


TABLE = f'{HEADS}\n{ANA}\nBo@Müller.example,EN,Stationsdistrict|WK054601,climate,01-05-2024,"list, 2019"\n'
FOUND = [
    Row(2, "ana@example.org", "nl", [], [], date(2024, 5, 1), "form on paper"),
    Row(3, "Bo@Müller.example", "en", ["WK054601"], ["climate"], date(2024, 5, 1), "list, 2019"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_table_is_read_however_it_was_saved(encoding, line_end):
    assert read(TABLE.replace("\n", line_end).encode(encoding)) == FOUND


@pytest.mark.parametrize("between", [";", "\t", ","])
def test_a_table_is_read_whatever_stands_between_its_cells(between):
    with_others = io.StringIO()
    csv.writer(with_others, delimiter=between).writerows(csv.reader(io.StringIO(TABLE)))

    assert read(with_others.getvalue()) == FOUND
    told = [Row(**(vars(row) | {"line": row.line + 1})) for row in FOUND]
    assert read(f"sep={between}\n{with_others.getvalue()}") == told


def test_columns_may_stand_in_any_order_with_dutch_heads_and_others_beside_them():
    table = 'Naam;E-mailadres;"Toestemming op";Toestemming_bron\nAna;ana@example.org;1-5-2024;formulier\n'

    assert read(table) == [Row(2, "ana@example.org", "nl", [], [], date(2024, 5, 1), "formulier")]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",nl,,,2024-05-01,form", "“” is no whole e-mail address."),
        ("ana,nl,,,2024-05-01,form", "“ana” is no whole e-mail address."),
        (f"{'a' * 65}@example.org,nl,,,2024-05-01,form", f"“{'a' * 40}…” is no whole e-mail address."),
        ("a@example.org,fr,,,2024-05-01,form", "“fr” is no language of this site. Use one of these: nl, en."),
        ("a@example.org,nl,Mars,,2024-05-01,form", "“Mars” is no district or theme that can be chosen here."),
        (
            "a@example.org,nl,,peace,2024-05-01,form",
            "“peace” is no district or theme that can be chosen here.",
        ),
        ("a@example.org,nl,,,,form", "it does not say on which day this person consented (consent_on)."),
        (
            "a@example.org,nl,,,2024-02-30,form",
            "“2024-02-30” is no day. Write it as 2025-03-31 or 31-03-2025.",
        ),
        ("a@example.org,nl,,,soon,form", "“soon” is no day. Write it as 2025-03-31 or 31-03-2025."),
        ("a@example.org,nl,,,2099-01-01,form", "nobody can have consented on a day that has not come yet."),
        (
            "a@example.org,nl,,,2024-05-01,",
            "it does not say where the consent can be found (consent_source).",
        ),
        ("a@example.org", "it does not say on which day this person consented (consent_on)."),
        ("a@example.org,nl,,,2024-05-01,form,more", "it has more cells than there are columns."),
        (
            f"a@example.org,nl,,,2024-05-01,{'x' * 1_001}",
            "what it says of the consent is longer than 1000 signs.",
        ),
        (
            'a@example.org,nl,,,2024-05-01,"form" x',
            "a quotation mark is opened or closed where it cannot be.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_told_with_its_line_and_the_others_are_read(row, why):
    bo = ANA.replace("ana", "bo")

    found = read(f"{HEADS}\n{ANA}\n{row}\n\n{bo}\n")

    assert found == [
        FOUND[0],
        Problem("line 3", why),
        Row(**(vars(FOUND[0]) | {"line": 5, "email": "bo@example.org"})),
    ]


def test_a_row_that_ends_before_its_address_is_told_and_the_others_are_read():
    found = read("consent_on,consent_source,email\n2024-05-01,form\n\n2024-05-01,form,ana@example.org\n")

    assert found == [
        Problem("line 2", "“” is no whole e-mail address."),
        Row(4, "ana@example.org", "nl", [], [], date(2024, 5, 1), "form"),
    ]


@pytest.mark.parametrize("place", [0, 1_500, 2_999])
@pytest.mark.parametrize(
    "row", ['"ana@example.org,nl,,,2024-05-01,form', 'ana@example.org,nl,,,2024-05-01,"form']
)
@pytest.mark.parametrize("other", ['"list, 2019"', "list", '"list ""B"""', '"list'])
def test_a_quotation_mark_that_is_not_closed_costs_one_line_and_no_other(place, row, other):
    """Each line of the file is a row or is told: nobody below the mark is swallowed."""
    rows = [f"a{n}@example.org,nl,,,2024-05-01,{other if n % 700 == 699 else 'form'}" for n in range(3_000)]
    rows[place] = row

    found = read("\n".join([HEADS, *rows]))

    assert len(found) == 3_000
    wrong = [str(one) for one in found if isinstance(one, Problem)]
    lost = {place, *(range(699, 3_000, 700) if other == '"list' else ())}
    assert wrong == [
        f"line {n + 2}: a quotation mark is not closed on this line. Each person stands on one line."
        for n in sorted(lost)
    ]


def test_letters_of_another_time_are_told_line_by_line():
    found = read(f"{HEADS}\n{ANA}\nbo@example.org,nl,,,2024-05-01,café\n".encode("latin-1"))

    assert found == [
        FOUND[0],
        Problem("line 3", "it holds letters that cannot be read. Save the file as UTF-8."),
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "these are missing: email, consent_on, consent_source"),
        (b"email,language\n", "these are missing: consent_on, consent_source"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "these are missing"),
        (f"{HEADS}\n".encode() + b"x" * 200_000, "Line 2 is longer"),
    ],
)
def test_what_is_no_such_table_is_refused_as_a_whole(content, why):
    with pytest.raises(UnusableFile, match=why):
        read(content)


@given(st.binary(max_size=400))
def test_whatever_bytes_follow_the_heads_are_rows_or_problems(content):
    try:
        found = read(f"{HEADS}\n".encode() + content)
    except UnusableFile:
        return
    assert all(isinstance(one, Row | Problem) for one in found)


@pytest.mark.django_db
def test_readers_come_in_with_the_consent_that_is_kept_of_them():
    taken = take(f"{HEADS}\n{ANA}\n")

    made = Reader.objects.get()
    assert counts(taken) == (1, 0, 0, 0, 0, 0)
    assert (made.email, made.language, made.status, made.basis) == (
        "ana@example.org",
        "nl",
        "reading",
        "import",
    )
    assert (timezone.localdate(made.consent_at), made.consent_words) == (date(2024, 5, 1), "form on paper")
    event = Event.objects.get()
    assert (event.kind, event.subject, event.facts) == (
        "reader.imported",
        f"reader:{made.pk}",
        {"readers": 1},
    )


@pytest.mark.django_db
def test_nobody_is_put_back_and_nothing_changes_of_who_is_known():
    make_mark("left@example.org")
    known = [make_reader(f"{state}@example.org", status=state) for state in ("asked", "reading", "stopped")]
    before = list(Reader.objects.order_by("pk").values())
    names = ("LEFT", "asked", "Reading", "stopped", "new", "NEW", "nobody@")
    rows = [ANA.replace("ana", name) for name in names]

    taken = take("\n".join([HEADS, *rows]))

    assert counts(taken) == (1, 2, 1, 1, 1, 1)
    assert list(Reader.objects.filter(pk__in=[one.pk for one in known]).order_by("pk").values()) == before
    assert Reader.objects.exclude(pk__in=[one.pk for one in known]).get().email == "new@example.org"
    assert NeverAgain.objects.count() == 1
    assert [str(problem) for problem in taken.problems] == [
        "line 8: “nobody@@example.org” is no whole e-mail address."
    ]


@pytest.mark.django_db
def test_nobody_is_put_back_after_the_secret_changed(settings):
    make_mark("left@example.org")
    make_reader("bo@example.org", status="stopped")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new secret", [settings.SECRET_KEY]

    rows = [ANA.replace("ana", name) for name in ("left", "bo")]

    assert counts(take("\n".join([HEADS, *rows]))) == (0, 0, 0, 1, 1, 0)
    settings.SECRET_KEY_FALLBACKS = []
    assert counts(take("\n".join([HEADS, *rows])))[0] == 2, "the old secret must be what knows them"


@pytest.mark.django_db
def test_a_dry_run_tells_the_same_and_changes_nothing():
    make_reader("ana@example.org")
    table = "\n".join([HEADS, ANA, *(ANA.replace("ana", f"a{n % 700}") for n in range(1_200))])

    tried = take(table, dry_run=True)

    assert Reader.objects.count() == 1
    assert not Event.objects.exists()
    assert counts(tried) == (700, 1, 500, 0, 0, 0)
    assert take(table) == tried


@pytest.mark.django_db
def test_taking_over_twice_changes_nothing_more():
    table = "\n".join([HEADS, *(ANA.replace("ana", f"a{n}") for n in range(600))])
    take(table)
    before = list(Reader.objects.order_by("pk").values())

    assert counts(take(table)) == (0, 600, 0, 0, 0, 0)
    assert list(Reader.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_of_many_refused_rows_the_first_are_kept_and_all_are_told():
    told = []

    taken = take("\n".join([HEADS, *["nobody"] * 250]), told=told.append)

    assert (taken.refused, len(taken.problems), len(told)) == (250, 100, 250)


@pytest.mark.django_db
def test_after_so_many_refused_rows_the_rest_is_not_read():
    table = "\n".join([HEADS, ANA, *["nobody"] * 250, ANA.replace("ana", "bo")])

    cut, whole = take(table, most_refused=10), take(table, most_refused=251)

    assert (counts(cut), cut.is_cut) == ((1, 0, 0, 0, 0, 10), True)
    assert (counts(whole), whole.is_cut) == ((1, 1, 0, 0, 0, 250), False)


@pytest.mark.django_db
@pytest.mark.parametrize("sign", ["\0", "\x07", "\u202e", "\u2066"], ids=ascii)
def test_what_is_kept_of_a_consent_holds_no_sign_that_is_none(sign):
    row = f"ana@example.org,nl,,,2024-05-01,form{sign} on paper"

    take_over(read(f"{HEADS}\n{row}"), by_id=None, at=MONDAY)

    assert Reader.objects.get().consent_words == "form on paper"


@pytest.mark.django_db
def test_a_list_that_was_broken_off_goes_on_where_it_was():
    rows = [Row(n, f"a{n}@example.org", "nl", [], [], TODAY, "form") for n in range(1_200)]

    def broken_off():
        yield from rows[:700]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_over(broken_off(), by_id=None, at=MONDAY)
    assert Reader.objects.count() == 500

    assert counts(take_over(rows, by_id=None, at=MONDAY)) == (700, 500, 0, 0, 0, 0)


def exported():
    return "".join(exporting.readers_csv())


SOURCES = st.text(st.sampled_from("ab =+-@;'\"\t,\n|é"), min_size=1, max_size=12)
LOCALS = st.text(st.sampled_from("ab=+-'"), min_size=1, max_size=6)
SAID = ("email", "language", "districts", "themes", "consent_words")


@pytest.mark.django_db
@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(LOCALS, SOURCES.filter(str.strip)), max_size=4, unique_by=lambda one: one[0]))
def test_what_was_written_out_comes_in_again_the_same(people):
    Reader.objects.all().delete()
    district, theme = _choices()
    for name, source in people:
        words = " ".join(source.split())
        make_reader(f"{name}@example.org", districts=[district], themes=[theme], consent_words=words)
    before = sorted(Reader.objects.values_list(*SAID))
    table = exported()
    Reader.objects.all().delete()

    taken = take(table)

    assert counts(taken) == (len(people), 0, 0, 0, 0, 0)
    assert sorted(Reader.objects.values_list(*SAID)) == before
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert [cell for cell in cells if BEGINS_A_FORMULA.search(cell)] == []


def _choices():
    from kennisstad.agreement.models import Theme
    from kennisstad.neighbourhoods.models import Area

    district = Area.objects.districts().first() or make_district()
    theme = Theme.objects.first() or make_theme(make_agreement())
    return district.code, theme.key


@pytest.mark.django_db
def test_only_who_reads_along_is_written_out():
    for state in ("asked", "reading", "stopped"):
        make_reader(f"{state}@example.org", status=state)

    rows = list(csv.DictReader(io.StringIO(exported())))

    assert [(row["email"], row["consent_on"], row["consent_source"]) for row in rows] == [
        ("reading@example.org", str(TODAY), "Yes, send me the newsletter.")
    ]


@pytest.mark.django_db
def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak(number):
        file = tmp_path / f"{number}.csv"
        file.write_text("\n".join([HEADS, *(ANA.replace("ana", f"a{n}") for n in range(number))]))
        tracemalloc.start()
        with file.open("rb") as opened:
            take_over(reader_file.read(opened, OFFERED, today=TODAY), by_id=None, at=MONDAY, dry_run=True)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    # What is kept once for all, at the first time, is no part of it.
    peak(1_000)
    assert peak(4_000) < peak(1_000) * 1.3


@pytest.mark.django_db
def test_the_commands_take_over_count_and_write_out(tmp_path, capsys):
    make_mark("left@example.org")
    table, report, out = tmp_path / "in.csv", tmp_path / "refused.csv", tmp_path / "out.csv"
    table.write_text("\n".join([HEADS, ANA, ANA.replace("ana", "left"), "nobody"]))

    call_command("newsletter_import", str(table), "--dry-run", "--report", str(report))
    assert capsys.readouterr().out.splitlines() == [
        "1 new, 0 known already, 0 twice in the file, 1 left before, 0 stopped before, 1 refused.",
        "line 4: “nobody” is no whole e-mail address.",
        "Dry run: nothing was changed.",
    ]
    assert report.read_text().splitlines() == ["line,problem", "line 4,“nobody” is no whole e-mail address."]
    assert not Reader.objects.exists()

    call_command("newsletter_import", str(table))
    call_command("newsletter_readers", "--json")
    told = capsys.readouterr().out
    counted = json.loads(told[told.index("{") :])
    assert counted["status"] == {"asked": 0, "reading": 1, "stopped": 0}
    assert (counted["language"], counted["district"], counted["left"]) == ({"nl": 1}, {"": 1}, 1)

    call_command("newsletter_export", str(out))
    capsys.readouterr()
    call_command("newsletter_export", "-")
    assert capsys.readouterr().out.splitlines() == out.read_text().splitlines()
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("newsletter_export", str(tmp_path / "no" / "folder.csv"))
    with pytest.raises(CommandError, match="No such file"):
        call_command("newsletter_import", str(tmp_path / "nothing.csv"))


@pytest.mark.django_db
def test_the_day_on_which_somebody_left_is_the_citys():
    mark = make_mark("ana@example.org")
    mark.at = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    mark.save()

    with pytest.raises(CommandError, match="left on 2026-11-24, or was stopped;"):
        call_command("newsletter_person", "ana@example.org")
    assert str(mark) == "Not put back since 2026-11-24"


@pytest.mark.django_db
def test_the_command_shows_writes_and_erases_one_person(tmp_path, capsys):
    reader = make_reader("ana@example.org")
    make_delivery(reader, status="in-flight")
    out = tmp_path / "ana.json"

    call_command("newsletter_person", "ANA@example.org", "--export", str(out))
    assert json.loads(out.read_text())["email"] == "ana@example.org"
    call_command("newsletter_person", "ana@example.org", "--erase")
    assert "may still arrive" in capsys.readouterr().out
    assert not Reader.objects.exists()
    with pytest.raises(CommandError, match="left on"):
        call_command("newsletter_person", "ana@example.org")
    with pytest.raises(CommandError, match="Nothing is kept"):
        call_command("newsletter_person", "bo@example.org")
    with pytest.raises(CommandError, match="no whole"):
        call_command("newsletter_person", "bo")
