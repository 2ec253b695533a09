# SPDX-License-Identifier: EUPL-1.2
"""What teams fill in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language, gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit import retention
from kennisstad.citylab.forms import own_words
from kennisstad.languages.models import Language
from kennisstad.rounds.models import Round
from kennisstad.rounds.ranking import Found, Marks, Trouble
from kennisstad.web.forms import AddressField, CodeField, FormForAnyone, WordsField
from kennisstad.web.refusals import Sentence

MOST_MEMBERS = 8
LONGEST_NAME = 120


def _about_members() -> str:
    kept = next(rule for rule in retention.rules() if rule.model == "rounds.TeamMember")
    return gettext(
        "One name per line, at most 8. Only your coordinator sees the names. We delete them %(when)s,"
        " or as soon as you leave the round."
    ) % {"when": kept.how_long(get_language() or "nl")}


class SignUpForm(FormForAnyone):
    purpose = "rounds.sign-up"
    name = WordsField(
        label=_("The name of your team"),
        help_text=_("Your coordinator sees it. In public your team is a number."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Give your team a name.")},
    )
    email = AddressField(
        label=_("E-mail address"),
        help_text=_(
            "Then your code, each receipt and your place come by e-mail. You go on from that e-mail."
        ),
    )
    members = WordsField(
        label=_("Who is in your team?"),
        help_text=lazy(_about_members, str)(),
        required=False,
        max_length=MOST_MEMBERS * (LONGEST_NAME + 1),
        widget=forms.Textarea({"rows": 4, "maxlength": None}),
    )
    works_in = forms.MultipleChoiceField(
        label=_("In which languages can your team work?"),
        help_text=_("Choose none if it does not matter."),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, account: User | None, mail_leaves: bool, **kwargs: Any) -> None:
        """Fit the form to who fills it in.

        Args:
            account: of whoever signed in.
            mail_leaves: where no letter can leave, no address is asked for.
        """
        super().__init__(data, **kwargs)
        self.account = account
        if not mail_leaves:
            del self.fields["email"]

    @property
    def waits_for_mail(self) -> bool:
        """Whether the address of a valid form has yet to prove itself: nobody signed in with it."""
        return bool(self.account is None and self.cleaned_data.get("email"))

    @property
    def about(self) -> dict[str, Any]:
        """What a valid form says, as `actions.teams.sign_up` takes it."""
        given = {name: self.cleaned_data[name] for name in ("key", "name", "members", "works_in")}
        return given | {"email": self.cleaned_data.get("email", "")}

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if self.account and email and email.casefold() != self.account.email.casefold():
            raise ValidationError(_("Fill in the address of your own account, or leave it empty."))
        return email

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_members(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["members"].splitlines()]
        names = [name for name in names if name]
        if len(names) > MOST_MEMBERS:
            raise ValidationError(
                _("Write at most %(most)d names; you have %(number)d."),
                params={"most": MOST_MEMBERS, "number": len(names)},
            )
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(_("A name is too long: use at most 120 characters."))
        return names


class TeamCodeForm(forms.Form):
    code = CodeField(
        label=_("Your team's code"),
        help_text=_("For example tulp-4821-brug-lamp. Capitals and hyphens do not matter."),
        missing=_("Fill in your team's code. You got it when you signed up."),
    )


class AppealForm(forms.Form):
    words = own_words(
        _("What should your coordinator look at again?"),
        _("Say what is not right, or what was not known. Your coordinator reads it and answers you here."),
    )


PREFIX = "wish-"


def marks_in(sent: object) -> Marks:
    """Read the marks out of a form that was sent, a question as often as it stands there.

    A question's id that is no number cannot take part; it counts as question 0, which never does.
    """
    found = []
    for name, marks in sent.lists():  # type: ignore[attr-defined]
        if name.startswith(PREFIX):
            found += [(_id_of(name.removeprefix(PREFIX)), mark.strip()[:20]) for mark in marks]
    return found


def _id_of(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


AT_A_QUESTION: dict[Trouble, Sentence] = {
    Trouble.NOT_IN_ROUND: _("You chose a question that does not take part in this round. We left it out."),
    Trouble.TWICE: _("This question was sent twice. Choose one number for it."),
    Trouble.NO_RANK: _("Choose a number from the list for this question."),
    Trouble.TIED: _("Two questions have the same number. In this round every number can be used once."),
}


def sentence_for(found: Found, round: Round) -> str | Promise:
    """Say what is wrong with what a team filled in."""
    if found.trouble == Trouble.TOO_MANY:
        return ngettext_lazy(
            "Choose at most %(most)d question; you gave %(number)d a number.",
            "Choose at most %(most)d questions; you gave %(number)d a number.",
            "most",
        ) % {"most": round.most_wishes, "number": found.number}
    if found.trouble == Trouble.TOO_FEW:
        return ngettext_lazy(
            "Choose at least %(least)d question; you gave %(number)d a number.",
            "Choose at least %(least)d questions; you gave %(number)d a number.",
            "least",
        ) % {"least": round.least_wishes, "number": found.number}
    return AT_A_QUESTION[found.trouble]
