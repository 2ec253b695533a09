# SPDX-License-Identifier: EUPL-1.2
"""The few inline scripts in Wagtail's own pages, and two styles, so that they and no others may run there."""

import json
import re
from base64 import b64encode
from hashlib import sha256

STARTS_A_CHOOSER = re.compile(
    r"<script>(\s*(?:init(?:Date|Time|DateTime)Chooser|new \w*Chooser)"
    r'\("[\w\\-]+", ({[^<>]*})\);?\s*)</script>'
)
STARTS_A_TASK_CHOOSER = re.compile(r'<script>(\s*createTaskChooser\("[\w-]+"\);\s*)</script>')
STARTS_A_PANEL = re.compile(
    r"<script>(\s*\(function\(\) {\s*var panel = new (?:Inline|MultipleChooser)Panel\("
    r'JSON\.parse\("(?:[^"\\<>\n]|\\u[0-9A-Fa-f]{4})*"\)\);\s*}\)\(\);\s*)</script>'
)
EMPTY_ROW = "-__prefix__-"
"""Stands in an empty row for its number; the panel that copies that row writes these dashes otherwise."""
ROWS = 10
"""As many as the policy names, for a header has to stay short; no list here comes near it."""

STYLES = [
    "'sha256-Mhr2Q/2u+/s2WzwlFRrqCw7x0IU+emukGS8Q9RtPZ44='",
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
]
"""Two styles that the script of rich text writes: how a list within a list is numbered, and an empty one."""


def script_hashes(html: str) -> list[str]:
    """Give a CSP source for each script that does nothing but hand plain data to one of Wagtail's widgets."""
    choosers = [script for script, data in STARTS_A_CHOOSER.findall(html) if _is_plain_data(data)]
    choosers += STARTS_A_TASK_CHOOSER.findall(html)
    return [
        _source(row) for script in (*choosers, *STARTS_A_PANEL.findall(html)) for row in _in_each_row(script)
    ]


def _in_each_row(script: str) -> list[str]:
    """Give the script as the editor's browser will run it in each row that it adds to a list."""
    return [script.replace(EMPTY_ROW, f"-{row}-") for row in range(ROWS)] if EMPTY_ROW in script else [script]


def _source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _is_plain_data(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
