# SPDX-License-Identifier: EUPL-1.2
"""Teams that a coordinator puts in a round: one by hand, or many from a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from kennisstad.rounds.actions.importing import Stopped, import_teams, teams_of
from kennisstad.rounds.codes import team_code
from kennisstad.rounds.models import Round
from kennisstad.web.refusals import NotNow
from kennisstad.workspace.forms.round_teams import LARGEST_BYTES, TOO_LARGE, PutInForm, TeamsFileForm
from kennisstad.workspace.views.page import DeskRequest, at_most, desk_action, show
from kennisstad.workspace.views.round_forms import put_in_form
from kennisstad.workspace.views.rounds import around, run_by, teams_page

TEAMS = "workspace:round_teams"
ROOM_FOR_THE_FORM_BYTES = 100_000
MOST_TOLD = 20
MOST_LINKS = 200
"""So many links one page shows; a class is smaller."""


@desk_action(TEAMS)
def round_put_in(request: DeskRequest, pk: int) -> HttpResponse:
    form = put_in_form(run_by(request, pk), request.POST)
    return _put_in(request, pk, form)


@desk_action(TEAMS)
@at_most(LARGEST_BYTES + ROOM_FOR_THE_FORM_BYTES, TOO_LARGE)
def round_teams_file(request: DeskRequest, pk: int) -> HttpResponse:
    run_by(request, pk)
    form = TeamsFileForm(request.POST, files=request.FILES, ident="teams-file")
    return _put_in(request, pk, form)


def _put_in(request: DeskRequest, pk: int, form: PutInForm | TeamsFileForm) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()

    def do() -> None:
        try:
            import_teams(round, form.found, by=request.user, at=at)
        except Stopped as stopped:
            raise NotNow(_why(stopped, form)) from stopped

    return _links_page(request, round, form) if form.done(do, at=at) else teams_page(request, pk, form)


def _links_page(request: DeskRequest, round: Round, form: PutInForm | TeamsFileForm) -> HttpResponse:
    """Show the link of each team in this answer alone: nothing keeps it, and no address leads back."""
    found = form.found.teams
    links = [(team, team_code(team)) for team in teams_of(round, found[:MOST_LINKS])]
    context = around(request, round, "round_teams") | {"links": links, "count": len(found)}
    return show(request, "workspace/round_links.html", context)


def _why(stopped: Stopped, form: PutInForm | TeamsFileForm) -> str:
    """Say at the file what is wrong line by line; of one team the reason alone."""
    if isinstance(form, PutInForm):
        return " ".join(problem.reason for problem in stopped.problems)
    for problem in stopped.problems[:MOST_TOLD]:
        form.add_error("file", str(problem))
    number = len(stopped.problems)
    head = ngettext("%(number)d team cannot be put in.", "%(number)d teams cannot be put in.", number) % {
        "number": number
    }
    return f"{head} {gettext('Nothing was changed.')}"
