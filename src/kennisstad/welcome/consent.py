# SPDX-License-Identifier: EUPL-1.2
"""What ambassadors say yes to; a change of these words gets a new version."""

from django.utils.translation import gettext as _

VERSION = "2026-11"
KEPT_DAYS = 730
"""As long as somebody stays without saying so again; `audit/retention.yaml` obeys the same number."""


def consent_text() -> str:
    return _(
        "Yes, show my name or alias, country, languages and subjects on this site for at most two years, "
        "and pass letters from visitors on to me. I can leave at any moment with one link."
    )
