# SPDX-License-Identifier: EUPL-1.2
"""The languages that analysis knows."""

from typing import Final, Literal

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")
