# SPDX-License-Identifier: EUPL-1.2
"""Pages for newcomers, for who plans a congress, and for the press."""
