# SPDX-License-Identifier: EUPL-1.2
"""What happens to agreements, their parts and their commitments."""
