# SPDX-License-Identifier: EUPL-1.2
"""What is kept for newcomers, for who plans a congress, and for the press."""

from kennisstad.welcome.models.ambassador import Ambassador, AmbassadorMessage, Connection
from kennisstad.welcome.models.press import PressFact, PressFactText
from kennisstad.welcome.models.step import PathStep, PathStepText
from kennisstad.welcome.models.venue import StepFree, Venue, VenueRoom, VenueText

__all__ = [
    "Ambassador",
    "AmbassadorMessage",
    "Connection",
    "PathStep",
    "PathStepText",
    "PressFact",
    "PressFactText",
    "StepFree",
    "Venue",
    "VenueRoom",
    "VenueText",
]
