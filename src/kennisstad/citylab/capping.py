# SPDX-License-Identifier: EUPL-1.2
"""One asker has a few teams at a time, so that others get a turn."""

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
    list(Contact.objects.filter(email__iexact=email_of(question)).order_by("pk").select_for_update())
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
