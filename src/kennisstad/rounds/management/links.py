# SPDX-License-Identifier: EUPL-1.2
"""The link with which the students of a course sign up, for whoever gives it to them."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.rounds.codes import For, code_of
from kennisstad.rounds.models import RoundCourse

LOST = "(its link was made under a secret that is gone: take the course out and add it again)"


def sign_up_link(course: RoundCourse) -> str:
    """Give the whole address, in the language that the site begins in."""
    try:
        code = code_of(For.SIGN_UP, course.key, course.code_digest)
    except LookupError:
        return LOST
    with override(settings.LANGUAGE_CODE):
        return f"{settings.SITE_ADDRESS}{reverse('rounds:sign_up', args=[code])}"
