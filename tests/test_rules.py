# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: every rule × every role × one's own and somebody else's record, as one table to review.

`y` may, `-` may not; two marks are one's own record and another organisation's.
"""

import inspect
from importlib import import_module

import pytest

from kennisstad.accounts import rules as accounts
from kennisstad.accounts.models import Role
from kennisstad.agreement import rules as agreement
from kennisstad.agreement.models import Agreement
from kennisstad.citylab import rules as citylab
from kennisstad.contact import rules as contact
from kennisstad.education import rules as education
from kennisstad.fieldwork import rules as fieldwork
from kennisstad.newsletter import rules as newsletter
from kennisstad.partners import rules as partners
from kennisstad.progress import rules as progress
from kennisstad.projects import rules as projects
from kennisstad.rounds import rules as rounds
from kennisstad.schools import rules as schools
from kennisstad.welcome import rules as welcome
from kennisstad.years import rules as years
from tests.agreement.making import make_agreement, make_commitment
from tests.contact.making import make_message
from tests.fieldwork.making import make_fieldwork
from tests.making import (
    make_course,
    make_district,
    make_partner,
    make_project,
    make_proposal,
    make_researcher,
    make_user,
)
from tests.rounds.running import make_round
from tests.schools.making import make_offer

ROLES = ["broker", "coordinator", "partner-editor", "programme-manager", "administrator", "nobody"]
TABLE = """
                             broker coordinator partner-editor programme-manager administrator nobody
may_see_desk                 yy     --          --             yy                --            --
may_serve_askers             yy     --          --             --                --            --
may_see_contact              yy     --          --             --                --            --
may_see_model                yy     --          --             yy                yy            --
may_change_model             yy     --          --             --                yy            --
may_see_proposal             yy     y-          --             --                --            --
may_ask_for                  --     y-          --             --                --            --
may_answer_proposal          --     y-          --             --                --            --
may_set_terms                yy     --          --             --                yy            --
may_strike_pairs             yy     --          --             --                yy            --
may_answer_for               --     y-          --             --                --            --
may_edit_course              yy     y-          y-             --                yy            --
may_edit_calendar            yy     y-          y-             --                yy            --
may_work_on                  yy     y-          y-             --                --            --
may_start                    yy     --          y-             --                --            --
may_see_overview             yy     --          --             yy                --            --
may_see_researchers          yy     --          yy             --                yy            --
may_see_researcher           yy     --          y-             --                yy            --
may_answer_claim             --     --          y-             --                yy            --
may_correct                  --     --          --             --                --            --
may_hide                     yy     --          y-             --                yy            --
may_see_ledger               yy     yy          yy             yy                --            --
may_pause                    --     --          --             --                --            --
may_set_limits               --     --          --             yy                --            --
may_set_norms                --     --          --             yy                --            --
may_tell_of_studies          yy     y-          y-             --                --            --
may_keep                     yy     y-          y-             --                --            --
may_see_offers               yy     --          yy             --                --            --
may_make_offer               yy     --          y-             --                --            --
may_keep_offer               yy     --          y-             --                --            --
may_see_rounds               yy     yy          --             yy                yy            --
may_see_round                yy     y-          --             yy                yy            --
may_run_round                yy     y-          --             --                --            --
may_make_round               yy     y-          --             --                --            --
may_put_in                   yy     y-          --             --                --            --
may_keep_agreement           --     --          --             yy                --            --
may_see_commitments          yy     --          yy             yy                yy            --
may_see_version              --     --          --             yy                --            --
may_see_hidden_budget        --     --          y-             yy                --            --
may_tell_figures             --     --          y-             yy                --            --
may_link                     yy     --          y-             yy                --            --
may_assess                   --     --          --             yy                --            --
may_account                  --     --          --             yy                --            --
may_read_messages            yy     --          yy             --                --            --
may_read_message             yy     --          y-             --                --            --
may_sort_messages            yy     --          --             --                --            --
may_answer_days              yy     --          --             yy                --            --
may_keep_ambassadors         yy     --          --             --                --            --
may_edit_newsletter          --     --          --             yy                yy            --
may_let_one_person_send      --     --          --             --                yy            --
may_see_readers              --     --          --             yy                yy            --
may_manage_people            --     --          --             --                yy            --
may_edit_pages                --     --          --             yy                yy            --
may_edit_newsletter          --     --          --             yy                yy            --
may_read_journal             --     --          --             yy                yy            --
may_see_outbox               yy     yy          yy             yy                yy            --
may_read_letters_of_others   yy     --          --             --                --            --
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]
CASES = [(rule, role, marks) for rule, *verdicts in ROWS for role, marks in zip(ROLES, verdicts, strict=True)]
MODULES = (
    accounts, agreement, citylab, contact, education, fieldwork, newsletter, partners, progress, projects,
    rounds, schools, welcome, years,
)  # fmt: skip


