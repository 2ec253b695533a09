# SPDX-License-Identifier: EUPL-1.2
"""Plain Python: how much is asked of an area in a term, how much room is left, and what stands in the way.

Contacts are weighed: an interview asks more of a resident than a door that somebody knocks on.
"""
