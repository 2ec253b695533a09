# SPDX-License-Identifier: EUPL-1.2
"""A poster per district and per result: one sheet, tagged, in two languages, with the way to the page."""

from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from kennisstad.lib.qr_code import qr_code
from kennisstad.projects.models import Result
from kennisstad.web import paper
from kennisstad.website import poster, queries
from tests.neighbourhoods.making import make_city, make_district
from tests.website.making import main, make_road

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]
TODAY = date(2026, 11, 29)
SITE = "https://kennisstad.example"
SHEETS = {"a4": (595, 842), "a3": (842, 1191)}


@pytest.fixture
def district():
    make_city()
    found = make_district(8, "Merenwijk")
    make_road(1, district=found)
    return found


def made_of(district, today=TODAY):
    return poster.of_district(queries.counted().get(pk=district.pk), site=SITE, today=today)


def words(page):
    return " ".join(page.extract_text().split())


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("size", poster.SIZES)
def test_a_district_has_one_tagged_sheet_in_two_languages(district, size):
    document = PdfReader(BytesIO(poster.on_paper(made_of(district), size)))

    (page,) = document.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == SHEETS[size]
    root = document.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "nl")
    assert document.metadata.title == "Merenwijk"
    assert [line for line in EXPECTED if line not in words(page)] == []


EXPECTED = [
    "Kennisstad Leiden",
    "Merenwijk",
    "Wat wilt u weten over uw wijk?",
    "Eén vraag gesteld, één resultaat teruggebracht, één antwoord gebruikt.",
    "What do you want to know about your neighbourhood?",
    "One question asked, one result given back, one answer used.",
    "kennisstad.example/wijken/wk054608",
    "29 november 2026 · 29 November 2026",
]


def figures(node):
    """Give the words of every figure in a tree of tags."""
    node = node.get_object()
    if isinstance(node, list):
        return [alt for child in node for alt in figures(child)]
    if not isinstance(node, dict):
        return []
    own = [node["/Alt"]] if node.get("/S") == "/Figure" else []
    return own + (figures(node["/K"]) if "/K" in node else [])


@pytest.mark.usefixtures("pango")
def test_its_pictures_are_told_in_words(district):
    document = PdfReader(BytesIO(poster.on_paper(made_of(district), "a4")))

    assert figures(document.trailer["/Root"]["/StructTreeRoot"]["/K"]) == [
        "De omtrek van de wijk",
        f"QR-code die leidt naar {SITE}/wijken/wk054608/",
    ]


@pytest.mark.usefixtures("pango")
def test_the_same_day_gives_the_same_bytes_and_another_day_others(district):
    first = poster.on_paper(made_of(district), "a4")

    assert poster.on_paper(made_of(district), "a4") == first
    assert poster.on_paper(made_of(district, date(2026, 11, 30)), "a4") != first


def test_its_code_leads_to_the_page_in_dutch(district):
    made = made_of(district)

    assert made.address == f"{SITE}/wijken/wk054608/"
    assert made.code == qr_code(f"{SITE}/wijken/wk054608/")


def test_a_district_without_borders_has_a_poster_without_a_drawing():
    assert made_of(make_district(9, year=None)).drawing is None


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize(
    "title", ["Kort", "Een titel van gewone lengte over koken en buren", "Lange woorden " * 10]
)
def test_a_result_fits_on_one_sheet_however_long_its_words(district, title):
    result = Result.objects.get()
    result.texts.update(title=title.strip()[:140], found="Wij vonden heel veel verschillende dingen. " * 60)
    found, area = queries.result_and_district(result.pk)

    made = poster.of_result(found, area, site=SITE, today=TODAY)

    (page,) = PdfReader(BytesIO(poster.on_paper(made, "a4"))).pages
    assert title.strip()[:20] in words(page)
    assert f"kennisstad.example/resultaten/{result.pk}" in words(page)


SHORT = "Wij spraken met dr. Jansen en ca. 30 buren. "
LONG = "Dit is een zin van precies twaalf woorden, die u kunt uittellen. "


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        (SHORT + LONG + LONG, SHORT + LONG),
        (SHORT.strip() + "\n\n" + LONG, SHORT + LONG),
        ("Woorden zonder einde " * 12 + "staan hier. " + SHORT, "Woorden zonder einde " * 12 + "staan hier."),
    ],
)
def test_a_result_s_poster_prints_whole_sentences_alone(district, found, printed):
    Result.objects.get().texts.update(found=found)
    result, area = queries.result_and_district(Result.objects.get().pk)

    dutch, english = poster.of_result(result, area, site=SITE, today=TODAY).parts

    assert dutch.lines == english.lines == (printed.strip(),)
    assert dutch.call.endswith(". Lees alles.")
    assert english.call.endswith(". Read everything.")


