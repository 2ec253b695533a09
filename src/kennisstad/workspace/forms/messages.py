# SPDX-License-Identifier: EUPL-1.2
"""What the desk fills in to answer a message."""

from django.utils.translation import gettext_lazy as _

from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fields import TextField


class AnswerForm(DeskForm):
    words = TextField(
        label=_("Your answer"),
        help_text=_("In the language of the message. Whoever wrote it reads this."),
        rows=6,
    )
