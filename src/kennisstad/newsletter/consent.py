# SPDX-License-Identifier: EUPL-1.2
"""What readers say yes to; a change of these words gets a new version."""

from django.utils.translation import gettext as _
from django.utils.translation import override

VERSION = "2026-11-29"


def consent_text(language: str) -> str:
    with override(language):
        return _(
            "Yes, send me the newsletter, and keep my e-mail address and my choices for it. Nobody "
            "else gets them, and nobody keeps track of what I read. I can leave at any moment with one link."
        )