@pytest.mark.usefixtures("pango")
def test_a_first_sentence_that_never_ends_still_fits_on_one_sheet(district):
    Result.objects.get().texts.update(title="Lange woorden " * 10, found="heel veel woorden " * 90)
    found, area = queries.result_and_district(Result.objects.get().pk)

    made = poster.of_result(found, area, site=SITE, today=TODAY)

    assert len(PdfReader(BytesIO(poster.on_paper(made, "a4"))).pages) == 1


def test_a_result_in_one_language_says_in_which(district):
    Result.objects.get().texts.filter(language="en").delete()
    found, area = queries.result_and_district(Result.objects.get().pk)

    dutch, english = poster.of_result(found, area, site=SITE, today=TODAY).parts

    assert (dutch.said_in, english.said_in, english.lines) == ("nl", "nl", ())


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("root", ["/wijken/wk054608", "/en/neighbourhoods/wk054608"])
def test_everybody_gets_the_file(client, district, root):
    answer = client.get(f"{root}/poster.pdf?size=a3")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'inline; filename="poster-wk054608-a3.pdf"'
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("size", ["a5", "", "a" * 10_000, "\0"])
def test_another_size_is_refused_on_a_page(client, district, size):
    answer = client.get("/wijken/wk054608/poster.pdf", {"size": size})

    assert answer.status_code == 400
    assert "Er zijn posters op A4 en op A3." in main(answer).text


@pytest.mark.parametrize(
    "address",
    [
        "/en/neighbourhoods/nowhere/poster.pdf",
        "/en/neighbourhoods/nowhere/poster/",
        "/en/results/0/poster.pdf",
        "/en/results/99999999999999999999999999/poster/",
    ],
)
def test_what_is_not_there_has_no_poster(client, address):
    assert client.get(address).status_code == 404


def test_one_network_gets_so_many_in_an_hour(client, district, monkeypatch):
    monkeypatch.setattr(poster, "on_paper", lambda made, size: b"%PDF-")
    monkeypatch.setattr("kennisstad.website.views.posters.PER_HOUR", 2)

    statuses = [client.get("/wijken/wk054608/poster.pdf").status_code for _time in range(3)]

    assert statuses == [200, 200, 429]


def test_where_no_pdf_can_be_made_the_page_is_printed(client, district, monkeypatch):
    def missing(name):
        raise OSError("no Pango")

    monkeypatch.setattr(paper, "import_module", missing)

    page = main(client.get("/en/neighbourhoods/wk054608/poster/"))
    answer = client.get("/en/neighbourhoods/wk054608/poster.pdf")

    assert "Print this page instead" in page.text
    assert [link for link in page.all("a") if ".pdf" in (link.attributes["href"] or "")] == []
    assert answer.status_code == 409
    assert "Pango is missing" in main(answer).text


@pytest.mark.parametrize("what", ["neighbourhood", "result"])
def test_the_page_shows_the_poster_and_the_files(client, district, what, django_assert_max_num_queries):
    of = {"neighbourhood": "neighbourhoods/wk054608", "result": f"results/{Result.objects.get().pk}"}[what]
    with django_assert_max_num_queries(12):
        page = main(client.get(f"/en/{of}/poster/"))

    assert page.texts("h1") == ["A poster to print"]
    assert len(page.one(cls="poster").all("svg")) == 2
    files = [link.attributes["href"] for link in page.all("a") if ".pdf" in (link.attributes["href"] or "")]
    assert files == [f"/en/{of}/poster.pdf?size=a4", f"/en/{of}/poster.pdf?size=a3"]


@pytest.mark.usefixtures("pango")
def test_the_commands_write_files(district, tmp_path):
    out = StringIO()
    number = str(Result.objects.get().pk)
    call_command("poster_district", "wk054608", "--size", "a3", "--out", str(tmp_path / "d.pdf"), stdout=out)
    call_command("poster_result", number, "--out", str(tmp_path / "r.pdf"), stdout=out)

    sheets = [PdfReader(tmp_path / name).pages[0].mediabox for name in ("d.pdf", "r.pdf")]
    assert [(round(one.width), round(one.height)) for one in sheets] == [SHEETS["a3"], SHEETS["a4"]]
    assert "its code leads to" in out.getvalue()


@pytest.mark.parametrize(
    ("command", "key", "said"),
    [
        ("poster_district", "nowhere", "There is no district"),
        ("poster_result", "0", "There is no result"),
        ("poster_result", "9" * 30, "There is no result"),
        ("poster_result", "x", "There is no result"),
    ],
)
def test_the_commands_refuse_in_a_sentence(command, key, said):
    with pytest.raises(CommandError, match=said):
        call_command(command, key, "--out", "/tmp/never.pdf")


@pytest.mark.usefixtures("pango")
def test_a_file_that_cannot_be_written_is_said(district, tmp_path):
    with pytest.raises(CommandError, match="could not be written"):
        call_command("poster_district", "wk054608", "--out", str(tmp_path))
