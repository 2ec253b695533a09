# SPDX-License-Identifier: EUPL-1.2
"""What a programme manager fills in about an agreement."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.models import Agreement, Article, Kind, Mark, Theme
from kennisstad.workspace.forms.base import DeskForm, Saying, TwoLanguages
from kennisstad.workspace.forms.fields import Choices, DayField, LineField, OneField, TicksField

NOT_A_KEY = _("Use small letters, figures and hyphens only, such as agreement-2028.")


class AgreementForm(TwoLanguages):
    """The name, summary and period of a version."""

    sayings: ClassVar = {
        "name": Saying(_("Name"), max_length=160),
        "summary": Saying(_("What it is about, in short"), rows=4, max_length=5000, required=False),
    }
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    def __init__(self, data: Any = None, *, agreement: Agreement | None = None, **kwargs: Any) -> None:
        super().__init__(data, texts=agreement.texts.all() if agreement else (), **kwargs)
        if agreement is not None:
            self.initial.update(starts_on=agreement.starts_on, ends_on=agreement.ends_on)

    def change(self) -> dict[str, Any]:
        """What was filled in, as actions take it."""
        return {"words": self.words, **{name: self.cleaned_data[name] for name in ("starts_on", "ends_on")}}


class NewAgreementForm(AgreementForm):
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices, widget=forms.RadioSelect())
    address = forms.SlugField(
        label=_("Its name in addresses"),
        help_text=_("It stays the same for good, so that links keep working."),
        max_length=50,
        error_messages={"invalid": NOT_A_KEY},
    )


class ArticleForm(TwoLanguages):
    sayings: ClassVar = {
        "title": Saying(_("Heading"), max_length=160, required=False),
        "body": Saying(_("What is agreed"), rows=4, max_length=10_000),
    }
    number = LineField(label=_("Number"), max_length=12)
    is_summary = forms.BooleanField(
        label=_("This is our short summary, not the words that were signed"), required=False
    )

    def __init__(self, data: Any = None, *, article: Article | None = None, **kwargs: Any) -> None:
        super().__init__(data, texts=article.texts.all() if article else (), **kwargs)
        if article is not None:
            self.initial.update(number=article.number, is_summary=article.is_summary)

    def change(self) -> dict[str, Any]:
        return {"words": self.words, **{name: self.cleaned_data[name] for name in ("number", "is_summary")}}


class ThemeForm(TwoLanguages):
    sayings: ClassVar = {
        "name": Saying(_("Name of the theme"), max_length=80),
        "summary": Saying(_("What belongs to it"), rows=2, max_length=2000, required=False),
    }
    mark = forms.ChoiceField(label=_("Colour and shape"), choices=Mark.choices)

    def __init__(self, data: Any = None, *, theme: Theme | None = None, **kwargs: Any) -> None:
        super().__init__(data, texts=theme.texts.all() if theme else (), **kwargs)
        if theme is not None:
            self.initial["mark"] = theme.mark

    def change(self) -> dict[str, Any]:
        return {"words": self.words, "mark": Mark(self.cleaned_data["mark"])}


class MapForm(DeskForm):
    """Per old theme the new ones as which it goes on, or that it ends; what is left open stays open."""

    def __init__(
        self,
        data: Any = None,
        *,
        old: Iterable[Theme],
        new: Choices,
        steps: Mapping[int, Sequence[int | None]],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.old = list(old)
        for theme in self.old:
            named = {"theme": str(theme.text.name if theme.text else theme.key)}
            ticks, ends = f"onward_{theme.pk}", f"ends_{theme.pk}"
            self.fields[ticks] = TicksField(label=_("“%(theme)s” goes on as") % named, choices=new)
            self.fields[ends] = forms.BooleanField(
                label=_("“%(theme)s” ends with the old agreement") % named, required=False
            )
            taken = steps.get(theme.pk, ())
            self.initial[ticks] = [one for one in taken if one is not None]
            self.initial[ends] = None in taken

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for theme in self.old:
            if cleaned.get(f"onward_{theme.pk}") and cleaned.get(f"ends_{theme.pk}"):
                self.add_error(
                    f"ends_{theme.pk}", _("A theme goes on or ends, not both. Take one of the ticks away.")
                )
        return cleaned

    @property
    def onward(self) -> dict[int, list[int]]:
        """What was decided, as actions take it."""
        return {
            theme.pk: self.cleaned_data[f"onward_{theme.pk}"]
            for theme in self.old
            if self.cleaned_data[f"onward_{theme.pk}"] or self.cleaned_data[f"ends_{theme.pk}"]
        }


class JoinForm(DeskForm):
    joined_on = DayField(label=_("Takes part from"))

    def __init__(self, data: Any = None, *, partners: Choices, first_day: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["partner"] = OneField(label=_("Partner"), choices=partners)
        self.initial["joined_on"] = first_day
        self.order_fields(["key", "partner", "joined_on"])


class LeaveForm(DeskForm):
    left_on = DayField(label=_("Takes part until"))


class FactForm(TwoLanguages):
    """One sourced statement about an agreement."""

    sayings: ClassVar = {"statement": Saying(_("What the source says"), rows=2, max_length=2000)}
    topic = forms.SlugField(
        label=_("Topic"),
        help_text=_("One word; sources that disagree have the same topic, such as end-year."),
        max_length=50,
        error_messages={"invalid": NOT_A_KEY},
    )
    source = LineField(label=_("Source"), max_length=200)
    read_on = DayField(label=_("Read on"), past_only=True, initial=timezone.localdate)
    on = DayField(label=_("The day it happened"), required=False)

    def change(self) -> dict[str, Any]:
        names = ("topic", "source", "read_on", "on")
        return {"words": self.words, **{name: self.cleaned_data[name] for name in names}}


class FollowForm(TwoLanguages):
    sayings: ClassVar = {"why": Saying(_("Why we follow this source"), rows=2, max_length=2000)}


class SignedForm(DeskForm):
    signed_on = DayField(
        label=_("Signed on"),
        help_text=_("Leave this empty if no source tells the day."),
        past_only=True,
        required=False,
    )


class ReportDayForm(DeskForm):
    on = DayField(label=_("Owners tell how far they are by"))
    remind_on = DayField(label=_("They get a letter on"))
