# SPDX-License-Identifier: EUPL-1.2
"""The public face: home, neighbourhoods, projects, partners and the agreement."""
