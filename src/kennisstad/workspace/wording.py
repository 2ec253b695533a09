# SPDX-License-Identifier: EUPL-1.2
"""What a question and a round wait for, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.models import Question, Status
from kennisstad.rounds.models import Status as RoundStatus

NEEDS: dict[Status, str | Promise] = {
    Status.SENT: _("an outcome: open it, advise, refer, join or decline"),
    Status.OPEN: _("a course that takes it up"),
    Status.WAITING: _("a period in which a course can take it up"),
    Status.PROPOSED: _("an answer from the course"),
    Status.PLACED: _("a result from the students"),
    Status.IN_LEGS: _("its parts"),
}
"""What comes next; what has ended needs nothing."""


def need_of(question: Question) -> str | Promise:
    """Say what a question waits for; its texts may be prefetched."""
    if question.is_leg and question.status == Status.WAITING:
        return _("a result of the part before it")
    if question.status == Status.SENT and not question.texts.all():
        return _("clear words, and then an outcome")
    return NEEDS.get(Status(question.status), "")


ROUND_NEEDS: dict[RoundStatus, str | Promise] = {
    RoundStatus.DRAFT: _("Add the courses and questions that take part. Then open the round."),
    RoundStatus.OPEN: _("Teams sign up and say what they want. The round closes by itself on its last day."),
    RoundStatus.CLOSED: _(
        "Nobody can change a wish any more. See what each policy does. Then compute the plan."
    ),
    RoundStatus.COMPUTED: _("Look at the plan and its faults. Publish it, or change something first."),
    RoundStatus.PUBLISHED: _("Teams can appeal. Answer them, and settle the round when that time is over."),
    RoundStatus.SETTLED: _("This round is settled. Its plan can be computed again at any time to check it."),
    RoundStatus.CANCELLED: _("This round was called off."),
}
"""What comes next in a round."""

TRAYS: dict[str, str | Promise] = {
    "new": _("New"),
    "first": _("To look at first"),
    "open": _("Open"),
    "asked-for": _("Asked for by a course"),
    "waiting": _("Waiting for a period"),
    "proposed": _("Proposed"),
    "placed": _("Being worked on"),
    "in-legs": _("In parts"),
    "ended": _("Ended"),
}
"""The trays of the desk, in the order in which a question passes them."""

PROJECT_VIEWS: dict[str, str | Promise] = {
    "running": _("Under way"),
    "late": _("Late"),
    "result": _("With a result"),
    "ended": _("Ended"),
}
"""What the list of projects can be narrowed to."""

PAIR_VIEWS: dict[str, str | Promise] = {
    "": _("All"),
    "learned": _("Learned from our texts"),
    "dictionary": _("From the dictionary"),
    "struck-out": _("Struck out"),
}
"""What the list of word pairs can be narrowed to."""
FEATURES: dict[str, str | Promise] = {
    "words": _("Shared words"),
    "title": _("Shared words in the title"),
    "theme": _("The same theme"),
    "discipline": _("Shared words in the name of the department"),
    "level": _("The level that is asked for"),
    "language": _("Taught in the language of the question"),
    "district": _("The same district"),
    "hours": _("Hours of a team"),
    "window": _("The course takes questions now"),
    "in_time": _("Ready before the answer is needed"),
    "seats": _("Teams that are free"),
    "accepted": _("Took up like questions before"),
    "free": _("Little other work now"),
}
"""What matching looks at; a name that is not here is shown as it is."""

COMMITMENT_VIEWS: dict[str, str | Promise] = {
    "all": _("All"),
    "overdue": _("Overdue"),
    "no-evidence": _("Without evidence"),
    "owner-left": _("Owner left"),
}
"""What the list of commitments can be narrowed to."""
