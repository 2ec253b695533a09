# SPDX-License-Identifier: EUPL-1.2
from django.http import HttpResponse

from kennisstad.accounts.rules import may_read_journal
from kennisstad.workspace.forms.people import JournalForm
from kennisstad.workspace.happened import HAPPENED
from kennisstad.workspace.queries.people import EVENTS_A_PAGE
from kennisstad.workspace.queries.people import journal as lines_of
from kennisstad.workspace.views.page import DeskRequest, allow, desk_page, show

LONGEST_NUMBER = 18


@desk_page
def journal(request: DeskRequest) -> HttpResponse:
    """The journal is read backwards by number: counting its pages would take longer every year."""
    allow(may_read_journal(request.user))
    form = JournalForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"subject": "", "kind": ""}
    before = request.GET.get("before", "")
    is_number = before.isascii() and before.isdecimal() and len(before) <= LONGEST_NUMBER
    lines = lines_of(**chosen, before=int(before) if is_number else None)
    context = {
        "lines": [(line, HAPPENED.get(line.event.kind, line.event.kind)) for line in lines],
        "older": lines[-1].event.pk if len(lines) == EVENTS_A_PAGE else None,
        "form": form,
    }
    return show(request, "workspace/journal.html", context)
