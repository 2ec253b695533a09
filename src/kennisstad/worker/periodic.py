# SPDX-License-Identifier: EUPL-1.2
"""Jobs that must happen again and again: functions named in settings.PERIODIC, each called with `at`."""

import logging
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


def run_all(at: datetime) -> None:
    """Do every periodic job once; one that fails is logged and does not stop the others."""
    for path in settings.PERIODIC:
        try:
            import_string(path)(at=at)
        except Exception:
            logger.exception("The periodic job %s failed.", path)
