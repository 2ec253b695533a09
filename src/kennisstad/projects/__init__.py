# SPDX-License-Identifier: EUPL-1.2
"""Projects: what partners do together, what came of it, and how it was given back.

Words: a project runs, its result is handed over, it is given back in the neighbourhood, it is closed.
"""
