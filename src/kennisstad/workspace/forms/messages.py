# SPDX-License-Identifier: EUPL-1.2
"""What the desk fills in to answer a message, to give it away, and to write ready answers."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kennisstad.contact.models import LONGEST_TITLE, LONGEST_WORDS, Kind
from kennisstad.workspace.forms.base import DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import Choices, OneField, TextField


class AnswerForm(DeskForm):
    words = TextField(
        label=_("Your answer"),
        help_text=_("In the language of the message. Whoever wrote it reads this."),
        max_length=LONGEST_WORDS,
        rows=6,
    )


class AssignForm(DeskForm):
    def __init__(self, data: Any = None, *, people: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["to"] = OneField(label=_("Who answers it?"), choices=people)


class HandOverForm(DeskForm):
    def __init__(self, data: Any = None, *, desks: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["to"] = OneField(
            label=_("To which desk?"),
            help_text=_("Its people then read the message and answer it. Your own desk no longer does."),
            choices=desks,
        )


class RoutesForm(DeskForm):
    """For each kind of message a desk; the desks are those that can answer, and those chosen before."""

    def __init__(self, data: Any = None, *, desks: Choices, now: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for kind in Kind:
            label, chosen = capfirst(kind.label), now.get(kind, desks[0][0])
            self.fields[kind.value] = OneField(label=label, choices=desks, initial=chosen)


class ReadyAnswerForm(TwoLanguages):
    sayings = {
        "title": Saying(_("Name"), max_length=LONGEST_TITLE, help_text=_("By which the desk finds it.")),
        "words": Saying(_("Answer"), rows=8, max_length=LONGEST_WORDS),
    }
