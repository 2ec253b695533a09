# SPDX-License-Identifier: EUPL-1.2
from django.http import HttpResponse
from django.utils import timezone

from kennisstad.rounds.codes import team_code
from kennisstad.workspace import rules
from kennisstad.workspace.queries.home import home_of
from kennisstad.workspace.views.page import DeskRequest, desk_page, show


@desk_page
def home(request: DeskRequest) -> HttpResponse:
    home = home_of(request.user, at=timezone.now())
    context = {
        "home": home,
        "teams": [(team, team_code(team)) for team in home.teams],
        "may_begin": rules.may_begin_projects(request.user),
    }
    return show(request, "workspace/home.html", context)
