# SPDX-License-Identifier: EUPL-1.2
"""A small city with two institutions, for tests of who may do what at the desks."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver
from django.utils.timezone import now

from kennisstad.accounts.models import HeldRole, Role, User
from kennisstad.agreement.actions.keeping import keep_revision
from kennisstad.agreement.models import Signature
from kennisstad.citylab import actions as citylab
from kennisstad.education.models import Calendar, Department
from kennisstad.fieldwork.models import SharedVisit
from kennisstad.mail.models import Letter
from kennisstad.newsletter.models import Break
from kennisstad.partners.models import Claim
from kennisstad.progress import accounting
from kennisstad.progress import actions as progress
from kennisstad.progress.models import ReportDay, Verdict
from kennisstad.projects import actions as projects
from kennisstad.rounds.actions import by_hand, parts
from kennisstad.rounds.models import Appeal
from kennisstad.workspace import urls
from tests.agreement.making import (
    make_agreement,
    make_article,
    make_commitment,
    make_figure,
    make_theme,
)
from tests.contact.making import make_message, make_ready_answer
from tests.fieldwork.making import make_fieldwork, make_pause
from tests.making import (
    MONDAY,
    make_course,
    make_district,
    make_learned_model,
    make_legs,
    make_pair,
    make_partner,
    make_project,
    make_proposal,
    make_researcher,
    make_result,
    make_user,
    make_work,
)
from tests.newsletter.making import make_reader
from tests.newsletter.writing import make_issue, make_kept_issue
from tests.rounds.running import make_round, make_run, make_team, move
from tests.schools.making import make_booking, make_moment, make_offer
from tests.welcome.making import make_ambassador
from tests.welcome.making import make_message as make_letter_to_ambassador
from tests.years.making import make_adoption, make_day

NAME, EMAIL, PHONE = "Wilhelmina de Vraagster", "vraagster@example.org", "06 9876 5432"
CONTACT = (NAME, EMAIL, PHONE)
ACCOUNT = (
    "account",
    *(f"account_{step}" for step in ("discard", "file", "introduce", "publish", "regather")),
)


ON_A_DRAFT = (
    "agreement_add_article", "agreement_add_fact", "agreement_add_theme", "agreement_describe",
    "agreement_discard", "agreement_edit_article", "agreement_edit_theme", "agreement_follow_fact",
    "agreement_join", "agreement_leave", "agreement_map", "agreement_remove_article",
    "agreement_remove_party", "agreement_remove_theme", "agreement_signed",
)  # fmt: skip
ON_A_COMMITMENT = (
    "commitment_add_figure", "commitment_assess", "commitment_serve", "commitment_show_result",
    "commitment_stop_serving", "commitment_take_away", "commitment_take_back", "commitment_withdraw",
)  # fmt: skip


ON_WHAT_IS_OFFERED = (
    "signing", "signing_add", "signing_change", "signing_document", "signing_invite", "signing_offer",
    "signing_paper", "signing_remove", "signing_scan", "signing_terms", "signing_up", "signing_withdraw",
)  # fmt: skip


ON_AN_OFFER = (
    "school_call_off", "school_cancel", "school_change", "school_let_through", "school_moment",
    "school_offer", "school_publish", "school_table", "school_throw_away", "school_withdraw",
)  # fmt: skip


ON_UNSEEN = ("school_let_through", "school_throw_away")


class City:
    """All records belong to `ours`; everybody but `other_…` works for it."""

    def __init__(self) -> None:
        self.ours, self.theirs = make_partner("ours"), make_partner("theirs")
        self.district = make_district()
        self.coordinator = make_user(Role.COORDINATOR, partner=self.ours, username="coordinator")
        self.course = make_course(self.ours, coordinators=[self.coordinator])
        self.question = citylab.send_in(
            key=uuid4(),
            words="Waarom is het zo stil in onze straat?",
            language="nl",
            asker_kind="resident",
            at=MONDAY,
            contact={"name": NAME, "email": EMAIL, "phone": PHONE},
        )
        self.unproven_question = citylab.send_in(
            key=uuid4(),
            words="Is dit echt?",
            language="nl",
            asker_kind="resident",
            at=MONDAY,
            look_first=True,
        )
        self.proposal = make_proposal(course=self.course)
        self.leg, _second = make_legs(self.district)
        self.project = make_project(self.ours, course=self.course)
        self.milestone = projects.add_milestone(
            self.project, words={"nl": {"title": "Gesprekken"}}, due_on=MONDAY.date(), by=None, at=MONDAY
        )
        self.pair = make_pair()
        self.researcher = make_researcher(self.ours)
        make_work(self.researcher)
        # The coordinator is this researcher, and an editor said so.
        Claim.objects.create(
            researcher=self.researcher, user=self.coordinator, made_at=MONDAY, confirmed_at=MONDAY
        )
        self.message = make_message(desk=self.ours)
        self.unproven, self.ready = make_message(look_first=True), make_ready_answer()
        self.issue = make_issue()
        self.newsletter_break = Break.objects.create(begins_on=date(2091, 7, 1), ends_on=date(2091, 8, 1))
        self.letter = Letter.objects.get(to=EMAIL)
        self.kept_issue = make_kept_issue()
        self.ambassador = make_ambassador(state="confirmed")
        self.ambassador_letter = make_letter_to_ambassador()
        self.reader = make_reader(status="stopped")
        self.work = make_fieldwork(self.district, project=self.project)
        self.school_offer = make_offer(self.ours)
        self.moment = make_moment(self.school_offer, at=now())
        self.booking = make_booking(self.moment, at=now())
        self.unproven_booking = make_booking(self.moment, at=now(), look_first=True)
        self.shared = SharedVisit.objects.create(
            first=self.work, second=make_fieldwork(self.district, partner=self.theirs), proposed_at=MONDAY
        )
        self.pause = make_pause(self.district, starts_on=date(2090, 1, 1), ends_on=date(2090, 3, 1))
        self.learned = make_learned_model(in_use=True)
        self.adoption = make_adoption()
        self.unproven_adoption = make_adoption(make_day(on=date(2091, 4, 16)), look_first=True)
        self.unproven_ambassador = make_ambassador(state="unconfirmed", look_first=True)
        self._make_round()
        self._offer_agreement()
        self._make_agreements()
        self.account = accounting.draft(
            self.agreement, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31), by=None, at=MONDAY
        )
        self.person = make_user(Role.COORDINATOR, partner=self.theirs, username="person")
        self.department = Department.objects.create(partner=self.ours, external_id="fac")
        self.calendar = Calendar.objects.create(partner=self.ours, year=2026, origin="form", made_at=MONDAY)
        self.calendar.terms.create(kind="block", starts_on=date(2026, 9, 7), ends_on=date(2026, 10, 23))
        self.held, self.offering = HeldRole.objects.get(user=self.person), self.course.offerings.get()

    def _make_round(self) -> None:
        """Make a draft with one of everything that a button is about."""
        self.round = make_round(self.ours, questions=2)
        move(self.round, opens_at=now())
        self.part, self.apart = self.round.questions.in_order()
        self.round_course, self.team = self.round.courses.get(), make_team(self.round, 1)
        by: dict[str, Any] = {"by": self.coordinator, "at": MONDAY}
        self.supervisor = parts.add_supervisor(self.round, name="Groep", lower=0, upper=2, **by)
        parts.limit_district(self.round, area=self.district, upper=5, **by)
        self.limit = self.round.limits.get()
        self.exclusion = by_hand.exclude(self.team, question=self.apart, reason="Familie.", **by)
        self.appeal = Appeal.objects.create(team=self.team, words="Waarom?", at=MONDAY)
        self.run = make_run(self.round)

    def _make_agreements(self) -> None:
        """Make a version that stands, with a commitment that ours owes, and a draft of the next."""
        self.agreement = make_agreement(follows=self.offered, parties=[self.ours])
        theme = make_theme(self.agreement)
        self.commitment = make_commitment(self.agreement, owners=[self.ours], theme=theme)
        by: dict[str, Any] = {"by": None, "at": MONDAY}
        self.serving = progress.serve(self.commitment, self.project, **by)
        self.evidence = progress.show_result(self.commitment, make_result(make_project(self.ours)), **by)
        self.figure = make_figure(self.commitment)
        said = {"nl": {"because": "Het gaat goed."}}
        progress.assess(self.commitment, verdict=Verdict.ON_TRACK, words=said, **by)
        self.draft = make_agreement(
            follows=self.agreement, status="draft", starts_on=date(2028, 1, 1), ends_on=date(2032, 1, 1)
        )
        self.article, self.theme = make_article(self.draft), make_theme(self.draft)
        self.party = self.draft.parties.create(partner=self.ours, joined_on=self.draft.starts_on)
        self.fact = self.draft.facts.create(
            topic="end", source="A paper", read_on=MONDAY.date(), followed=False
        )
        self.promise = make_commitment(self.draft, source="Symposium")
        self.report_day = ReportDay.objects.create(on=date(2090, 1, 1), remind_on=date(2089, 12, 1))

    def _offer_agreement(self) -> None:
        """Make a version that one person signed on paper, and another has still to sign."""
        self.offered = make_agreement(
            status="offered", starts_on=date(2019, 1, 1), ends_on=date(2022, 12, 31)
        )
        keep_revision(self.offered, b"%PDF-1.7", number=0, at=MONDAY)
        own, other = (
            self.offered.signatories.create(partner=partner, place=place, name="A. Naam", post="rector")
            for place, partner in enumerate((self.ours, self.theirs))
        )
        scan = ContentFile(b"%PDF-1.7", "scan")
        Signature.objects.create(
            signatory=own, way="paper", signed_on=MONDAY.date(), entered_at=MONDAY, scan=scan,
            scan_type="application/pdf",
        )  # fmt: skip
        self.signatory, self.has_to_sign = own, other

    @cached_property
    def people(self) -> dict[str, User | None]:
        """Who presses, by column of the matrix."""
        return {
            "anonymous": None,
            "nobody": make_user(),
            "broker": make_user(Role.BROKER),
            "coordinator": self.coordinator,
            # Of the same institution, but not named on the course.
            "colleague": make_user(Role.COORDINATOR, partner=self.ours),
            "other_coordinator": make_user(Role.COORDINATOR, partner=self.theirs),
            "editor": make_user(Role.PARTNER_EDITOR, partner=self.ours),
            "other_editor": make_user(Role.PARTNER_EDITOR, partner=self.theirs),
            "manager": make_user(Role.PROGRAMME_MANAGER),
            "administrator": make_user(Role.ADMINISTRATOR),
        }

    def kwargs(self, route: "Route") -> dict[str, Any]:
        """The record that each address is about."""
        about = {
            "sharpen": self.question,
            "parts": self.question,
            "split": self.question,
            "enlarge": self.question,
            "join_again": self.question,
            "drop_leg": self.leg,
            "replace_leg": self.leg,
            "question": self.question,
            "outcome": self.question,
            "propose": self.question,
            "take_back": self.proposal.question,
            "not_relevant": self.question,
            "put_back": self.question,
            "proposal": self.proposal,
            "accept": self.proposal,
            "decline": self.proposal,
            "course": self.course,
            "ask_for": self.course,
            "no_longer_ask_for": self.course,
            "take_questions": self.course,
            "set_window": self.course,
            "name_coordinator": self.course,
            "dismiss_coordinator": self.course,
            "strike_out": self.pair,
            "put_pair_back": self.pair,
            "learned_model": self.learned,
            "use_model": self.learned,
            "go_back": self.learned,
            "message": self.message,
            "message_answer": self.message,
            "message_close": self.message,
            "question_let_through": self.unproven_question,
            "question_throw_away": self.unproven_question,
            "day_let_through": self.unproven_adoption,
            "day_throw_away": self.unproven_adoption,
            "ambassador_let_through": self.unproven_ambassador,
            "message_take": self.message,
            "message_assign": self.message,
            "message_hand_over": self.message,
            "message_let_through": self.unproven,
            "message_throw_away": self.message,
            "ready_answer": self.ready,
            "ready_remove": self.ready,
            "agree_day": self.adoption,
            "decline_day": self.adoption,
            "letter": self.letter,
            "letter_html": self.kept_issue,
            "ambassador_approve": self.ambassador,
            "ambassador_remove": self.ambassador,
            "ambassador_pass_on": self.ambassador_letter,
            "ambassador_put_away": self.ambassador_letter,
            "reader": self.reader,
            "reader_erase": self.reader,
            "reader_file": self.reader,
            "one_fieldwork": self.work,
            "begin_fieldwork": self.work,
            "finish_fieldwork": self.work,
            "change_number": self.work,
            "call_off_fieldwork": self.work,
            "agree_to_share": self.work,
            "area": self.district,
            "pause_area": self.district,
            "lift_pause": self.district,
            "set_limit": self.district,
            "try_again": self.letter,
            "researcher": self.researcher,
            "answer_claim": self.researcher,
            "correct_researcher": self.researcher,
            "hide_researcher": self.researcher,
            "calendar": self.ours,
            "set_calendar": self.ours,
            "load_calendar": self.ours,
            "take_back_calendar": self.ours,
            "exempt_department": self.ours,
            "person": self.person,
            "give_role": self.person,
            "take_role": self.person,
            "let_go": self.person,
            "new_password": self.person,
        }
        about |= dict.fromkeys(("commitment_new", *ON_A_DRAFT), self.draft)
        about |= {
            "agreement": self.agreement,
            "commitment": self.commitment,
            "report_day_remove": self.report_day,
        }
        about |= dict.fromkeys(ON_A_COMMITMENT, self.commitment)
        about |= dict.fromkeys(ON_WHAT_IS_OFFERED, self.offered)
        about |= dict.fromkeys(("commitment_edit", "commitment_remove"), self.promise)
        about |= dict.fromkeys(ACCOUNT, self.account)
        about |= dict.fromkeys(ON_AN_OFFER, self.school_offer)
        about |= {"newsletter_break_remove": self.newsletter_break}
        if route.name.startswith("issue"):
            about[route.name] = self.issue
        usual = self.round if route.name.startswith("round") else self.project
        values: dict[str, Any] = {
            "pk": about.get(route.name, usual).pk,
            "name": "open",
            "course": (self.round_course if route.name.startswith("round") else self.course).pk,
            "part": self.part.pk,
            "supervisor": self.supervisor.pk,
            "limit": self.limit.pk,
            "exclusion": self.exclusion.pk,
            "team": self.team.number,
            "appeal": self.appeal.pk,
            "number": self.run.number,
            "proposal": self.proposal.pk,
            "question": self.proposal.question_id,
            "milestone": self.milestone.pk,
            "offering": self.offering.pk,
            "user": self.coordinator.pk,
            "held": self.held.pk,
            "kind": "json" if route.name == "account_file" else "course",
            "candidate": self.course.pk,
            "shared": self.shared.pk,
            "pause": self.pause.pk,
            "moment": self.moment.pk,
            "booking": (self.unproven_booking if route.name in ON_UNSEEN else self.booking).pk,
            "article": self.article.pk,
            "theme": self.theme.pk,
            "party": self.party.pk,
            "fact": self.fact.pk,
            "serving": self.serving.pk,
            "evidence": self.evidence.pk,
            "figure": self.figure.pk,
            "signatory": self.signatory.pk,
            "year": 2026,
            "calendar": self.calendar.pk,
            "department": self.department.pk,
            "item": self.issue.items.earliest("pk").pk,
        }
        return {parameter: values[parameter] for parameter in route.parameters}


@dataclass(frozen=True)
class Route:
    """One address of the workspace: its name, and what stands in it."""

    name: str
    parameters: tuple[str, ...]


def routes() -> list[Route]:
    """Read every address from the URL conf itself."""
    return sorted(_routes(urls.urlpatterns, ()), key=lambda route: route.name)


def _routes(patterns: list[URLPattern | URLResolver], before: tuple[str, ...]) -> list[Route]:
    found = []
    for pattern in patterns:
        parameters = before + tuple(pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            assert pattern.name is not None
            found.append(Route(pattern.name, parameters))
        else:
            found += _routes(pattern.url_patterns, parameters)
    return found
