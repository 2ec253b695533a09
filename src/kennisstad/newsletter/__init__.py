# SPDX-License-Identifier: EUPL-1.2
"""The newsletter: people ask for it, it writes itself from what happened, an editor sends it, anybody leaves.

Words: a reader asks for the newsletter and confirms; then it comes, until the reader leaves or the address
stops taking mail. An issue is drafted, planned, frozen and sent; its items stand in sections. A delivery is
one issue on its way to one reader; it waits, is in flight, and ends. A sender is a worker that brings
deliveries away.
"""
