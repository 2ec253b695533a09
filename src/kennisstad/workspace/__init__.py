# SPDX-License-Identifier: EUPL-1.2
"""Desks for people who sign in: broker, coordinator, partner, programme manager, administrator."""
