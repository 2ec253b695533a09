# SPDX-License-Identifier: EUPL-1.2
"""The public pages that are drawn from records."""
