# SPDX-License-Identifier: EUPL-1.2
"""What happens to agreements and commitments; each module about one thing that changes."""
