# SPDX-License-Identifier: EUPL-1.2
"""The few inline scripts in Wagtail's own pages, so that they and no others may run there."""

import json
import re
from base64 import b64encode
from hashlib import sha256

STARTS_A_CHOOSER = re.compile(
    r"<script>(\s*(?:init(?:Date|Time|DateTime)Chooser|new \w+Chooser)"
    r'\("[\w\\]+", ({[^<>]*})\);?\s*)</script>'
)
STARTS_A_PANEL = re.compile(
    r"<script>(\s*\(function\(\) {\s*var panel = new (?:Inline|MultipleChooser)Panel\("
    r'JSON\.parse\("(?:[^"\\<>\n]|\\u[0-9A-Fa-f]{4})*"\)\);\s*}\)\(\);\s*)</script>'
)


def script_hashes(html: str) -> list[str]:
    """Give a CSP source for each script that does nothing but hand plain data to one of Wagtail's widgets."""
    choosers = [script for script, data in STARTS_A_CHOOSER.findall(html) if _is_plain_data(data)]
    return [_source(script) for script in (*choosers, *STARTS_A_PANEL.findall(html))]


def _source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _is_plain_data(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
