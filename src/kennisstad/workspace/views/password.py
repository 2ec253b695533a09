# SPDX-License-Identifier: EUPL-1.2
"""Everybody who signs in changes their own password."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.actions import change_password
from kennisstad.web.limits import spend
from kennisstad.workspace.forms.password import PasswordForm
from kennisstad.workspace.views.page import DeskRequest, desk_form, show

QUARTER = timedelta(minutes=15)
TOO_OFTEN = _("You tried to change your password too often in a short time.")


@desk_form
def password(request: DeskRequest) -> HttpResponse:
    user, at = request.user, timezone.now()
    pressed = request.method == "POST"
    form = PasswordForm(request.POST if pressed else None, user=user, ident="password")
    if pressed:
        # Somebody at a desk that was left open must not find the password by trying.
        spend("accounts.password", str(user.pk), limit=10, per=QUARTER, at=at, refusal=TOO_OFTEN)
        if form.done(lambda: change_password(user, **form.passwords(), at=at), at=at):
            # The same form may have been pressed a moment ago: this session goes on with what holds now.
            user.refresh_from_db()
            update_session_auth_hash(request, user)
            messages.success(
                request, _("Your password is changed. On other devices you have to sign in again.")
            )
            return redirect("workspace:home")
    return show(request, "workspace/password.html", {"form": form}, wrong=form if pressed else None)
