# SPDX-License-Identifier: EUPL-1.2
"""What desks read, across packages."""
