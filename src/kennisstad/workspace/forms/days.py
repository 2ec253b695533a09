# SPDX-License-Identifier: EUPL-1.2
"""What the desk fills in about days of themed years."""

from django.utils.translation import gettext_lazy as _

from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fields import TextField
from kennisstad.years.models.adoption import LONGEST_PLAN


class DeclineDayForm(DeskForm):
    """Say no to whoever asks for a day."""

    reason = TextField(
        label=_("Why not?"), help_text=_("Whoever asked reads it."), max_length=LONGEST_PLAN, rows=2
    )

    @property
    def change(self) -> dict[str, str]:
        return {"reason": self.cleaned_data["reason"]}
