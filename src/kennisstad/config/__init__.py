# SPDX-License-Identifier: EUPL-1.2
"""How one site is put together: what the environment says, settings, addresses, the server's entry."""
