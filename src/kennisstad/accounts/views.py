# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out."""

import unicodedata
from datetime import timedelta
from typing import Any

from django.contrib.auth import views
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kennisstad.accounts.forms import SignInForm
from kennisstad.web.limits import network_of, spend

QUARTER = timedelta(minutes=15)
LONGEST_NAME = 150


class SignIn(views.LoginView):
    """Sign in by name and password; guessing is slowed down per network and per name."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: Any) -> HttpResponse:
        answer = super().form_invalid(form)
        answer.status_code = 400
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Counted before the password is looked at: a limit that only counts failures tells who exists.
        # The form strips and composes what is typed: written otherwise, it is still the same name.
        typed = request.POST.get("username", "").strip()[:LONGEST_NAME]
        name = unicodedata.normalize("NFKC", typed).casefold()
        spend("accounts.sign-in.network", network_of(request), limit=30, per=QUARTER, at=timezone.now())
        spend("accounts.sign-in.name", name, limit=10, per=QUARTER, at=timezone.now())
        return super().post(request, *args, **kwargs)


sign_in = SignIn.as_view()
sign_out = views.LogoutView.as_view()
