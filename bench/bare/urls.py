# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the peers."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def one_kilobyte(request: HttpRequest) -> HttpResponse:
    """Answer what costs nothing to make: what is left is the server and Django."""
    return HttpResponse(b"x" * 1000)


urlpatterns = [path("view/", one_kilobyte), path("", include("wagtail.urls"))]
