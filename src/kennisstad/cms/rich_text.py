# SPDX-License-Identifier: EUPL-1.2
"""Wagtail's editor of rich text, as far as it asks for nothing that our policy forbids."""

from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea


class PlainRichText(DraftailRichTextArea):  # type: ignore[misc]
    """Without the hint in an empty line: it is written as a style of its own, with another name each time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options["placeholder"] = ""
