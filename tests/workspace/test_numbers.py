# SPDX-License-Identifier: EUPL-1.2
"""Numbers are read as their reader writes them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from kennisstad.workspace.forms.fields import NumberField

READ = {
    "nl": {"1.060": "1060", "1.060,5": "1060.5", "50.000,00": "50000", "8,5": "8.5", "1.000.000": "1000000",
           "0.125": "0.125", "1.5": "1.5", "-1.060": "-1060", "1060": "1060"},
    "en": {"1,060": "1060", "1,060.5": "1060.5", "8.5": "8.5", "1.060": "1.06"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "written", "number"),
    [(language, *pair) for language, rows in READ.items() for pair in rows.items()],
)
def test_marks_between_thousands_are_read_in_the_language_of_the_page(language, written, number):
    with override(language):
        assert NumberField(max_digits=16, decimal_places=4).clean(written) == Decimal(number)


@pytest.mark.parametrize("written", ["1.06.0", "1.0600,5", "1,060,5", "twaalf"])
def test_what_is_no_number_is_refused(written):
    with override("nl"), pytest.raises(ValidationError):
        NumberField(max_digits=16, decimal_places=4).clean(written)
