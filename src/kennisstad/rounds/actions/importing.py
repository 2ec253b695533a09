# SPDX-License-Identifier: EUPL-1.2
"""Take teams and their wishes over from a file: all of them, or none."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.lib.files import Problem, Report
from kennisstad.rounds.actions import teams
from kennisstad.rounds.actions.steps import note
from kennisstad.rounds.models import Round, RoundCourse, Team
from kennisstad.rounds.ranking import Found, NotARanking, Trouble
from kennisstad.rounds.team_file import FoundTeam, TeamFile
from kennisstad.web.refusals import NotNow, Sentence

WHY: dict[Trouble, Sentence] = {
    Trouble.NOT_IN_ROUND: _("The team wishes for a question that does not take part."),
    Trouble.TWICE: _("The team wishes for a question twice."),
    Trouble.NO_RANK: _("A wish has no rank."),
    Trouble.TIED: _("The team wants two questions equally, which this round does not allow."),
    Trouble.TOO_MANY: _("The team has more wishes than this round allows."),
    Trouble.TOO_FEW: _("The team has fewer wishes than this round asks for."),
}


class Stopped(Exception):
    """Some teams cannot be taken over, so none was."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(_("Teams that cannot be taken over: %(number)d.") % {"number": len(problems)})
        self.problems = problems


@transaction.atomic
def import_teams(round: Round, file: TeamFile, *, by: User | None, at: datetime) -> Report:
    """Sign every team of a file up and write its wishes down, as if each had done so itself.

    The same file twice changes nothing; a team that is known by its name gets the wishes of the file.

    Raises:
        Stopped: with all that is wrong, line by line; nothing was changed.
    """
    courses = {one.offering.course.code: one for one in round.courses.select_related("offering__course")}
    places = dict(round.questions.values_list("place", "pk"))
    report, problems = Report(), list(file.problems)
    for found in file.teams:
        try:
            # In a savepoint of its own, so that the teams after it can still be judged.
            with transaction.atomic():
                _take_over(found, _course(found, courses), places, report, by=by, at=at)
        except (NotNow, NotARanking, _NotThere) as no:
            problems.append(Problem(found.where, _reason(no)))
    if problems:
        raise Stopped(problems)
    if report.new or report.changed:
        note(round, "teams-put-in", by=by, at=at, new=len(report.new), changed=len(report.changed))
    return report


def teams_of(round: Round, found: Iterable[FoundTeam]) -> list[Team]:
    """Find the teams that were taken over under these names and take part, in order of number."""
    courses = list(round.courses.values_list("key", flat=True))
    keys = [uuid5(course, _key_of(one).hex) for one in found for course in courses]
    return list(round.teams.taking_part().filter(key__in=keys).in_order())


def _key_of(found: FoundTeam) -> UUID:
    return uuid5(NAMESPACE_URL, found.name)


class _NotThere(Exception):
    """The file names what does not take part."""


def _take_over(
    found: FoundTeam,
    course: RoundCourse,
    places: Mapping[int, int],
    report: Report,
    *,
    by: User | None,
    at: datetime,
) -> None:
    before = course.round.teams.count()
    team = teams.sign_up(
        course,
        key=_key_of(found),
        name=found.name,
        language=found.language,
        email=found.email,
        works_in=found.languages,
        at=at,
    )
    marks = [
        # An unknown number keeps its own, negative place: it is then told as not taking part.
        (places.get(number, -number), str(rank))
        for rank, tier in enumerate(found.wishes, start=1)
        for number in tier
    ]
    receipts = team.receipts.count()
    teams.rank(team, marks, by=by, at=at)
    is_new = course.round.teams.count() > before
    changed = report.same if team.receipts.count() == receipts else report.changed
    (report.new if is_new else changed).append(found.name)


def _course(found: FoundTeam, courses: Mapping[str, RoundCourse]) -> RoundCourse:
    if not found.course and len(courses) == 1:
        return next(iter(courses.values()))
    if (course := courses.get(found.course)) is None:
        codes = ", ".join(sorted(courses))
        raise _NotThere(_("name one of the courses that take part: %(codes)s.") % {"codes": codes})
    return course


def _reason(no: Exception) -> str:
    if isinstance(no, NotARanking):
        return " ".join(_in_words(one) for one in no.found)
    return str(no)


def _in_words(one: Found) -> str:
    if one.trouble == Trouble.NOT_IN_ROUND and one.question is not None and one.question < 0:
        said = _("The team wishes for question %(number)d, which does not take part.")
        return said % {"number": -one.question}
    return str(WHY[one.trouble])
