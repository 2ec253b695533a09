# SPDX-License-Identifier: EUPL-1.2
"""What the partners promised each other.

Words: an agreement has parties, a period and themes; a fact of it has a source, and sources may disagree.
"""
