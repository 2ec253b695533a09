# SPDX-License-Identifier: EUPL-1.2
"""The two inline scripts in Wagtail's page editor, so that they and no others may run there."""

from base64 import b64encode
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.utils.translation import override
from wagtail.admin.widgets import AdminDateTimeInput

PUBLISHING_FIELDS = ("go_live_at", "expire_at")
PUBLISHING_DIALOG = "#schedule-publishing-dialog"


@cache
def script_hashes() -> tuple[str, ...]:
    """Give a CSP source for each inline script, by letting Wagtail write them itself.

    They differ per language, because weeks begin on different days.
    """
    sources = (
        _source_of(field, language) for field in PUBLISHING_FIELDS for language, _name in settings.LANGUAGES
    )
    return tuple(dict.fromkeys(sources))


def _source_of(field: str, language: str) -> str:
    widget = AdminDateTimeInput(js_overlay_parent_selector=PUBLISHING_DIALOG)
    with override(language):
        html = widget.render(field, None, {"id": f"id_{field}"})
    script = html.partition("<script>")[2].partition("</script>")[0]
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
