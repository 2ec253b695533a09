# SPDX-License-Identifier: EUPL-1.2
"""One asker has a few teams at a time, so that others get a turn."""

from collections.abc import Iterable

from django.db.models.functions import Lower
from django.utils.translation import ngettext

from kennisstad.citylab.models import Contact, Question, Terms
from kennisstad.citylab.queries import email_of, teams_of_asker
from kennisstad.web.refusals import NotNow


def refuse_beyond_cap(question: Question) -> None:
    """Go on only while whoever asks this has fewer teams at work than the terms allow.

    Raises:
        NotNow: as many teams are at work as there may be.
    """
    # Two courses may accept questions of the same asker at once: the second one waits, and counts the first.
    hold_askers([question])
    cap = Terms.objects.current().teams_per_asker
    if teams_of_asker(question) >= cap:
        raise NotNow(
            ngettext(
                "%(number)d team is at work for this asker, which is the most. Wait until it is ready.",
                "%(number)d teams are at work for this asker, which is the most. Wait until one is ready.",
                cap,
            )
            % {"number": cap}
        )


def hold_askers(questions: Iterable[Question]) -> None:
    """Hold whoever asks these until the transaction ends, always in the same order."""
    # Addresses of askers are compared without regard to capitals; `email_of` gives small letters.
    emails = {email_of(question) for question in questions} - {""}
    same = Contact.objects.annotate(known_by=Lower("email")).filter(known_by__in=emails)
    list(same.order_by("pk").select_for_update())
