# SPDX-License-Identifier: EUPL-1.2
"""Partners: the organisations of the partnership, and the groups that can be asked.

Words: a partner is an organisation; an expert is a research group, lectorate or desk of one.
"""
