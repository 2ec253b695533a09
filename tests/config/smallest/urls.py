# SPDX-License-Identifier: EUPL-1.2
import os

from django.http import HttpRequest, HttpResponse
from django.urls import path


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"process {os.getpid()}")


urlpatterns = [path("", home)]
