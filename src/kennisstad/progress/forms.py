# SPDX-License-Identifier: EUPL-1.2
"""The day on which a visitor wants to see the agreement."""

from django import forms
from django.utils.translation import gettext_lazy as _

SAID = _("Choose a day, for example 2019-05-01.")


class DayForm(forms.Form):
    on = forms.DateField(
        label=_("As it stood on"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": SAID, "invalid": SAID},
    )
