# SPDX-License-Identifier: EUPL-1.2
"""Numbers that are taken can be read back, in every database; larger ones are refused in a sentence."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from kennisstad.agreement.exchange.plain import decimal
from kennisstad.agreement.models import Figure
from kennisstad.lib.files import UnusableFile
from kennisstad.workspace.forms.commitments import FigureForm
from tests.agreement.making import make_agreement, make_commitment, make_figure

LARGEST = "99999999999.9999"
TOO_LARGE = [
    "100000000000",
    "-999999999999.9999",
    "1e99999999",
    "-1e99999999",
    "1e-99999999",
    "NaN",
    "Infinity",
]


@pytest.mark.django_db
@pytest.mark.parametrize("value", [LARGEST, f"-{LARGEST}", "0.0001"])
def test_the_largest_number_is_read_back_as_it_was(value):
    make_figure(make_commitment(make_agreement()), value=decimal(value, "it"))

    assert Figure.objects.get().value == Decimal(value)


@pytest.mark.parametrize("said", TOO_LARGE)
def test_a_file_with_a_larger_number_is_refused(said):
    with pytest.raises(UnusableFile, match="is no number to keep"):
        decimal(said, "it")


@pytest.mark.django_db
@pytest.mark.parametrize("said", TOO_LARGE)
def test_so_is_a_form_and_a_command(said):
    promise = make_commitment(make_agreement(), unit="bomen")
    form = FigureForm({"value": said}, commitment=promise)

    assert "value" in form.errors
    with pytest.raises(CommandError):
        call_command("commitment_figure", promise.key, f"--value={said}", "--on=2025-01-01", "--source=x")
    assert not Figure.objects.exists()
