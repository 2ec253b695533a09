# SPDX-License-Identifier: EUPL-1.2
"""Researchers and works come from OpenAlex and ORCID, and whoever does not want to be here stays away."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kennisstad.audit import retention
from kennisstad.audit.models import Event
from kennisstad.config import health
from kennisstad.lib import calling
from kennisstad.partners import actions, queries
from kennisstad.partners.models import Authorship, Claim, Researcher, ResearcherText, ResearchOptOut, Work
from kennisstad.partners.research.batches import from_bytes, from_file
from kennisstad.partners.research.report import Report
from tests.endpoint import OpenAlex, served
from tests.making import MONDAY, make_partner, make_researcher, make_user, make_work

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parent / "data" / "research"
AUTHORS, WORKS, PAGE, RECORD = (
    DATA / name for name in ("authors.jsonl", "works.jsonl", "works-page.json", "orcid-record.json")
)
OURS, THEIRS = "https://ror.org/0aaaaaa01", "https://ror.org/0bbbbbb02"
A1, O1, A2 = "A9000000001", "0000-0000-0000-001X", "A9000000002"
GEVELS = "Groene gevels tegen hittestress in de binnenstad"
LONELINESS = "Loneliness & meeting places of older residents"
LATER = MONDAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def partners():
    return make_partner("ours", ror=OURS), make_partner("theirs", ror=THEIRS)


def take(*sources, ror="", at=MONDAY) -> Report:
    report = Report()
    for source in sources:
        batches = from_file(source) if isinstance(source, Path) else from_bytes(lines(*source))
        actions.import_research(batches, report=report, at=at, ror=ror)
    return report


def lines(*items) -> bytes:
    return "\n".join(json.dumps(item) for item in items).encode()


def read(file) -> list[dict]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def state():
    """All that an import may write, but for when somebody was seen last."""
    return (
        sorted(Researcher.objects.values_list("openalex_id", "orcid", "name", "partner__key", "left_at")),
        sorted(Work.objects.values_list("openalex_id", "doi", "put_code", "title", "language", "year")),
        sorted(Authorship.objects.values_list("work__title", "researcher__name", "shown", "from_orcid")),
    )


def run(source, *options) -> list[str]:
    out = StringIO()
    call_command("import_research", str(source), *options, stdout=out)
    return out.getvalue().splitlines()


def refused(source, *options) -> str:
    with pytest.raises(CommandError) as error:
        run(source, *options)
    return str(error.value)


def test_people_of_partners_and_their_works_are_taken_over():
    take(AUTHORS, WORKS)

    people, works, stand = state()
    assert [(known, name, partner) for known, _, name, partner, _ in people] == [
        ("A9000000001", "A. Voorbeeld", "ours"),
        ("A9000000002", "B. Voorbeeld", "theirs"),
        ("A9000000004", "D. Voorbeeld", "ours"),
        ("A9000000005", "E. Voorbeeld", "ours"),
        ("A9000000006", "F. Voorbeeld", "ours"),
    ]
    assert works == [
        (
            "W8000000001",
            "10.5555/voorbeeld.1",
            "",
            "Groene gevels tegen hittestress in de binnenstad",
            "nl",
            2024,
        ),
        (
            "W8000000002",
            "10.5555/voorbeeld.2",
            "",
            "Loneliness & meeting places of older residents",
            "en",
            2023,
        ),
        ("W8000000003", "", "", "Einsamkeit im Quartier", "de", 2021),
        ("W8000000005", "10.5555/voorbeeld.5", "", "Waterberging onder schoolpleinen", "nl", 2019),
    ]
    assert [(work[:8], name) for work, name, *_ in stand] == [
        ("Einsamke", "F. Voorbeeld"),
        ("Groene g", "A. Voorbeeld"),
        ("Loneline", "A. Voorbeeld"),
        ("Loneline", "B. Voorbeeld"),
        ("Waterber", "D. Voorbeeld"),
    ]
    gevels = Work.objects.get(openalex_id="W8000000001")
    assert gevels.abstract == "Gevels met planten koelen de straat en de straat koelt de stad"


def test_twice_changes_nothing_and_tells_the_journal_nothing():
    take(AUTHORS, WORKS, RECORD)
    before, events = state(), Event.objects.count()

    report = take(AUTHORS, WORKS, RECORD, at=LATER)

    assert (state(), Event.objects.count()) == (before, events)
    assert {*report.authors, *report.works} == {"as before", "of others"}


def test_a_page_is_as_good_as_lines():
    take(PAGE)

    assert sorted(Work.objects.values_list("openalex_id", flat=True)) == ["W8000000001", "W8000000002"]


def test_an_orcid_record_brings_its_person_and_works_and_nothing_else():
    take(RECORD)

    person = Researcher.objects.get()
    assert (person.orcid, person.name, person.partner.key) == ("0000-0000-0000-0079", "G. Voorbeeld", "ours")
    assert sorted(Work.objects.values_list("doi", "put_code", "title", "language")) == [
        ("", "700002", "A walk along the canals", "en"),
        ("10.5555/voorbeeld.7", "", "Buren die elkaar helpen", "nl"),
    ]
    assert not person.texts.exists()


@pytest.mark.parametrize("typed", [THEIRS, "0bbbbbb02"])
def test_one_institution_can_be_asked_for(typed):
    take(AUTHORS, WORKS, ror=typed)

    people, works, stand = state()
    assert [name for _, _, name, *_ in people] == ["B. Voorbeeld"]
    assert [title for *_, title, _, _ in works] == [LONELINESS]
    assert [name for _, name, *_ in stand] == ["B. Voorbeeld"]


def test_what_changes_at_the_source_changes_here():
    take(AUTHORS, WORKS)
    work = read(WORKS)[1]
    events = Event.objects.count()

    take([work | {"title": "Meeting places", "authorships": work["authorships"][:1]}])

    row = Work.objects.get(openalex_id="W8000000002")
    assert (row.title, [person.name for person in row.researchers.all()]) == (
        "Meeting places",
        ["B. Voorbeeld"],
    )
    told = Event.objects.order_by("pk")[events:].values_list("kind", "subject")
    assert list(told) == [("work.changed", f"work:{row.pk}")]


def test_a_list_of_authors_that_is_cut_off_takes_nobody_away():
    take(AUTHORS, WORKS)
    work = read(WORKS)[1]

    take([work | {"authorships": work["authorships"][:1], "is_authors_truncated": True}])

    assert Work.objects.get(openalex_id="W8000000002").researchers.count() == 2


def test_a_second_copy_with_the_same_doi_is_the_same_work():
    take(AUTHORS, WORKS)
    before, copy = state(), read(WORKS)[0] | {"id": "W8000000099", "title": "A copy"}

    take([copy])

    assert state() == before


def test_two_rows_that_turn_out_to_be_one_person_become_one():
    work = read(WORKS)[0]
    work["authorships"][0]["author"]["orcid"] = None
    take([work])
    make_work(make_researcher(queries.researcher_with(A1).partner, openalex_id="", orcid=O1))

    take(AUTHORS)

    person = Researcher.objects.get(orcid=O1)
    assert (person.openalex_id, person.works.count()) == (A1, 2)


def test_an_old_work_brings_nobody_in_but_stands_with_who_is_here():
    work = read(WORKS)[0] | {"publication_year": 2010}
    take([work])
    assert not Researcher.objects.exists()

    take(AUTHORS, [work])

    assert [person.name for person in Work.objects.get().researchers.all()] == ["A. Voorbeeld"]


def test_who_works_elsewhere_by_now_is_not_suggested_until_they_are_back():
    take(AUTHORS, WORKS)
    author = read(AUTHORS)[0]
    gone = author | {"last_known_institutions": read(AUTHORS)[2]["last_known_institutions"]}
    take([gone], at=LATER)

    assert Researcher.objects.get(openalex_id=A1).left_at == LATER
    assert not Work.objects.findable().filter(openalex_id="W8000000001").exists()

    take([author], at=LATER)
    assert Work.objects.findable().filter(openalex_id="W8000000001").exists()


# -- never again


def test_who_opted_out_goes_with_lone_works_and_is_never_imported_again(settings):
    take(AUTHORS, WORKS)
    events = Event.objects.count()
    alone = Work.objects.get(openalex_id="W8000000001").pk

    assert actions.opt_out(O1, at=MONDAY)

    assert queries.researcher_with(A1) is None
    assert sorted(Work.objects.values_list("openalex_id", flat=True)) == [
        "W8000000002", "W8000000003", "W8000000005"
    ]  # fmt: skip
    assert f"work:{alone}" in Event.objects.order_by("pk")[events:].values_list("subject", flat=True)
    kept = " ".join(map(str, ResearchOptOut.objects.values()))
    assert O1 not in kept
    assert A1 not in kept

    # A replaced secret must not let anybody back in.
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    report = take(AUTHORS, WORKS, at=LATER)

    assert queries.researcher_with(A1) is None
    assert queries.researcher_with(O1) is None
    assert not Work.objects.filter(openalex_id="W8000000001").exists()
    assert (report.authors["opted out"], report.works["opted out"]) == (1, 1)


def test_opting_out_by_one_id_keeps_the_other_out_once_a_source_tells_it():
    actions.opt_out(O1, at=MONDAY)
    take(AUTHORS)
    work = read(WORKS)[0]
    work["authorships"][0]["author"]["orcid"] = None

    take([work])

    assert queries.researcher_with(A1) is None


@pytest.fixture
def linked():
    """A work that names somebody by OpenAlex id alone, and the author who has both ids."""
    work, author = read(WORKS)[0], read(AUTHORS)[0]
    work["authorships"][0]["author"]["orcid"] = None
    return work, author


def test_an_opt_out_by_one_id_deletes_the_row_under_the_other_once_a_source_links_them(linked):
    work, author = linked
    take([work])
    alone = Work.objects.get().pk
    out = StringIO()
    call_command("research_opt__out", O1, stdout=out)
    assert "is kept out; nobody is on the list under this number" in out.getvalue()
    assert queries.researcher_with(A1) is not None

    report = take([author])

    assert not Researcher.objects.exists()
    assert not Work.objects.exists()
    assert report.authors["opted out"] == 1
    told = set(Event.objects.values_list("kind", "subject"))
    assert {kind for kind, _ in told} >= {"researcher.hidden"}
    assert ("work.changed", f"work:{alone}") in told
    take([work], at=LATER)
    assert not Researcher.objects.exists()


def test_that_holds_when_row_and_link_stand_in_one_batch(linked):
    work, author = linked
    take([work])
    actions.opt_out(O1, at=MONDAY)

    report = take([work | {"title": "Another title"}, author])

    assert state() == ([], [], [])
    assert report.works["opted out"] == 1


def test_a_hidden_person_does_not_come_back_through_a_second_id():
    author = read(AUTHORS)[0]
    take([author, author | {"id": "https://openalex.org/A9000000099"}])
    (person,) = Researcher.objects.filter(orcid=O1)
    assert queries.researcher_with("A9000000099") == person

    actions.hide(person, by=make_user(), at=MONDAY)
    take([author | {"id": "https://openalex.org/A9000000099", "orcid": None}])

    assert not Researcher.objects.exists()


def test_a_second_id_known_first_becomes_the_same_person_and_leaves_with_it(partners):
    first = make_researcher(partners[0], openalex_id="A9000000098")
    make_researcher(partners[0], openalex_id=A1, orcid=O1)
    author = read(AUTHORS)[0]
    take([author | {"id": f"https://openalex.org/{first.openalex_id}"}])
    assert Researcher.objects.count() == 1

    actions.opt_out(O1, at=MONDAY)

    for number in (A1, "A9000000098"):
        take([author | {"id": f"https://openalex.org/{number}", "orcid": None}])
    assert not Researcher.objects.exists()


def test_what_a_person_said_survives_that_two_rows_become_one(partners):
    one = make_researcher(partners[0], openalex_id=A1, name="Source")
    other = make_researcher(
        partners[0], openalex_id="", orcid=O1, name="Own", name_is_own=True, takes_questions=False
    )
    make_work(one, other)
    Authorship.objects.filter(researcher=other).update(shown=False)
    other.texts.create(language="nl", about="Mijn woorden")

    take([read(AUTHORS)[0]])

    row = Researcher.objects.get()
    assert (row.openalex_id, row.orcid, row.name, row.takes_questions) == (A1, O1, "Own", False)
    assert [text.about for text in row.texts.all()] == ["Mijn woorden"]
    assert list(row.authorships.values_list("shown", flat=True)) == [False]


def test_a_merge_within_a_batch_of_works_leaves_each_line_once(partners, linked):
    work, _author = linked
    one = make_researcher(partners[0], openalex_id=A1)
    other = make_researcher(partners[0], openalex_id="", orcid=O1)
    Claim.objects.create(researcher=other, user=make_user(), made_at=MONDAY)
    row = make_work(one, openalex_id="W8000000001")
    work["authorships"][0]["author"]["orcid"] = f"https://orcid.org/{O1}"

    take([work])

    assert list(Authorship.objects.filter(work=row).values_list("researcher", flat=True)) == [other.pk]


def test_a_claim_of_somebody_who_left_is_ended_by_the_worker_and_counts_for_nothing(partners):
    person = make_researcher(partners[0], openalex_id=A1)
    person.texts.create(language="nl", about="Mijn woorden")
    gone = make_user(is_active=False)
    Claim.objects.create(researcher=person, user=gone, made_at=MONDAY, confirmed_at=MONDAY)
    author = read(AUTHORS)[0] | {"last_known_institutions": [{"ror": "https://ror.org/0cccccc03"}]}
    take([author], at=LATER)
    person.refresh_from_db()
    assert person.left_at == LATER

    assert [actions.end_claims_of_gone(at=LATER) for _ in range(2)] == [1, 0]

    assert not person.texts.exists()
    assert Event.objects.filter(kind="researcher.claim-ended").count() == 1


def test_words_go_when_their_writer_is_deleted_but_stay_with_who_is_here(partners):
    texts = []
    for user in (make_user(), make_user()):
        person = make_researcher(partners[0])
        texts.append(person.texts.create(language="nl", about="Mijn woorden"))
        Claim.objects.create(researcher=person, user=user, made_at=MONDAY, confirmed_at=MONDAY)
    user.delete()

    actions.end_claims_of_gone(at=LATER)

    assert list(ResearcherText.objects.all()) == texts[:1]


def test_opt_outs_are_missed_when_the_key_is_gone_but_not_while_it_is_kept(settings):
    actions.opt_out(O1, at=MONDAY)
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [old]
    assert queries.opt_outs_without_key() == 0
    (found,) = health.opt_outs(MONDAY)
    assert found.level == "ok"

    settings.SECRET_KEY_FALLBACKS = []

    (found,) = health.opt_outs(MONDAY)
    assert found.level == "attention"
    assert found.says.startswith("1 were made with a secret key that is not here")


def test_an_opt_out_is_withdrawn_by_whoever_asks_for_it():
    call_command("research_opt__out", O1, stdout=StringIO())
    call_command("research_opt__out", O1, "--undo", stdout=StringIO())

    take(AUTHORS)

    assert queries.researcher_with(O1) is not None
    with pytest.raises(CommandError, match="did not opt out"):
        call_command("research_opt__out", O1, "--undo")
    with pytest.raises(CommandError, match="no ORCID iD"):
        call_command("research_opt__out", "W12")


def test_a_hidden_person_stays_hidden_and_what_others_wrote_stays():
    take(AUTHORS, WORKS)
    person = queries.researcher_with(A1)

    actions.hide(person, by=make_user(), at=MONDAY)
    take(AUTHORS, WORKS)

    assert queries.researcher_with(A1) is None
    assert [person.name for person in Work.objects.get(openalex_id="W8000000002").researchers.all()] == [
        "B. Voorbeeld"
    ]


def test_what_a_person_corrected_is_left_alone():
    take(AUTHORS, WORKS)
    person = queries.researcher_with(A1)
    works = Work.objects.filter(openalex_id="W8000000001").values_list("pk", flat=True)
    actions.correct(
        person,
        name="Anna Voorbeeld",
        about={"nl": "Groen.", "en": ""},
        works=works,
        takes_questions=False,
        by=make_user(),
        at=MONDAY,
    )

    take(AUTHORS, WORKS, at=LATER)

    person.refresh_from_db()
    assert (person.name, person.takes_questions) == ("Anna Voorbeeld", False)
    shown = person.authorships.values_list("work__openalex_id", "shown").order_by("work__openalex_id")
    assert list(shown) == [("W8000000001", True), ("W8000000002", False)]


# -- retention


def test_who_no_import_names_for_two_years_goes_and_the_journal_tells_it():
    take(AUTHORS, WORKS)
    take([read(AUTHORS)[0]], at=LATER)
    (rule,) = [rule for rule in retention.rules() if rule.model == "partners.Researcher"]
    at = MONDAY + timedelta(days=rule.days, seconds=1)
    events = Event.objects.count()

    assert rule.days == 730
    assert actions.forget_unseen(at=MONDAY + timedelta(days=rule.days)) == 0
    assert actions.forget_unseen(at=at) == 4
    assert retention.overdue(at)["partners.Researcher"] == 0

    assert [person.openalex_id for person in Researcher.objects.all()] == [A1]
    assert sorted(Work.objects.values_list("openalex_id", flat=True)) == ["W8000000001", "W8000000002"]
    told = {event.subject for event in Event.objects.order_by("pk")[events:] if event.kind == "work.changed"}
    assert len(told) == 3


# -- the command


def test_says_what_was_taken_over():
    assert run(WORKS) == [
        "authors: 3 new, 0 changed, 0 as before, 0 left, 0 of others, 0 opted out.",
        "works: 3 new, 0 changed, 0 as before, 0 left, 2 of others, 0 opted out.",
        "3 authors and 3 works were taken over; nothing was refused.",
    ]


def test_a_broken_line_is_told_and_the_rest_is_taken_over(tmp_path):
    file, out = tmp_path / "works.jsonl", StringIO()
    good = WORKS.read_text().splitlines()
    file.write_text("\n".join([good[0], '{"id": "W', *good[1:]]))

    with pytest.raises(CommandError) as error:
        call_command("import_research", str(file), stdout=out)

    assert str(error.value) == "3 authors and 3 works were taken over; 1 entries were refused."
    assert out.getvalue().splitlines()[0].startswith("line 2: it is not whole JSON: ")
    assert Work.objects.count() == 3


def test_a_file_is_read_for_its_people_first_so_that_twice_changes_nothing(tmp_path):
    file, (early, late) = tmp_path / "works.jsonl", read(WORKS)[:2]
    # The first work names the person elsewhere, and the second one says that they are ours.
    early["authorships"][0]["institutions"] = []
    file.write_bytes(lines(early | {"authorships": early["authorships"][:1]}, late))

    assert run(file)[1].startswith("works: 2 new, 0 changed, 0 as before")
    assert run(file)[1].startswith("works: 0 new, 0 changed, 2 as before")


def test_a_dry_run_changes_nothing():
    assert run(WORKS, "--dry-run")[-1].endswith("Dry run: nothing was changed.")
    assert state() == ([], [], [])
    assert not Event.objects.exists()


def test_an_address_that_breaks_off_leaves_whole_batches_and_can_be_walked_again(monkeypatch):
    monkeypatch.setattr(calling, "PAUSES_S", ())
    monkeypatch.setattr("kennisstad.partners.research.paging.PACE_S", 0)
    endpoint = OpenAlex(read(WORKS), trouble=lambda cursor, times: (500, {}, b"") if cursor == "2" else None)
    with served(endpoint):
        said = refused(endpoint.address, "--allow-local")
        assert "answers 500, 1 times. 2 authors and 2 works were taken over; nothing was refused." in said
        assert Work.objects.count() == 2

        endpoint.trouble = lambda cursor, times: None
        run(endpoint.address, "--allow-local")
    walked = state()
    take(WORKS)
    assert state() == walked


def test_a_batch_that_fails_halfway_leaves_nothing_of_it(monkeypatch):
    monkeypatch.setattr("kennisstad.partners.actions.importing.record_each", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        take(WORKS)

    assert state() == ([], [], [])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--ror", "https://ror.org/0ddddddd4"], "is no ROR id"),
        (["--ror", "https://ror.org/0dddddd04"], "No partner has https://ror.org/0dddddd04"),
    ],
)
def test_an_institution_that_is_none_of_ours_is_refused(options, sentence):
    assert sentence in refused(WORKS, *options)


def test_without_any_known_institution_nobody_is_taken_over(partners):
    for partner in partners:
        partner.ror = ""
        partner.save()

    assert refused(WORKS).startswith("No partner has a ROR id yet")


@pytest.mark.parametrize("place", ["nergens.jsonl", "ftp://example.org/x", "http://127.0.0.1:9/works"])
def test_a_source_that_cannot_be_read_is_one_sentence(place):
    assert refused(place).endswith("0 authors and 0 works were taken over; nothing was refused.")


def test_people_of_works_are_those_who_may_be_suggested(django_assert_num_queries):
    take(AUTHORS, WORKS)
    work = Work.objects.get(openalex_id="W8000000002")
    lone = Work.objects.get(openalex_id="W8000000001")
    with django_assert_num_queries(1):
        found = queries.researchers_of_works([work.pk, lone.pk])
        assert {pk: [(one.name, one.partner.key) for one in people] for pk, people in found.items()} == {
            work.pk: [("A. Voorbeeld", "ours"), ("B. Voorbeeld", "theirs")],
            lone.pk: [("A. Voorbeeld", "ours")],
        }

    Researcher.objects.filter(openalex_id=A1).update(takes_questions=False)
    Authorship.objects.filter(researcher__openalex_id=A2).update(shown=False)

    assert queries.researchers_of_works([work.pk, lone.pk]) == {}
    assert sorted(Work.objects.findable().values_list("openalex_id", flat=True)) == [
        "W8000000003",
        "W8000000005",
    ]
