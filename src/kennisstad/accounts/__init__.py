# SPDX-License-Identifier: EUPL-1.2
"""Who signs in, and for which organisation they act.

Words: a user has roles; a role is held for one organisation, or for the whole partnership.
"""
