# SPDX-License-Identifier: EUPL-1.2
"""What the partners promised each other.

Words: an agreement is one version of what was agreed: the first, a successor of the one before, or an
amendment of it. It is a draft, then offered for signing, then signed; from then on its text never changes.
It has parties that join and leave, a period, themes, and articles with commitments beside them. A
commitment may also have been made elsewhere; it has owners, and figures with a passport. A theme goes on as
themes of the next version. A fact has a source, and sources may disagree.
"""
