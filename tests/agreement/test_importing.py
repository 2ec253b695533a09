# SPDX-License-Identifier: EUPL-1.2
"""A version from a file: it comes in whole, twice changes nothing, and what was signed stays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

from kennisstad.agreement.actions.importing import Stopped, take_over
from kennisstad.agreement.exchange.record import (
    ArticleRecord,
    BudgetRecord,
    FactRecord,
    OwnerRecord,
    PartyRecord,
    StepRecord,
    ThemeRecord,
    VersionRecord,
)
from kennisstad.agreement.models import Agreement, Commitment, Figure, Theme
from kennisstad.agreement.whole import version_record
from kennisstad.audit.models import Event
from kennisstad.lib.files import Report
from tests.agreement.versions import END, START, both, commitment, figure, version
from tests.making import MONDAY, make_partner, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def partners() -> None:
    for key in ("one", "two", "three"):
        make_partner(key, name=key.capitalize())


def taken(told: VersionRecord) -> Report:
    return take_over(told, by_id=None, at=MONDAY)


def stands(key: str = "city-2023") -> VersionRecord:
    """Give what stands, without the names of parties, which no file decides."""
    found = version_record(Agreement.objects.get(key=key), with_hidden=True)
    return replace(found, parties=tuple(replace(one, name="") for one in found.parties))


def refused(told: VersionRecord) -> list[str]:
    """Say why a version is not taken over, and see that nothing changed."""
    before = rows()
    with pytest.raises(Stopped) as stopped:
        taken(told)
    assert rows() == before
    return [str(problem) for problem in stopped.value.problems]


def rows() -> dict[str, list[dict[str, Any]]]:
    models = [*apps.get_app_config("agreement").get_models(), Event]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


def test_a_version_comes_in_whole_and_goes_out_the_same() -> None:
    report = taken(version())

    assert stands() == version()
    assert (len(report.new), report.changed, report.same) == (11, [], [])
    assert Event.objects.values_list("kind", "facts").get() == (
        "agreement.taken-over",
        {"new": 11, "changed": 0, "removed": 0},
    )


def test_twice_changes_nothing_the_second_time() -> None:
    taken(version())
    before = rows()

    report = taken(version())

    assert (report.new, report.changed, len(report.same)) == ([], [], 11)
    assert rows() == before


def test_a_draft_becomes_what_the_file_says() -> None:
    taken(version())
    build = Commitment.objects.get(key="build")
    told = version(
        ends_on=date(2028, 12, 31),
        texts=both(name="Other", summary="Other"),
        parties=(PartyRecord("one", START), PartyRecord("three", date(2024, 1, 1))),
        themes=(ThemeRecord("lab", "heather", both(name="Lab", summary="T")),),
        articles=(ArticleRecord("1", {"nl": {"title": "Eerst", "body": "Anders"}}),),
        commitments=(
            commitment("new", article="", source="S"),
            commitment(owners=(OwnerRecord("one", Decimal(1)), OwnerRecord("three")), figures=(figure(),)),
        ),
        facts=(FactRecord("end", "Another page", START, both(statement="It ends later", why="")),),
    )

    report = taken(told)

    assert stands() == told
    assert Commitment.objects.get(key="build").pk == build.pk
    assert report.removed == [
        "party two", "theme campus", "article 1.2", "commitment elsewhere",
        "fact end of A page of 2023-01-01",
    ]  # fmt: skip


def test_a_budget_that_is_not_public_stays_where_the_file_is_silent() -> None:
    hidden = BudgetRecord(Decimal(5), START, END, is_public=False)
    taken(version(commitments=(commitment(budget=hidden),)))

    report = taken(version(commitments=(commitment(),)))

    assert (stands().commitments[0].budget, report.changed) == (hidden, [])


def test_the_next_version_takes_themes_and_commitments_on() -> None:
    taken(version(status="signed"))
    told = version(
        key="city-2028", kind="successor", follows="city-2023", starts_on=date(2028, 1, 1),
        ends_on=date(2032, 1, 1), parties=(), facts=(), themes=version().themes[:1],
        steps=(StepRecord("campus", "campus"), StepRecord("lab")),
        commitments=(commitment("build-more", carries_on="build"),),
    )  # fmt: skip

    taken(told)

    assert stands("city-2028") == told
    assert stands().steps == ()


def test_who_carries_what_on_can_be_changed_about() -> None:
    taken(version())
    next_one = version(
        key="city-2028", kind="successor", follows="city-2023", starts_on=date(2028, 1, 1),
        ends_on=date(2032, 1, 1), facts=(),
        commitments=(commitment("a", carries_on="build"), commitment("b", carries_on="elsewhere")),
    )  # fmt: skip
    taken(next_one)
    swapped = replace(
        next_one, commitments=(commitment("a", carries_on="elsewhere"), commitment("b", carries_on="build"))
    )

    taken(swapped)

    assert stands("city-2028") == swapped


def test_what_is_offered_elsewhere_is_a_draft_here() -> None:
    report = taken(version(status="offered"))

    assert stands().status == "draft"
    assert report.notes == ["It was offered for signing elsewhere; here it is a draft."]


SIGNED = version(status="signed", signed_on=START)


def test_to_what_was_signed_figures_facts_days_and_promises_are_added() -> None:
    taken(SIGNED)
    first, second = SIGNED.commitments
    told = replace(
        SIGNED,
        parties=(PartyRecord("one", START, END), SIGNED.parties[1], PartyRecord("three", END)),
        commitments=(
            replace(first, figures=(figure(), figure("12", date(2025, 1, 1)))),
            second,
            commitment("later", article="", theme="lab", source="Symposium"),
        ),
        facts=(*SIGNED.facts, FactRecord("size", "A page", START, both(statement="It is large", why=""))),
    )

    report = taken(told)

    assert stands() == told
    assert (len(report.new), report.changed) == (4, ["party one"])


def test_under_what_was_replaced_nothing_new_is_promised_or_told() -> None:
    taken(SIGNED)
    first, second = SIGNED.commitments
    taken(
        version(
            key="next", kind="successor", follows="city-2023", starts_on=date(2028, 1, 1),
            ends_on=date(2030, 1, 1), status="signed", themes=(), articles=(), facts=(),
            commitments=(commitment("goes-on", article="", source="Symposium", carries_on=first.key),),
        )
    )  # fmt: skip
    promised = replace(SIGNED, commitments=(first, second, commitment("late", article="", source="S")))
    told = replace(
        SIGNED, commitments=(replace(first, figures=(figure(), figure("12", date(2025, 1, 1)))), second)
    )

    assert refused(promised) == [
        "commitment late: 'city-2023' was replaced by 'next'; enter the commitment there."
    ]
    assert refused(told) == [
        "figure build of 2025-01-01 of CBS: the commitment goes on in 'next'; enter the figure there."
    ]
    assert taken(SIGNED).new == []


def test_a_new_figure_is_counted_as_its_commitment_is() -> None:
    taken(SIGNED)
    first, second = SIGNED.commitments
    other = figure("12", date(2025, 1, 1), unit="trees")

    assert refused(replace(SIGNED, commitments=(replace(first, figures=(figure(), other)), second))) == [
        "figure build of 2025-01-01 of CBS: the commitment is counted in 'homes', not in another unit."
    ]


def test_another_source_can_be_followed_after_signing() -> None:
    taken(SIGNED)
    old = replace(SIGNED.facts[0], followed=False, texts=both(statement="It ends", why="Too early"))
    new = FactRecord("end", "A better page", START, both(statement="It ends later", why="It is newer"))

    taken(replace(SIGNED, facts=(new, old)))

    assert set(stands().facts[0].texts) == {"nl", "en"}
    assert {(one.source, one.followed) for one in stands().facts} == {
        ("A page", False),
        ("A better page", True),
    }


def test_two_sources_are_never_followed_at_once() -> None:
    taken(SIGNED)
    new = FactRecord("end", "A better page", START, both(statement="It ends later", why=""))

    told = refused(replace(SIGNED, facts=(new,)))

    assert told == ["fact end: here we follow A page; name that source too, with followed: no."]


def test_what_the_file_leaves_out_stays_in_what_was_signed() -> None:
    taken(SIGNED)
    first, _second = SIGNED.commitments

    report = taken(replace(SIGNED, parties=(), facts=(), commitments=(replace(first, figures=()),)))

    assert stands() == SIGNED
    assert (report.new, report.changed, report.removed) == ([], [], [])


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"ends_on": date(2029, 1, 1)}, "agreement"),
        ({"texts": both(name="Other", summary="About it")}, "agreement"),
        ({"articles": SIGNED.articles[:1]}, "article 1.2"),
        ({"articles": (replace(SIGNED.articles[0], is_summary=True), SIGNED.articles[1])}, "article 1"),
        ({"articles": SIGNED.articles[::-1]}, "articles"),
        ({"themes": SIGNED.themes[::-1]}, "themes"),
        ({"commitments": SIGNED.commitments[1:]}, "commitment build"),
        (
            {"commitments": (replace(SIGNED.commitments[0], target=Decimal(5)), SIGNED.commitments[1])},
            "commitment build",
        ),
        ({"commitments": (*SIGNED.commitments, commitment("more"))}, "commitment more"),
        ({"commitments": (SIGNED.commitments[0], commitment("elsewhere"))}, "commitment elsewhere"),
    ],
)
def test_the_text_of_what_was_signed_never_changes(changes: dict[str, Any], name: str) -> None:
    taken(SIGNED)

    (told,) = refused(replace(SIGNED, **changes))

    assert told.startswith(f"{name}: ")
    assert told.endswith("a version that is signed never changes.")


@pytest.mark.parametrize(
    ("here", "there", "why"),
    [
        ({}, {"value": Decimal(11)}, "it says otherwise here, and a figure never changes"),
        ({}, {"unit": "houses"}, "it says otherwise here, and a figure never changes"),
        ({"withdrawn": True}, {}, "it was withdrawn here"),
        ({}, {"withdrawn": True}, "it stands here"),
    ],
)
@pytest.mark.parametrize("status", ["draft", "signed"])
def test_a_figure_is_never_changed(status: str, here: Any, there: Any, why: str) -> None:
    of = version(status=status, commitments=(commitment(figures=(figure(**here),)),))
    taken(of)

    (told,) = refused(replace(of, commitments=(commitment(figures=(figure(**there),)),)))

    assert told.startswith("figure build of 2024-01-01 of CBS")
    assert why in told


def test_a_figure_that_was_withdrawn_can_be_corrected_from_the_same_source() -> None:
    wrong = figure(withdrawn=True)
    taken(version(commitments=(commitment(figures=(wrong,)),)))

    taken(version(commitments=(commitment(figures=(wrong, figure("12"))),)))

    assert [one.value for one in stands().commitments[0].figures] == [10, 12]
    assert Figure.objects.filter(withdrawn_at=MONDAY).count() == 1


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (
            version(parties=(PartyRecord("nobody", START),)),
            "party nobody: there is no organisation 'nobody' here; add it first.",
        ),
        (
            version(commitments=(commitment(owners=(OwnerRecord("nobody"),)),)),
            "commitment build: there is no organisation 'nobody' here; add it first.",
        ),
        (
            version(kind="successor", follows="gone"),
            "agreement city-2023: there is no agreement 'gone' here that it could follow.",
        ),
        (
            version(ends_on=date(2022, 1, 1), parties=()),
            "agreement city-2023: it ends on 2022-01-01, before it starts on 2023-01-01.",
        ),
    ],
)
def test_a_version_with_strangers_or_faults_is_refused(told: VersionRecord, why: str) -> None:
    assert refused(told) == [why]


def later(**fields: Any) -> VersionRecord:
    usual: dict[str, Any] = {
        "key": "city-2028", "kind": "successor", "follows": "city-2023", "starts_on": date(2028, 1, 1),
        "ends_on": date(2032, 1, 1), "parties": (), "facts": (), "commitments": (),
    }  # fmt: skip
    return version(**usual | fields)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (
            later(kind="first", follows=""),
            "agreement city-2028: 'city-2023' is the first agreement here; say which one this follows.",
        ),
        (
            later(starts_on=START),
            "agreement city-2028: it starts on 2023-01-01, not after 'city-2023' which it follows.",
        ),
        (later(steps=(StepRecord("gone", "lab"),)), "theme step gone: 'city-2023' has no theme of this key."),
        (
            later(commitments=(commitment(),)),
            "commitment build: this key is of a commitment of 'city-2023' already.",
        ),
        (
            later(commitments=(commitment("more", carries_on="gone"),)),
            "commitment more: there is no commitment 'gone' in the version before.",
        ),
    ],
)
def test_a_version_that_does_not_fit_the_chain_is_refused(told: VersionRecord, why: str) -> None:
    taken(version())

    assert refused(told) == [why]


def test_each_version_is_followed_by_one() -> None:
    taken(version())
    taken(later())

    assert refused(later(key="rival")) == ["agreement rival: 'city-2023' is followed by 'city-2028' already."]


def test_a_circle_is_refused() -> None:
    taken(version())
    taken(later())
    days = {"starts_on": date(2029, 1, 1), "ends_on": date(2030, 1, 1)}

    told = refused(later(key="city-2023", kind="amendment", follows="city-2028", **days))

    assert "agreement city-2023: it would follow itself, by way of others." in told


def test_a_signed_version_and_a_draft_of_the_same_key_are_not_mixed() -> None:
    taken(version())

    assert refused(SIGNED) == ["agreement city-2023: it is draft here, and signed in the file."]


def test_what_is_used_cannot_be_left_out() -> None:
    taken(version())
    project = make_project()
    project.themes.add(Theme.objects.get(key="lab"))

    told = refused(version(themes=version().themes[:1]))

    assert told == ["theme lab: it is not in the file, and projects or questions hang on it here."]


def test_a_commitment_with_figures_cannot_be_left_out() -> None:
    taken(version())

    told = refused(version(commitments=version().commitments[1:]))

    assert told == ["commitment build: it is not in the file, and something hangs on it here."]


@pytest.mark.parametrize("count", [1, 40])
def test_reading_takes_the_same_queries_however_much_there_is(
    count: int, django_assert_max_num_queries: Any
) -> None:
    many = tuple(commitment(f"c-{n}", figures=(figure(), figure("1", END))) for n in range(count))
    taken(version(commitments=many))
    agreement = Agreement.objects.select_related("follows").get()

    with django_assert_max_num_queries(16):
        assert len(version_record(agreement, with_hidden=False).commitments) == count


def test_a_thousand_commitments_are_stored_in_few_queries(django_assert_max_num_queries: Any) -> None:
    many = tuple(commitment(f"c-{n}", owners=(OwnerRecord("one"),)) for n in range(1_000))

    with django_assert_max_num_queries(80):
        taken(version(commitments=many))

    assert Commitment.objects.count() == 1_000
