# SPDX-License-Identifier: EUPL-1.2
from django.http import HttpResponse
from django.utils import timezone

from kennisstad.workspace import rules
from kennisstad.workspace.queries.home import home_of
from kennisstad.workspace.views.page import DeskRequest, desk_page, show


@desk_page
def home(request: DeskRequest) -> HttpResponse:
    context = {
        "home": home_of(request.user, at=timezone.now()),
        "may_begin": rules.may_begin_projects(request.user),
    }
    return show(request, "workspace/home.html", context)
