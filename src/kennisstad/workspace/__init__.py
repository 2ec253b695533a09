# SPDX-License-Identifier: EUPL-1.2
"""Desks for people who sign in: the broker, coordinators, partners' editors, the programme manager.

Words: a desk is what one role sees first; a tray holds questions that stand at the same place; a need is
what a question waits for. Nothing is stored here: desks read other packages and press their actions.
"""
