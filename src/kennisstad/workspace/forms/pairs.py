# SPDX-License-Identifier: EUPL-1.2
"""What people look for among word pairs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisstad.workspace.forms.fields import LineField


class PairSearchForm(forms.Form):
    """Look for word pairs; it changes nothing, so it stands in the address."""

    words = LineField(label=_("Dutch or English word"), max_length=100, required=False)
