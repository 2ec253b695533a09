# SPDX-License-Identifier: EUPL-1.2
"""The web server: one process that listens for each processor, none of them held up by slow visitors."""

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from kennisstad.config import children
from kennisstad.config.unhurried import Unhurried

SLOW_ONES, AT_ONCE = 128, 4
"""How many visitors each process listens to, and how many it works for, at the same time."""
KEEP_OPEN_S = 60
"""How long a listening process keeps the database open between visits."""


def serve(host: str, port: int) -> None:
    """Answer visitors until told to stop."""
    processors = os.cpu_count() or 1
    Server(
        "kennisstad.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(processors, 4),
        blocking_threads=SLOW_ONES,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve(target_loader=_application)


def warm_up() -> None:
    """Load once, before the server is a copy of us, what every first answer would load again."""
    from django.template import engines
    from django.urls import get_resolver

    import_module("kennisstad.config.wsgi")
    engines.all()
    len(get_resolver().url_patterns)


def _application(_target: str) -> Callable[..., Any]:
    """Give each listening process its application; it must not outlive the server."""
    from django.db import connections

    from kennisstad.config.wsgi import application

    # Opening a file of SQLite costs as much as reading half a page. Here alone: nobody restores it beside us.
    connections.settings["default"]["CONN_MAX_AGE"] = KEEP_OPEN_S
    children.end_with(os.getppid())
    return Unhurried(application, at_once=AT_ONCE)
