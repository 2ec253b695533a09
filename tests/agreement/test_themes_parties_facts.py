# SPDX-License-Identifier: EUPL-1.2
"""Themes go on from version to version; parties join and leave; facts have sources that may disagree."""

from datetime import date

import pytest
from django.db import transaction

from kennisstad.agreement.actions.facts import add_fact, follow_fact
from kennisstad.agreement.actions.parties import join, leave, remove_party
from kennisstad.agreement.actions.themes import add_theme, edit_theme, map_themes, remove_theme
from kennisstad.agreement.models import Mark, Status, ThemeStep
from kennisstad.agreement.queries import owners_gone, theme_descendants
from kennisstad.audit.models import Event
from kennisstad.web.refusals import NotNow
from tests.agreement.making import make_agreement, make_commitment, make_theme
from tests.making import MONDAY, make_partner

pytestmark = pytest.mark.django_db
BY = {"by": None, "at": MONDAY}
WORDS = {"nl": {"name": "Gezond leven", "summary": ""}, "en": {"name": "Healthy lives", "summary": ""}}


def refusal(do) -> str:
    with pytest.raises(NotNow) as caught, transaction.atomic():
        do()
    return str(caught.value)


def next_of(old):
    return make_agreement(
        follows=old, status=Status.DRAFT, starts_on=date(2028, 1, 1), ends_on=date(2032, 1, 1)
    )


def test_a_theme_is_added_changed_and_taken_out():
    draft = next_of(make_agreement())

    theme = add_theme(draft, words=WORDS, mark=Mark.MOSS, **BY)
    assert (theme.key, theme.mark, theme.place) == ("gezond-leven", "moss", 1)
    assert "al een thema met die naam" in refusal(lambda: add_theme(draft, words=WORDS, mark=Mark.MOSS, **BY))
    edit_theme(theme, words={"en": {"name": "Health", "summary": ""}}, mark=Mark.OCHRE, **BY)
    theme.refresh_from_db()
    assert (theme.key, theme.mark, theme.text_in("en").name) == ("gezond-leven", "ochre", "Health")
    make_commitment(draft, theme=theme)
    assert "horen afspraken" in refusal(lambda: remove_theme(theme, **BY))
    draft.commitments.all().delete()
    remove_theme(theme, **BY)
    assert draft.themes.count() == 0


def test_a_theme_keeps_its_key_over_versions():
    old = make_agreement()
    make_theme(old, "gezond-leven")

    assert add_theme(next_of(old), words=WORDS, mark=Mark.MOSS, **BY).key == "gezond-leven"


def test_old_themes_go_on_as_one_as_more_or_end():
    old = make_agreement()
    draft = next_of(old)
    one, two, three, four = (make_theme(old) for _ in range(4))
    first, second = make_theme(draft), make_theme(draft)

    map_themes(draft, onward={one.pk: [first.pk], two.pk: [first.pk, second.pk], three.pk: []}, **BY)
    map_themes(draft, onward={one.pk: [second.pk]}, **BY)

    steps = {(one.pk, second.pk), (two.pk, first.pk), (two.pk, second.pk), (three.pk, None)}
    assert set(ThemeStep.objects.values_list("old", "new")) == steps
    assert theme_descendants() == {}
    draft.status = Status.SIGNED
    draft.save()
    assert theme_descendants() == {
        one.pk: frozenset({second.pk}), two.pk: frozenset({first.pk, second.pk}),
    }  # fmt: skip
    assert four.steps_on.count() == 0


def test_a_step_leads_to_the_next_version_alone():
    first = make_agreement()
    second = make_agreement(follows=first, starts_on=date(2024, 1, 1))
    draft = next_of(second)
    oldest, old, new = make_theme(first), make_theme(second), make_theme(draft)

    for onward in ({oldest.pk: [new.pk]}, {old.pk: [oldest.pk]}, {old.pk: [old.pk]}, {new.pk: [new.pk]}):
        assert "alleen verder als thema" in refusal(
            lambda onward=onward: map_themes(draft, onward=onward, **BY)
        )
    assert ThemeStep.objects.count() == 0


def test_before_the_first_version_no_theme_comes():
    draft = make_agreement(status=Status.DRAFT)

    assert "geen andere" in refusal(lambda: map_themes(draft, onward={}, **BY))


def test_a_partner_joins_and_leaves_a_signed_version_and_the_journal_tells():
    agreement, partner = make_agreement(), make_partner()

    party = join(agreement, partner, joined_on=date(2024, 12, 1), **BY)
    assert "al bij de overeenkomst" in refusal(
        lambda: join(agreement, partner, joined_on=date(2025, 1, 1), **BY)
    )
    assert "niet uitstappen voordat" in refusal(lambda: leave(party, left_on=date(2024, 11, 30), **BY))
    leave(party, left_on=date(2026, 1, 1), **BY)
    assert "al uitgestapt" in refusal(lambda: leave(party, left_on=date(2026, 1, 2), **BY))

    party.refresh_from_db()
    assert (party.joined_on, party.left_on) == (date(2024, 12, 1), date(2026, 1, 1))
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "agreement.party-joined", "agreement.party-left",
    ]  # fmt: skip


def test_nobody_joins_what_has_ended_or_lies_ready_to_be_signed():
    partner = make_partner()
    ended = make_agreement(ends_on=date(2024, 1, 1))
    offered = make_agreement(follows=ended, status=Status.OFFERED)

    assert "is dan afgelopen" in refusal(lambda: join(ended, partner, joined_on=date(2024, 1, 2), **BY))
    assert "Haal haar eerst terug" in refusal(
        lambda: join(offered, partner, joined_on=date(2024, 1, 2), **BY)
    )


def test_a_party_is_taken_out_of_a_draft_alone():
    signed = make_agreement(parties=[make_partner()])
    draft = next_of(signed)
    party = draft.parties.create(partner=make_partner(), joined_on=draft.starts_on)

    remove_party(party, **BY)
    assert draft.parties.count() == 0
    assert "Maak een aanvulling" in refusal(lambda: remove_party(signed.parties.get(), **BY))


def test_an_owner_that_left_is_found_from_the_day_after_its_last():
    staying, leaving = make_partner(), make_partner()
    agreement = make_agreement(parties=[staying, leaving])
    promise = make_commitment(agreement, owners=[staying, leaving])
    agreement.parties.filter(partner=leaving).update(left_on=date(2026, 3, 1))

    assert owners_gone([promise], date(2026, 3, 1)) == {}
    assert owners_gone([promise], date(2026, 3, 2)) == {promise.pk: [leaving]}


def test_sources_that_disagree_both_stand_and_one_is_followed():
    agreement = make_agreement()
    said = {"topic": "end-year", "read_on": date(2026, 1, 1)}

    first = add_fact(agreement, words={"nl": {"statement": "2021"}}, source="Krant", **said, **BY)
    second = add_fact(agreement, words={"nl": {"statement": "2022"}}, source="Raad", **said, **BY)
    assert (first.followed, second.followed) == (True, False)
    follow_fact(second, words={"nl": {"why": "De raad besloot het."}}, **BY)

    first.refresh_from_db()
    assert (first.followed, second.followed) == (False, True)
    assert second.text_in("nl").why == "De raad besloot het."
    assert "al gevolgd" in refusal(lambda: follow_fact(second, words={}, **BY))
    assert "waar u het las" in refusal(lambda: add_fact(agreement, words={}, source=" ", **said, **BY))
