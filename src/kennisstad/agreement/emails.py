# SPDX-License-Identifier: EUPL-1.2
"""What we write to who signs: a file per language, first the subject."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from kennisstad.agreement.models import Signatory
from kennisstad.mail.actions import post
from kennisstad.neighbourhoods.models import City


def invitation(signatory: Signatory, *, code: str, at: datetime) -> None:
    """Ask somebody to sign, with a link of their own."""
    language = signatory.language
    with override(language):
        page = settings.SITE_ADDRESS + reverse("agreement:sign", args=[code])
        about = {
            "signatory": signatory,
            "agreement": signatory.agreement,
            "page": page,
            "city": City.objects.first(),
        }
        written = render_to_string(f"agreement/emails/{language}/invitation.txt", about)
    subject, _, body = written.partition("\n")
    post(
        to=signatory.email, subject=subject, body=body.strip() + "\n", language=language, private=True, at=at
    )
