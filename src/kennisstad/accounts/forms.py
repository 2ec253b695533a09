# SPDX-License-Identifier: EUPL-1.2
"""Signing in."""

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("This name and password do not belong together. Try again."),
        "inactive": _("This account is closed."),
    }

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if user.has_lapsed(timezone.now()):
            raise ValidationError(_("This first password has lapsed. Ask the administrator for a new one."))
