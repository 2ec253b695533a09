# SPDX-License-Identifier: EUPL-1.2
"""What happens to rounds: prepared, opened, closed, published, appealed, settled."""
