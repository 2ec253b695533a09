# SPDX-License-Identifier: EUPL-1.2
"""A command tells a refusal in English, whatever the site speaks."""

import pytest
from django.core.management import CommandError
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from kennisstad.web.management.refusing import refusals_told
from kennisstad.web.refusals import NotAllowed, NotNow


def test_a_refusal_is_told_in_english_and_the_language_stays():
    with override("nl"):
        with pytest.raises(CommandError) as told, refusals_told():
            raise NotNow(_("Say why: the team reads it."))

        assert (str(told.value), get_language()) == ("Say why: the team reads it.", "nl")


def test_any_other_fault_is_no_refusal():
    with pytest.raises(NotAllowed), refusals_told():
        raise NotAllowed("no")
