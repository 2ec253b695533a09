# SPDX-License-Identifier: EUPL-1.2
"""What we write to who signs: a file per language, first the subject."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.agreement.models import Signatory
from kennisstad.mail.actions import write
from kennisstad.neighbourhoods.models import City


def invitation(signatory: Signatory, *, code: str, at: datetime) -> None:
    """Ask somebody to sign, with a link of their own."""
    with override(signatory.language):
        page = settings.SITE_ADDRESS + reverse("agreement:sign", args=[code])
    about = {
        "signatory": signatory,
        "agreement": signatory.agreement,
        "page": page,
        "city": City.objects.first(),
    }
    template = "agreement/emails/{language}/invitation.txt"
    write(template, about, to=signatory.email, language=signatory.language, private=True, at=at)
