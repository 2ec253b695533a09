# SPDX-License-Identifier: EUPL-1.2
"""Mail leaves through an outbox: first it is kept, then it is sent, and it is never lost.

Words: a letter waits, is sent, is kept here (no mail server is set), or has failed.
"""
