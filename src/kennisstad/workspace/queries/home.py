# SPDX-License-Identifier: EUPL-1.2
"""What waits for somebody, by role; each part a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone

from kennisstad.accounts.models import Role, User
from kennisstad.accounts.rules import may_read_journal
from kennisstad.citylab.durations import median_days_to_answer
from kennisstad.citylab.models import Proposal, Question, Status
from kennisstad.citylab.queries import desk_counts, standing
from kennisstad.contact.rules import may_read_messages
from kennisstad.fieldwork.models import Pause
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.rules import may_edit_newsletter
from kennisstad.projects.models import Milestone
from kennisstad.rounds.models import Team
from kennisstad.rounds.public_queries import all_teams_of
from kennisstad.workspace.queries.commitments import Promises, promises
from kennisstad.workspace.queries.letters import failed_letters
from kennisstad.workspace.queries.messages import Waiting, waiting_for
from kennisstad.workspace.queries.projects import (
    is_late,
    is_under_way,
    next_milestones,
    not_returned,
    projects_of,
)
from kennisstad.workspace.queries.proposals import proposals_for
from kennisstad.workspace.queries.rounds import appeals_to_answer

MOST_MILESTONES = 5
MOST_TEAMS = 5


@dataclass(frozen=True)
class ForBroker:
    new: int
    longest_days: int
    """How long the oldest new question waits."""
    open: int
    asked_for: int
    """Questions that a course asks for."""
    proposals: int
    proposal_days: int
    """How long the oldest unanswered proposal waits."""
    failed_letters: int


@dataclass(frozen=True)
class ForCoordinator:
    proposals: int
    milestones: list[Milestone]
    appeals: int = 0
    """Appeals of teams that wait for an answer, in the rounds that this person runs."""


@dataclass(frozen=True)
class Projects:
    """For a partner's editor the projects the partner carries, for the programme manager all."""

    running: int
    late: int
    not_returned: int


@dataclass(frozen=True)
class ForProgrammeManager:
    waiting: int
    """Questions on which nobody works yet."""
    placed: int
    median_days: int | None
    projects: Projects
    promises: Promises


@dataclass(frozen=True)
class ForDirector:
    pauses: int
    """Areas that are paused now or will be."""


@dataclass(frozen=True)
class ForAdministrator:
    people: int
    failed_letters: int
    letters_leave: bool
    """A mail server is set; without one every letter is kept here."""


@dataclass(frozen=True)
class Home:
    broker: ForBroker | None
    coordinator: ForCoordinator | None
    editor: Projects | None
    owes: Promises | None
    """What the organisations of a partner's editor owe."""
    programme_manager: ForProgrammeManager | None
    administrator: ForAdministrator | None
    director: ForDirector | None
    messages: Waiting | None
    """What people wrote to the desks of this person."""
    teams: list[Team]
    """Those that this person signed up, the newest first."""
    reads_journal: bool
    issues: list[Issue]
    """Newsletters that leave once this person, or another who did not plan them, approves."""

    @property
    def is_empty(self) -> bool:
        parts = (self.broker, self.coordinator, self.editor, self.programme_manager, self.administrator)
        return not any(parts) and not self.director and not self.teams


def home_of(user: User, *, at: datetime) -> Home:
    """Read what waits for this person, for each role held."""
    return Home(
        broker=_for_broker(at) if user.is_a(Role.BROKER) else None,
        coordinator=_for_coordinator(user) if user.is_a(Role.COORDINATOR) else None,
        editor=_projects(user, at) if user.is_a(Role.PARTNER_EDITOR) else None,
        owes=promises(timezone.localdate(at), of=user) if user.is_a(Role.PARTNER_EDITOR) else None,
        programme_manager=_for_programme_manager(user, at) if user.is_a(Role.PROGRAMME_MANAGER) else None,
        administrator=_for_administrator() if user.is_a(Role.ADMINISTRATOR) else None,
        director=_for_director(at) if user.is_a(Role.NEIGHBOURHOOD_DIRECTOR) else None,
        messages=waiting_for(user, timezone.localdate(at)) if may_read_messages(user) else None,
        teams=list(all_teams_of(user)[:MOST_TEAMS]),
        reads_journal=may_read_journal(user),
        issues=list(Issue.objects.to_approve(user)) if may_edit_newsletter(user) else [],
    )


def new_questions() -> int:
    return Question.objects.filter(status=Status.SENT).count()


def proposals_to_answer(user: User) -> int:
    return proposals_for(user, waiting=True).count()


def _for_broker(at: datetime) -> ForBroker:
    counts = desk_counts()
    oldest = Question.objects.filter(status=Status.SENT).aggregate(at=Min("sent_at"))["at"]
    proposals = Proposal.objects.made().aggregate(number=Count("pk"), oldest=Min("made_at"))
    return ForBroker(
        new=counts["new"],
        longest_days=_days(oldest, at),
        open=counts["open"],
        asked_for=counts["asked-for"],
        proposals=proposals["number"],
        proposal_days=_days(proposals["oldest"], at),
        failed_letters=failed_letters(),
    )


def _for_coordinator(user: User) -> ForCoordinator:
    milestones = next_milestones(user, most=MOST_MILESTONES)
    return ForCoordinator(proposals_to_answer(user), milestones, appeals_to_answer(user))


def _projects(user: User, at: datetime) -> Projects:
    found = projects_of(user).aggregate(
        running=Count("pk", filter=is_under_way()),
        late=Count("pk", filter=is_late(timezone.localdate(at))),
        not_returned=Count("pk", filter=not_returned()),
    )
    return Projects(**found)


def _for_programme_manager(user: User, at: datetime) -> ForProgrammeManager:
    counted = standing()
    return ForProgrammeManager(
        waiting=counted.waiting,
        placed=counted.placed,
        median_days=median_days_to_answer(at),
        projects=_projects(user, at),
        promises=promises(timezone.localdate(at)),
    )


def _for_director(at: datetime) -> ForDirector:
    return ForDirector(Pause.objects.reaching(timezone.localdate(at)).count())


def _for_administrator() -> ForAdministrator:
    people = User.objects.filter(is_active=True).count()
    return ForAdministrator(people, failed_letters(), letters_leave=bool(settings.SMTP_URL))


def _days(since: datetime | None, at: datetime) -> int:
    return (at - since).days if since else 0
