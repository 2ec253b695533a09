# SPDX-License-Identifier: EUPL-1.2
"""Many who press at the same moment."""

import threading

from django.db import connection


def at_once(number, act):
    """Do the same in threads that all begin together; give what each returned or raised, in their order."""
    start, outcomes = threading.Barrier(number), [None] * number

    def run(turn):
        start.wait()
        try:
            outcomes[turn] = act(turn)
        except Exception as refusal:
            outcomes[turn] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(turn,)) for turn in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
