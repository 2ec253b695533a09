# SPDX-License-Identifier: EUPL-1.2
"""Plain Python: read what an institution publishes by the Open Education API, 6.0 or 5.0.

Words: a source gives pages, a page has items, an item becomes a record or is unfit for a stated reason.
A ledger says of each record whether it is new, changed or unchanged, and at the end what has vanished.
"""
