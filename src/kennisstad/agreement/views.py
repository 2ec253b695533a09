# SPDX-License-Identifier: EUPL-1.2
"""Take a signed version away as a file: without what is not public."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kennisstad.agreement.exporting import FORMS
from kennisstad.agreement.models import Agreement
from kennisstad.agreement.whole import version_record


@require_safe
def export(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    if ending not in FORMS:
        raise Http404
    agreement = get_object_or_404(Agreement.objects.public().select_related("follows"), key=key)
    version = version_record(agreement, with_hidden=False)
    return HttpResponse(
        FORMS[ending].write(version),
        content_type=FORMS[ending].media_type,
        headers={"Content-Disposition": f'attachment; filename="{agreement.key}.{ending}"'},
    )
