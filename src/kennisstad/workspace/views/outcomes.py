# SPDX-License-Identifier: EUPL-1.2
"""The closed set of outcomes that a broker can give a question, as one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.citylab import actions, legs
from kennisstad.citylab.models import Question, Status
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.questions import ChoosingForm, OutcomeForm, TellingForm
from kennisstad.workspace.queries import questions
from kennisstad.workspace.queries.choices import Choices

Said = str | Promise


@dataclass(frozen=True)
class Outcome:
    """One outcome: its button, what it means, what is said when it is given, and the action behind it."""

    status: Status
    button: Said
    means: Said
    given: Said
    give: Callable[[Question, OutcomeForm, User, datetime], object]
    make_form: Callable[..., OutcomeForm] = OutcomeForm


@dataclass(frozen=True)
class Choice:
    """One outcome as the page of a question offers it."""

    name: str
    outcome: Outcome
    form: OutcomeForm
    is_open: bool


def _message(form: OutcomeForm, by: User, at: datetime) -> dict[str, Any]:
    return {"messages": form.messages, "by": by, "at": at}


def _advise_form(data: Any = None, **kwargs: Any) -> ChoosingForm:
    return ChoosingForm(data, find=questions.result_with_number, **kwargs)


def _merge_form(data: Any = None, **kwargs: Any) -> ChoosingForm:
    return ChoosingForm(data, find=questions.question_with_number, **kwargs)


OUTCOMES = {
    "open": Outcome(
        Status.OPEN,
        _("Open it"),
        _("It becomes a question of the city. Visitors read it, and courses can take it up."),
        _("The question is open."),
        lambda question, form, by, at: actions.open_question(question, **_message(form, by, at)),
    ),
    "wait": Outcome(
        Status.WAITING,
        _("Let it wait"),
        _("It waits for a period in which a course can take it up."),
        _("The question waits for a period."),
        lambda question, form, by, at: actions.let_wait(question, **_message(form, by, at)),
    ),
    "advise": Outcome(
        Status.ADVISED,
        _("Answer with an earlier result"),
        _("Somebody found this out before."),
        _("The question is answered with an earlier result."),
        lambda question, form, by, at: legs.advise(
            question, result=form.cleaned_data["chosen"], **_message(form, by, at)
        ),
        _advise_form,
    ),
    "refer": Outcome(
        Status.REFERRED,
        _("Refer to another desk"),
        _("Another desk or city can help better. Your message says which one."),
        _("The asker knows where to go."),
        lambda question, form, by, at: actions.refer(question, **_message(form, by, at)),
        TellingForm,
    ),
    "merge": Outcome(
        Status.MERGED,
        _("Join with a like question"),
        _("Somebody else asked the same. Both go on together."),
        _("The question goes on together with the other one."),
        lambda question, form, by, at: actions.merge(
            question, into=form.cleaned_data["chosen"], **_message(form, by, at)
        ),
        _merge_form,
    ),
    "decline": Outcome(
        Status.DECLINED,
        _("Decline"),
        _("We cannot take it up. Your message says why."),
        _("The question is declined, and the asker can read why."),
        lambda question, form, by, at: actions.decline(question, **_message(form, by, at)),
        TellingForm,
    ),
}
"""In the order in which a broker thinks of them."""


def choices_for(
    question: Question, bound: Mapping[str, DeskForm], *, results: Choices, like_questions: Choices
) -> list[Choice]:
    """Offer the outcomes that this question can have now, and the one that was just refused.

    Args:
        bound: the form that brought us back to the page, by its name.
    """
    offered = [_choice(name, bound.get(name)) for name in OUTCOMES if name in bound or _fits(name, question)]
    for choice in offered:
        if isinstance(choice.form, ChoosingForm):
            choice.form.offer(results if choice.name == "advise" else like_questions)
    return offered


def _choice(name: str, bound: DeskForm | None) -> Choice:
    outcome = OUTCOMES[name]
    if isinstance(bound, OutcomeForm):
        return Choice(name, outcome, bound, is_open=True)
    return Choice(name, outcome, outcome.make_form(ident=name), is_open=False)


def _fits(name: str, question: Question) -> bool:
    if question.is_leg and name != "advise":
        return False
    return question.status not in actions.NO_OUTCOME and question.can_become(OUTCOMES[name].status)
