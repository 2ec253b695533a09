# SPDX-License-Identifier: EUPL-1.2
"""Runs what begins an event loop of its own where another may run already."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def apart(do: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """Do something in a thread of its own, and give what came of it.

    pyHanko begins a loop for each signature; inside one that runs, as in an asynchronous server, it cannot.
    """
    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(do, *args, **named).result()
