# SPDX-License-Identifier: EUPL-1.2
"""An address that is typed into a form is one to which a letter can leave."""

import pytest
from django.core.exceptions import ValidationError

from kennisstad.web.forms import AddressField


@pytest.mark.parametrize("typed", ["", "ana@example.org", "ana@straße.example", "ana@xn--strae-oqa.example"])
def test_an_address_is_taken_as_it_was_typed(typed):
    assert AddressField().clean(typed) == typed


@pytest.mark.parametrize(
    "typed", ["ana", "ana@\u200b.example", "ana@a\u202eb.example", "ana@" + "é" * 62 + ".nl"]
)
def test_what_no_letter_can_leave_for_is_refused(typed):
    with pytest.raises(ValidationError):
        AddressField().clean(typed)
