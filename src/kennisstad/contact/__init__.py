# SPDX-License-Identifier: EUPL-1.2
"""A message reaches the right desk: stored first, then told, answered from the desk.

Words: a message is what somebody wrote, about a subject; the desk answers and closes it.
"""
