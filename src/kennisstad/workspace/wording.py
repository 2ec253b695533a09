# SPDX-License-Identifier: EUPL-1.2
"""What a question waits for, and what the journal's kinds mean, in the reader's language."""

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


HAPPENED: dict[str, str | Promise] = {
    "question.sent": _("question sent in"),
    "question.added-to": _("the asker added something"),
    "question.withdrawn": _("question withdrawn by the asker"),
    "question.sharpened": _("question put in clear words"),
    "question.open": _("question opened"),
    "question.waiting": _("question waits for a period"),
    "question.advised": _("question answered with an earlier result"),
    "question.referred": _("question referred to another desk"),
    "question.merged": _("question joined with another"),
    "question.declined": _("question declined"),
    "question.proposed": _("question proposed to a course"),
    "question.placed": _("question placed with a course"),
    "question.in-legs": _("question cut into parts"),
    "question.sized": _("form of work set for a question"),
    "question.cost-said": _("the asker said how many hours it took"),
    "leg.made": _("part of a question made"),
    "leg.opened": _("part of a question opened"),
    "leg.dropped": _("part of a question left out"),
    "proposal.reminded": _("course reminded of a proposal"),
    "proposal.lapsed": _("proposal lapsed without an answer"),
    "terms.set": _("terms for proposals and askers set"),
    "question.open-again": _("question open again"),
    "question.given-back": _("answer given back to the asker"),
    "question.use-asked": _("the asker was asked whether the answer was used"),
    "question.used": _("the asker said whether the answer was used"),
    "proposal.accepted": _("proposal accepted"),
    "proposal.declined": _("proposal declined"),
    "proposal.taken-back": _("proposal taken back"),
    "candidate.put-aside": _("candidate put aside for a question"),
    "candidate.put-back": _("candidate put back for a question"),
    "model.trained": _("matching learned a model"),
    "model.in-use": _("learned model put in use"),
    "model.gone-back-from": _("learned model taken out of use"),
    "interest.shown": _("course asked for a question"),
    "interest.withdrawn": _("course no longer asks for a question"),
    "project.begun": _("project put on the books"),
    "project.described": _("project described"),
    "project.started": _("project started"),
    "project.milestone-added": _("milestone planned"),
    "project.milestone-reached": _("milestone reached"),
    "project.logged": _("project log written"),
    "project.handed-over": _("result handed over"),
    "project.file-attached": _("file put with a result"),
    "project.given-back": _("result given back"),
    "project.closed": _("project closed"),
    "project.stopped": _("project stopped"),
    "fieldwork.planned": _("fieldwork planned"),
    "fieldwork.number-changed": _("number of contacts changed"),
    "fieldwork.begun": _("fieldwork under way"),
    "fieldwork.done": _("fieldwork done"),
    "fieldwork.called-off": _("fieldwork called off"),
    "fieldwork.taken-over": _("study taken over into the ledger"),
    "visit.proposed": _("shared visit proposed"),
    "visit.agreed": _("shared visit agreed to"),
    "pause.begun": _("neighbourhood paused"),
    "pause.lifted": _("pause lifted"),
    "area.limit-set": _("limit of a neighbourhood set"),
    "norms.set": _("limits of the whole city set"),
    "course.takes-questions": _("course takes questions"),
    "course.takes-none": _("course takes no questions"),
    "course.window-set": _("time for questions set"),
    "course.coordinator-named": _("coordinator named"),
    "course.coordinator-dismissed": _("coordinator taken off a course"),
    "calendar.set": _("calendar set"),
    "calendar.taken-back": _("calendar taken back"),
    "department.exempted": _("department does not follow the calendar of its institution"),
    "department.follows": _("department follows the calendar of its institution again"),
    "pairs.learned": _("word pairs learned"),
    "pair.struck-out": _("word pair struck out"),
    "pair.put-back": _("word pair put back"),
    "dictionary.loaded": _("dictionary taken over"),
    "dictionary.cleared": _("dictionary taken out"),
    "team.signed-up": _("team signed up for a round"),
    "team.turned-away": _("address that signed up for a round already takes part"),
    "team.ranked": _("team saved its wishes"),
    "team.left": _("team left its round"),
    "team.appealed": _("team appealed"),
    "agreement.taken-over": _("agreement taken over from a file"),
    "partner.added": _("organisation added"),
    "partner.changed": _("organisation changed"),
    "expert.added": _("group or desk added"),
    "expert.changed": _("group or desk changed"),
    "researcher.added": _("researcher added"),
    "researcher.changed": _("researcher changed by an import"),
    "researcher.left": _("researcher works elsewhere by now"),
    "researcher.claimed": _("profile of a researcher claimed"),
    "researcher.confirmed": _("claim on a profile confirmed"),
    "researcher.claim-declined": _("claim on a profile declined"),
    "researcher.claim-ended": _("claim on a profile ended"),
    "researcher.corrected": _("researcher corrected the own profile"),
    "researcher.hidden": _("researcher taken off the list"),
    "researcher.forgotten": _("researcher deleted after the term"),
    "work.changed": _("publication changed"),
    "user.added": _("person added"),
    "password.changed": _("password changed"),
    "user.left": _("person left"),
    "role.given": _("role given"),
    "role.taken": _("role taken"),
    "round.made": _("round prepared"),
    "round.described": _("round described anew"),
    "round.policy-chosen": _("policy of a round chosen"),
    "round.course-added": _("course put in a round"),
    "round.course-changed": _("seats of a course in a round changed"),
    "round.course-removed": _("course taken out of a round"),
    "round.question-added": _("question put in a round"),
    "round.question-changed": _("seats of a question in a round changed"),
    "round.question-removed": _("question taken out of a round"),
    "round.supervisor-added": _("supervisor put in a round"),
    "round.supervisor-removed": _("supervisor taken out of a round"),
    "round.supervisor-ranked": _("teams put in an order for a supervisor"),
    "round.limit-set": _("limit of a round set"),
    "round.limit-lifted": _("limit of a round lifted"),
    "round.pair-excluded": _("team and question kept apart"),
    "round.pair-allowed": _("team and question allowed together again"),
    "round.team-placed-by-hand": _("team placed by hand"),
    "round.team-no-longer-placed-by-hand": _("team no longer placed by hand"),
    "round.team-taken-out": _("team taken out of a round"),
    "round.opened": _("round opened"),
    "round.teams-put-in": _("teams put in a round by a coordinator or from a file"),
    "round.deadline-changed": _("round closes at another time"),
    "round.closed": _("round closed"),
    "round.reopened": _("round opened again"),
    "round.plan-asked-for": _("plan of a round asked for"),
    "round.what-if-asked-for": _("change of a round tried"),
    "round.computing-stopped": _("computing of a round stopped"),
    "round.computed": _("plan of a round computed"),
    "round.plan-put-aside": _("plan of a round put aside"),
    "round.published": _("plan of a round published"),
    "round.appeal-upheld": _("appeal of a team upheld"),
    "round.appeal-rejected": _("appeal of a team rejected"),
    "round.to-be-computed-anew": _("round closed again after an appeal"),
    "round.question-left-out": _("question left out when a round was settled"),
    "round.settled": _("round settled"),
    "round.cancelled": _("round called off"),
    "letter.failed": _("letter failed"),
    "letter.tried-again": _("letter in line again"),
}
"""The kinds that people meet; any other one, such as an import's, is shown by its own name."""

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
