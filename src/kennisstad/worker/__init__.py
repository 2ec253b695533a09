# SPDX-License-Identifier: EUPL-1.2
"""Work in the background.

Words: a worker takes tasks from the queue in the database, one after the other. It beats as long as it lives.
The tasks of a worker that beats no longer are put back, so every task must be safe to do twice. What must
happen again and again is a periodic job.
"""
