# SPDX-License-Identifier: EUPL-1.2
"""Newcomers: the path from coming in to leaving, congress venues, ambassadors, brand and press.

Words: a phase is one of four; a step is one thing to do in it, for some kinds of newcomer, by a day counted
from arrival; an ambassador is somebody from abroad who may be written to.
"""
