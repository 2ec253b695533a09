# SPDX-License-Identifier: EUPL-1.2
"""The two ways in which a source that we read from can fail."""


class Unreadable(Exception):
    """This source cannot be read at all; the message says why and what to do."""


class BrokenOff(Exception):
    """The source stopped answering on the way; what it gave before is good."""
