# SPDX-License-Identifier: EUPL-1.2
"""Pages that were given a moment to appear or to go."""

from datetime import datetime

from django.core.management import call_command


def keep_up(at: datetime) -> None:
    """Publish and take off line what is due; the worker calls this every minute."""
    call_command("publish_scheduled")
