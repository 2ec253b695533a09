# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about a commitment."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.actions.commitments import Money, Terms
from kennisstad.agreement.models import Commitment, Figure
from kennisstad.languages.models import Language
from kennisstad.progress.models import Verdict
from kennisstad.workspace.forms.base import DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import Choices, DayField, LineField, NumberField, OneField, TextField

OWNERS, SPARE = 3, 1
"""Rows to name owners in: so many, and one more than are named."""
WHOLE = Decimal(100)
SAME = ("source", "promised_on", "read_on", "due_on", "unit", "baseline", "baseline_on", "target", "falls")
MONEY = ("amount", "currency", "starts_on", "ends_on", "is_public")


def number_field(label: Any, **kwargs: Any) -> NumberField:
    return NumberField(label=label, max_digits=16, decimal_places=4, **kwargs)


class CommitmentForm(TwoLanguages):
    """A promise: its words, where it stands, who owes it, by when, and how it is measured."""

    sayings: ClassVar = {
        "sentence": Saying(_("The promise, in one sentence"), rows=2, max_length=2000),
        "indicator": Saying(_("What is counted"), max_length=160, required=False),
        "definition": Saying(_("How it is counted"), rows=2, max_length=2000, required=False),
    }
    source = LineField(
        label=_("Made elsewhere: where?"),
        help_text=_("For a promise that stands in no article, such as that of a symposium."),
        max_length=200,
        required=False,
    )
    promised_on = DayField(label=_("Promised on"), required=False)
    read_on = DayField(label=_("Read on"), past_only=True, required=False)
    due_on = DayField(label=_("Due by"), required=False)
    unit = LineField(label=_("Unit"), max_length=40, required=False)
    baseline = number_field(_("Figure at the start"), required=False)
    baseline_on = DayField(label=_("Measured on"), required=False)
    target = number_field(_("Target"), required=False)
    falls = forms.BooleanField(label=_("The figure has to come down to the target"), required=False)
    fresh_for_months = forms.IntegerField(
        label=_("A figure is fresh for so many months"), min_value=1, max_value=600, initial=12
    )
    budget_amount = NumberField(label=_("Amount set aside"), max_digits=14, decimal_places=2, required=False)
    budget_currency = LineField(label=_("Currency"), max_length=3, initial="EUR", required=False)
    budget_starts_on = DayField(label=_("Amount meant from"), required=False)
    budget_ends_on = DayField(label=_("Amount meant until"), required=False)
    budget_is_public = forms.BooleanField(
        label=_("Everybody may see the amount"), required=False, initial=True
    )

    def __init__(
        self,
        data: Any = None,
        *,
        articles: Choices,
        themes: Choices,
        partners: Choices,
        commitment: Commitment | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, texts=commitment.texts.all() if commitment else (), **kwargs)
        owners = list(commitment.owners.all()) if commitment else []
        self.rows = range(1, max(OWNERS, len(owners) + SPARE) + 1)
        self.fields["article"] = OneField(label=_("Article it stands in"), choices=articles, required=False)
        self.fields["theme"] = OneField(label=_("Theme"), choices=themes, required=False)
        for row in self.rows:
            self._add_owner(row, partners)
        self.order_fields(
            ["key", "article", "source", "promised_on", "read_on", "theme", *self._owner_fields()]
        )
        if commitment:
            self.initial.update(_now(commitment))

    def change(self) -> dict[str, Any]:
        """What was filled in, as actions take it."""
        given = self.cleaned_data
        terms = Terms(
            article_id=given["article"],
            theme_id=given["theme"],
            fresh_for_months=given["fresh_for_months"],
            **{name: given[name] for name in SAME},
        )
        return {"words": self.words, "terms": terms, "owners": self._owners(), "money": self._money()}

    def _add_owner(self, row: int, partners: Choices) -> None:
        numbered = {"number": row}
        self.fields[f"owner_{row}"] = OneField(
            label=_("Owner %(number)d") % numbered, choices=partners, required=False
        )
        self.fields[f"share_{row}"] = NumberField(
            label=_("Share of owner %(number)d, in percent") % numbered,
            max_digits=5,
            decimal_places=2,
            required=False,
        )

    def _owner_fields(self) -> list[str]:
        return [name for row in self.rows for name in (f"owner_{row}", f"share_{row}")]

    def _owners(self) -> list[tuple[int, Decimal | None]]:
        pairs = [(self.cleaned_data[f"owner_{row}"], self.cleaned_data[f"share_{row}"]) for row in self.rows]
        return [(owner, None if share is None else share / WHOLE) for owner, share in pairs if owner]

    def _money(self) -> Money | None:
        given = {name: self.cleaned_data[f"budget_{name}"] for name in MONEY}
        given["currency"] = given["currency"] or "EUR"
        return None if given["amount"] is None else Money(**given)


def _now(commitment: Commitment) -> dict[str, Any]:
    """How a commitment stands now, as the form shows it."""
    shown = {name: getattr(commitment, name) for name in (*SAME, "fresh_for_months")}
    shown |= {"article": commitment.article_id, "theme": commitment.theme_id}
    for row, owner in enumerate(commitment.owners.all(), start=1):
        shown |= {f"owner_{row}": owner.partner_id}
        shown |= {f"share_{row}": owner.share * WHOLE if owner.share is not None else None}
    if budget := getattr(commitment, "budget", None):
        shown |= {f"budget_{name}": getattr(budget, name) for name in MONEY}
    return shown


class FigureForm(TwoLanguages):
    """A figure with its passport."""

    sayings: ClassVar = {"definition": Saying(_("How it was counted"), rows=2, max_length=2000)}
    value = number_field(_("Figure"))
    unit = LineField(label=_("Unit"), max_length=40)
    measured_on = DayField(label=_("Measured on"), past_only=True)
    source = LineField(label=_("Source"), max_length=200)

    def __init__(self, data: Any = None, *, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial["unit"] = commitment.unit
        for text in commitment.texts.all():
            self.initial[f"definition_{text.language}"] = text.definition

    def change(self) -> dict[str, Any]:
        names = ("value", "unit", "measured_on", "source")
        return {"words": self.words, **{name: self.cleaned_data[name] for name in names}}


class WithdrawForm(DeskForm):
    """Why a figure is wrong, in a language in which it was explained."""

    because = TextField(label=_("Why is this figure wrong?"), rows=2, max_length=2000)

    def __init__(self, data: Any = None, *, figure: Figure, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        known = [(text.language, Language(text.language).label) for text in figure.texts.all()]
        self.fields["language"] = forms.ChoiceField(label=_("In which language?"), choices=known)

    def change(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("because", "language")}


class LinkForm(DeskForm):
    """A project or a result to link, by number."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=2**31 - 1)


class AssessForm(TwoLanguages):
    sayings: ClassVar = {"because": Saying(_("Why?"), rows=3, max_length=2000)}
    verdict = forms.ChoiceField(
        label=_("How far is it?"), choices=Verdict.choices, widget=forms.RadioSelect()
    )


class TakeBackForm(TwoLanguages):
    sayings: ClassVar = {"because": Saying(_("Why is it taken back?"), rows=2, max_length=2000)}


class LookForm(forms.Form):
    """Look for something to link; it changes nothing, so it stands in the address."""

    look = LineField(label=_("Number or words of the title"), max_length=100, required=False)
