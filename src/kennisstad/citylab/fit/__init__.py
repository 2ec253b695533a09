# SPDX-License-Identifier: EUPL-1.2
"""Will it fit? A question's wishes against the windows of all courses; plain Python."""
