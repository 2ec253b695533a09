# SPDX-License-Identifier: EUPL-1.2
"""Finding by meaning: off by default, current beside the index, and no harm where it cannot help."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from kennisstad.audit.actions import record
from kennisstad.audit.following import newest_event
from kennisstad.citylab import indexing, semantic
from kennisstad.config import health
from kennisstad.config.health import Level
from kennisstad.education.models import Course
from kennisstad.retrieval import Hit
from tests.making import MONDAY, make_course
from tests.retrieval.semantic.making import make_model

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]

LEXICAL = [Hit("course:7", "course", 31.5, share=0.7), Hit("course:9", "course", 30.25, share=0.4)]


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    yield
    semantic._loaded.cache_clear()
    semantic._tell.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.SEMANTIC_MODEL = str(tmp_path / "model")
    return make_model(tmp_path / "model")


def course(dutch: str, english: str) -> str:
    made = make_course(name=dutch, description="", name_en=english)
    made.texts.filter(language="en").update(description="")
    happened(made)
    return f"course:{made.pk}"


def happened(*courses: Course) -> None:
    for one in courses:
        record("test.changed", subject=one, by_id=None, at=MONDAY)


def near(words: str, language: str = "en") -> list[str] | None:
    hits = semantic.dense_hits({language: words}, kinds={"course"}, limit=9)  # type: ignore[dict-item]
    return None if hits is None else [hit.id for hit in hits]


def fused(lexical: list[Hit], words: str, language: str = "en") -> list[Hit]:
    return semantic.fused(lexical, {language: words}, kinds={"course"}, limit=9)  # type: ignore[dict-item]


def seen() -> tuple[Level, str, str]:
    (finding,) = health.semantic_search(MONDAY)
    return finding.level, finding.says, finding.do


def test_it_is_off_until_a_model_is_named(settings: Settings) -> None:
    settings.SEMANTIC_MODEL = ""

    assert semantic.depth(20) == 20
    assert near("bike") is None
    assert fused(LEXICAL, "bike") == LEXICAL
    assert semantic.keep_up(MONDAY) == 0
    assert seen() == (Level.OK, "It is off: words alone are compared.", "")
    with pytest.raises(CommandError, match="KENNISSTAD_SEMANTIC_MODEL names no folder"):
        call_command("semantic_build")


def test_built_vectors_find_what_shares_no_word(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cycling, cleaning = course("fiets", "bicycle"), course("afval", "waste")

    call_command("semantic_build")
    assert capsys.readouterr().out == "2 documents; texts with a new vector: 4, unchanged: 0.\n"
    call_command("semantic_build")
    assert capsys.readouterr().out == "2 documents; texts with a new vector: 0, unchanged: 4.\n"

    assert (near("bike"), near("litter", "nl")) == ([cycling, cleaning], [cleaning, cycling])
    assert [hit.id for hit in fused([], "bike")] == [cycling, cleaning]
    assert semantic.depth(20) == 200
    assert seen() == (Level.OK, "It works, in nl and en. Documents with a vector: 2.", "")


def test_an_english_model_changes_nothing_for_a_dutch_question(folder: Path) -> None:
    make_model(folder, languages=["en"])
    course("fiets", "bicycle")
    semantic.build()

    assert near("fiets", "nl") is None
    assert fused(LEXICAL, "fiets", "nl") == LEXICAL


def test_a_dutch_course_keeps_its_place_in_an_english_ranking(folder: Path) -> None:
    make_model(folder, languages=["en"])
    dutch, english, other = course("fiets", ""), course("", "bicycle"), course("", "music")
    semantic.build()
    by_words = [Hit(dutch, "course", 9.0), Hit(english, "course", 8.0), Hit(other, "course", 1.0)]

    assert near("bike") == [english, other]
    # What is not known by meaning neither sinks below what is, nor rises above what fits better.
    assert [hit.id for hit in fused(by_words, "bike")] == [dutch, english, other]
    assert [hit.id for hit in fused([Hit(dutch, "course", 2.0), *by_words[1:]], "bike")] == [
        english, dutch, other,
    ]  # fmt: skip


def test_the_worker_takes_in_what_changed_and_what_went(folder: Path) -> None:
    first, second = course("fiets", "bicycle"), course("afval", "waste")
    semantic.build()
    Course.objects.get(pk=second.partition(":")[2]).texts.update(name="music")
    Course.objects.filter(pk=first.partition(":")[2]).update(takes_questions=False)
    happened(*Course.objects.all())
    third = course("fiets", "bike")

    assert semantic.keep_up(MONDAY) == 6
    assert (near("bike"), near("music")) == ([third, second], [second, third])
    assert semantic.keep_up(MONDAY) == 0


def test_the_worker_takes_a_bite_at_a_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    semantic.build()
    monkeypatch.setattr(semantic, "BITE", 2)
    monkeypatch.setattr(semantic, "LOOK_BACK", 0)
    made = [course("fiets", "bike") for _ in range(3)]

    assert [semantic.keep_up(MONDAY) for _ in range(3)] == [4, 2, 0]
    assert near("bike") == made


def test_the_first_build_is_left_to_the_command(folder: Path) -> None:
    course("fiets", "bike")
    says = f"There are no vectors at {folder.parent / 'vectors' / 'vectors'}; they have to be built."

    assert (semantic.keep_up(MONDAY), near("bike")) == (0, None)
    assert fused(LEXICAL, "bike") == LEXICAL
    assert seen() == (Level.PROBLEM, says, "kennisstad semantic build")


def test_a_build_that_stopped_halfway_is_used_and_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [course("fiets", "bike") for _ in range(3)]
    monkeypatch.setattr(semantic, "BITE", 1)
    bites = iter(list(indexing.all_documents())[:2])
    monkeypatch.setattr(indexing, "all_documents", lambda: stopping(bites))
    with pytest.raises(KeyboardInterrupt):
        semantic.build()

    assert near("bike") == made[:2]
    assert seen()[0] == Level.ATTENTION
    assert seen()[2] == "kennisstad semantic build"


def stopping(documents: Iterator[object]) -> Iterator[object]:
    yield from documents
    raise KeyboardInterrupt


def test_an_older_database_is_read_from_the_start(folder: Path) -> None:
    gone, left = course("fiets", "bike"), course("afval", "waste")
    semantic.build()
    semantic.dense().put((), position=newest_event() + 5)
    Course.objects.filter(pk=gone.partition(":")[2]).update(takes_questions=False)

    assert semantic.keep_up(MONDAY) == 2
    assert near("bike") == [left]


def test_a_model_that_does_not_work_leaves_finding_by_words(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "model.onnx").write_text("version https://git-lfs")
    says = f"{folder / 'model.onnx'} is damaged or needs a newer onnxruntime: fetch it again."

    with caplog.at_level(logging.WARNING):
        assert (near("bike"), near("litter"), semantic.keep_up(MONDAY)) == (None, None, 0)

    assert fused(LEXICAL, "bike") == LEXICAL
    assert caplog.messages == [f"Finding goes by words alone: {says}"]
    assert seen()[:2] == (Level.PROBLEM, says)
    with pytest.raises(CommandError, match="is damaged"):
        call_command("semantic_build")
