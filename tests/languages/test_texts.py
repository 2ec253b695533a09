# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from kennisstad.languages.templatetags.languages import lang_of
from kennisstad.partners.models import Kind, Partner, PartnerText

pytestmark = pytest.mark.django_db


def partner_that_says(**words: str) -> Partner:
    partner = Partner.objects.create(key="museum", name="Museum", kind=Kind.MUSEUM)
    for language, about in words.items():
        PartnerText.objects.create(partner=partner, language=language, about=about)
    return Partner.objects.prefetch_related("texts").get()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_readers_get_the_words_in_their_own_language(language):
    partner = partner_that_says(nl="Wij tonen.", en="We show.")

    with override(language):
        assert partner.text is not None
        assert partner.text.about == {"nl": "Wij tonen.", "en": "We show."}[language]
        assert lang_of(partner.text) == ""


@pytest.mark.parametrize(("reader", "written"), [("nl", "en"), ("en", "nl")])
def test_words_that_are_not_there_are_read_in_the_other_language_and_say_so(reader, written):
    partner = partner_that_says(**{written: "?"})

    with override(reader):
        assert partner.text is not None
        assert partner.text.language == written
        assert lang_of(partner.text) == f' lang="{written}"'


def test_a_language_can_be_asked_for_by_name():
    partner = partner_that_says(nl="Wij tonen.", en="We show.")

    with override("nl"):
        english = partner.text_in("en")

    assert english is not None
    assert english.about == "We show."


def test_no_words_at_all_are_nothing():
    partner = partner_that_says()

    assert partner.text is None
    assert partner.text_in("en") is None
    assert lang_of(partner.text) == ""


def test_without_a_language_of_the_reader_words_are_dutch():
    partner = partner_that_says(en="We show.", nl="Wij tonen.")

    with override(None):
        assert partner.text is not None
        assert partner.text.language == "nl"


@pytest.mark.parametrize(
    ("words", "marked"),
    [("nl", ""), ("en", ' lang="en"'), ("", ""), ('fr"><b>', ' lang="fr&quot;&gt;&lt;b&gt;"')],
)
def test_a_language_by_name_is_marked_when_it_is_another(words, marked):
    with override("nl"):
        assert lang_of(words) == marked


def test_reading_prefetched_words_asks_the_database_nothing(django_assert_num_queries):
    partner = partner_that_says(nl="Wij tonen.", en="We show.")

    with django_assert_num_queries(0):
        assert (partner.text_in("nl"), partner.text_in("en"), partner.text) is not None


def test_a_record_has_its_words_once_in_each_language():
    partner = partner_that_says(nl="Wij tonen.")

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerText.objects.create(partner=partner, language="nl", about="Nog eens.")
    PartnerText.objects.create(partner=partner, language="en", about="We show.")

    assert [text.language for text in partner.texts.order_by("pk")] == ["nl", "en"]
