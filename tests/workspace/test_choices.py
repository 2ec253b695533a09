# SPDX-License-Identifier: EUPL-1.2
"""Which themes the desk offers: those of the signed version that stands."""

import pytest
from django.utils import timezone

from kennisstad.workspace.queries import choices
from tests.website.making import make_agreement, make_theme

pytestmark = pytest.mark.django_db


def test_themes_are_those_of_the_version_that_stands_and_what_a_record_has():
    year = timezone.localdate().year
    old = make_theme(make_agreement("old", starts=year - 9, ends=year - 2), "old")
    now = make_theme(make_agreement("now", starts=year - 1, ends=year + 1), "now")
    make_theme(make_agreement("later", starts=year + 2, ends=year + 5), "later")
    make_theme(make_agreement("draft", starts=year + 6, ends=year + 9, status="draft"), "draft")

    assert choices.themes() == [(now.pk, "now nl")]
    assert choices.themes(chosen=[old]) == [(old.pk, "old nl"), (now.pk, "now nl")]


def test_when_none_stands_themes_are_those_of_the_last_that_was_signed():
    make_theme(make_agreement("2012", starts=2012, ends=2016), "first")
    last = make_theme(make_agreement("2017", starts=2017, ends=2019), "last")
    draft = make_theme(make_agreement("2020", starts=2020, ends=2090, status="draft"), "draft")

    assert choices.themes() == [(last.pk, "last nl")]
    assert choices.themes(chosen=[draft]) == [(last.pk, "last nl"), (draft.pk, "draft nl")]


def test_without_a_signed_agreement_there_are_none():
    make_theme(make_agreement("2020", starts=2020, ends=2090, status="draft"), "draft")

    assert choices.themes() == []