def rule_named(name):
    return next(getattr(module, name) for module in MODULES if hasattr(module, name))


def an_agreement():
    return Agreement.objects.first() or make_agreement()


def the_last_agreement():
    return Agreement.objects.order_by("pk").last() or make_agreement()


MAKERS = {
    "proposal": lambda course: make_proposal(course=course),
    "course": lambda course: course,
    "project": lambda course: make_project(course.partner, course=course),
    "researcher": lambda course: make_researcher(course.partner),
    "fieldwork": lambda course: make_fieldwork(
        make_district(), project=make_project(course.partner, course=course)
    ),
    # Of what was signed, tests/workspace/test_agreements.py tells.
    "agreement": lambda course: make_agreement(follows=the_last_agreement(), status="draft"),
    "commitment": lambda course: make_commitment(an_agreement(), owners=[course.partner]),
    "offer": lambda course: make_offer(course.partner),
    "message": lambda course: make_message(desk=course.partner),
    "round": lambda course: make_round(course.partner, questions=0),
}


def ask(rule, user, course):
    """Ask a rule about this course, or about what goes with it."""
    match [*inspect.signature(rule).parameters][1:]:
        case []:
            return rule(user)
        case ["partner_id"]:
            return rule(user, partner_id=course.partner_id)
        case [record]:
            return rule(user, MAKERS[record](course))


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "role", "marks"), CASES, ids=str)
def test_rule(name, role, marks):
    mine, other = make_partner(), make_partner()
    user = make_user(*([] if role == "nobody" else [Role(role)]), partner=mine)
    own = make_course(mine, coordinators=[user] if role == "coordinator" else [])

    verdicts = [ask(rule_named(name), user, course) for course in (own, make_course(other))]

    assert "".join("y" if may else "-" for may in verdicts) == marks


@pytest.mark.django_db
@pytest.mark.parametrize("name", [row[0] for row in ROWS])
def test_whoever_left_may_nothing(name):
    mine = make_partner()
    user = make_user(*Role, partner=mine, is_active=False)

    assert not ask(rule_named(name), user, make_course(mine, coordinators=[user]))


def test_the_table_names_every_rule():
    files = [
        import_module(f"kennisstad.{name}.rules")
        for name in (
            "accounts",
            "agreement",
            "citylab",
            "contact",
            "education",
            "fieldwork",
            "newsletter",
            "partners",
            "progress",
            "projects",
            "rounds",
            "schools",
            "years",
            "welcome",
        )
    ]
    rules = {name for file in files for name in vars(file) if name.startswith("may_")}

    assert rules == {row[0] for row in ROWS}


@pytest.mark.django_db
def test_a_neighbourhood_director_looks_after_neighbourhoods_and_nothing_else():
    director, course = make_user(Role.NEIGHBOURHOOD_DIRECTOR), make_course()

    allowed = {row[0] for row in ROWS if ask(rule_named(row[0]), director, course)}

    assert allowed == {"may_see_ledger", "may_pause", "may_set_limits", "may_see_outbox"}
