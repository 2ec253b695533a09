# SPDX-License-Identifier: EUPL-1.2
"""The addresses beneath one round."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from kennisstad.workspace.views import round_parts, round_runs, round_steps, round_teams, rounds

Paths = list[URLPattern | URLResolver]

round_paths: Paths = [
    path("", rounds.round_desk, name="round"),
    path(_("describe/"), round_steps.round_describe, name="round_describe"),
    path(_("policy/"), round_steps.round_policy, name="round_policy"),
    path(_("open/"), round_steps.round_open, name="round_open"),
    path(_("close/"), round_steps.round_close, name="round_close"),
    path(_("last-day/"), round_steps.round_closes, name="round_closes"),
    path(_("call-off/"), round_steps.round_cancel, name="round_cancel"),
    path(_("compute/"), round_steps.round_compute, name="round_compute"),
    path(_("publish/"), round_steps.round_publish, name="round_publish"),
    path(_("settle/"), round_steps.round_settle, name="round_settle"),
    path(_("appeals/"), include([path("<int:appeal>/", round_steps.round_appeal, name="round_appeal")])),
    path(_("teams/"), rounds.round_teams, name="round_teams"),
    path(_("put-team-in/"), round_teams.round_put_in, name="round_put_in"),
    path(_("teams-file/"), round_teams.round_teams_file, name="round_teams_file"),
    path(_("keep-apart/"), round_parts.round_exclude, name="round_exclude"),
    path(_("allow/"), include([path("<int:exclusion>/", round_parts.round_allow, name="round_allow")])),
    path(_("take-team-out/"), round_parts.round_take_out, name="round_take_out"),
    path(_("place-by-hand/"), round_parts.round_fix, name="round_fix"),
    path(_("lift/"), include([path("<int:team>/", round_parts.round_lift, name="round_lift")])),
]
round_paths += [
    path(_("plans/"), round_runs.round_plans, name="round_plans"),
    path(_("plans/"), include([path("<int:number>/", round_runs.round_plan, name="round_plan")])),
    path(_("stop/"), include([path("<int:number>/", round_steps.round_stop, name="round_stop")])),
    path(_("what-if/"), round_runs.round_what_if, name="round_what_if"),
    path(_("every-policy/"), round_runs.round_policies, name="round_policies"),
]
_takes_part: Paths = [
    path("", rounds.round_parts, name="round_parts"),
    path(_("add-course/"), round_parts.round_add_course, name="round_add_course"),
    path(_("add-question/"), round_parts.round_add_question, name="round_add_question"),
    path(_("add-supervisor/"), round_parts.round_add_supervisor, name="round_add_supervisor"),
    path(_("limit/"), round_parts.round_limit, name="round_limit"),
    path(_("limit-asker/"), round_parts.round_limit_asker, name="round_limit_asker"),
    path(
        "<int:course>/",
        include([path(_("seats/"), round_parts.round_course_seats, name="round_course_seats")]),
    ),
    path(
        "<int:course>/",
        include([path(_("take-course-out/"), round_parts.round_remove_course, name="round_remove_course")]),
    ),
    path("<int:part>/", include([path(_("question/"), round_parts.round_seats, name="round_seats")])),
    path(
        "<int:part>/",
        include(
            [path(_("take-question-out/"), round_parts.round_remove_question, name="round_remove_question")]
        ),
    ),
    path(
        "<int:part>/", include([path(_("leave-out/"), round_steps.round_leave_out, name="round_leave_out")])
    ),
    path(
        "<int:supervisor>/",
        include([path(_("rank/"), round_parts.round_rank_teams, name="round_rank_teams")]),
    ),
    path(
        "<int:supervisor>/",
        include(
            [
                path(
                    _("take-supervisor-out/"),
                    round_parts.round_remove_supervisor,
                    name="round_remove_supervisor",
                )
            ]
        ),
    ),
    path("<int:limit>/", include([path(_("lift/"), round_parts.round_lift_limit, name="round_lift_limit")])),
]
round_paths += [path(_("takes-part/"), include(_takes_part))]
