# SPDX-License-Identifier: EUPL-1.2
"""What coordinators fill in about a round: its words and days, its policy, and how it ends."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.rounds.actions.making import MOST_WISHES, Arrangements
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.days import evening_of, morning_of
from kennisstad.rounds.models import AppealOutcome, Round
from kennisstad.rounds.models.round import LONGEST_REASON
from kennisstad.rounds.wording import POLICIES
from kennisstad.workspace.forms.base import DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import Choices, DayField, OneField, TextField

ONE_OF_THESE = [(policy.value, POLICIES[policy].label) for policy in POLICIES]


class ArrangementsForm(TwoLanguages):
    """Words, days and numbers of a round."""

    sayings: ClassVar = {
        "title": Saying(_("Title")),
        "explanation": Saying(
            _("What students should know before they choose"), rows=4, max_length=5000, required=False
        ),
    }
    opens_on = DayField(label=_("Open from"))
    closes_on = DayField(label=_("Open until and including"))
    publish_on = DayField(label=_("Teams get an answer on"))
    appeals_until = DayField(label=_("Teams can appeal until and including"))
    starts_on = DayField(label=_("First day of the work"))
    ends_on = DayField(label=_("Last day of the work"))
    least_wishes = forms.IntegerField(
        label=_("Wishes that a team gives at least"), min_value=1, max_value=MOST_WISHES, initial=1
    )
    most_wishes = forms.IntegerField(
        label=_("Wishes that a team gives at most"), min_value=1, max_value=MOST_WISHES, initial=10
    )
    ties_allowed = forms.BooleanField(
        label=_("A team may want two questions equally"), required=False, initial=True
    )
    closures = forms.BooleanField(
        label=_("A question with too few teams may stay without"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, round: Round | None = None, **kwargs: Any) -> None:
        super().__init__(data, texts=round.texts.all() if round else (), **kwargs)
        if round is not None:
            same = ("publish_on", "appeals_until", "starts_on", "ends_on")
            self.initial.update({name: getattr(round, name) for name in (*same, *NUMBERS)})
            self.initial["opens_on"] = timezone.localdate(round.opens_at)
            self.initial["closes_on"] = timezone.localdate(round.closes_at)

    @property
    def arrangements(self) -> Arrangements:
        given = self.cleaned_data
        days = ("publish_on", "appeals_until", "starts_on", "ends_on")
        return Arrangements(
            opens_at=morning_of(given["opens_on"]),
            closes_at=evening_of(given["closes_on"]),
            **{name: given[name] for name in (*days, *NUMBERS)},
        )


NUMBERS = ("least_wishes", "most_wishes", "ties_allowed", "closures")


class NewRoundForm(ArrangementsForm):
    policy = forms.ChoiceField(
        label=_("By which policy is it decided?"),
        help_text=_("Later you see what each of these does for your own round, and can still choose."),
        choices=ONE_OF_THESE,
    )

    def __init__(self, data: Any = None, *, organisers: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["organiser"] = OneField(label=_("Institution that runs it"), choices=organisers)
        if len(organisers) == 1:
            self.initial["organiser"] = organisers[0][0]


class PolicyForm(DeskForm):
    policy = forms.ChoiceField(
        label=_("By which policy is it decided?"), choices=ONE_OF_THESE, widget=forms.RadioSelect
    )

    @property
    def chosen(self) -> Policy:
        return Policy(self.cleaned_data["policy"])


class ClosesForm(DeskForm):
    closes_on = DayField(label=_("Open until and including"))

    @property
    def closes_at(self) -> datetime:
        return evening_of(self.cleaned_data["closes_on"])


class CancelForm(DeskForm):
    reason = TextField(
        label=_("Why is it called off?"),
        help_text=_("All teams and visitors read it."),
        max_length=LONGEST_REASON,
        rows=3,
    )


class LeaveOutForm(DeskForm):
    reason = TextField(
        label=_("Why does this question not go on now?"),
        help_text=_("Everybody can read it. Its teams are told at once, and this cannot be undone."),
        max_length=LONGEST_REASON,
        rows=3,
    )


class AnswerAppealForm(DeskForm):
    answer = TextField(label=_("Your answer"), help_text=_("The team reads it."), max_length=5000, rows=4)
    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        # Nothing is chosen beforehand: to uphold one closes the round again.
        choices=[
            ("", _("Choose")),
            (AppealOutcome.UPHELD.value, _("The team is right: close the round and compute it anew")),
            (AppealOutcome.REJECTED.value, _("The plan stays as it is")),
        ],
    )

    @property
    def upholds(self) -> bool:
        return bool(self.cleaned_data["outcome"] == AppealOutcome.UPHELD)
