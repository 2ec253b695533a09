# SPDX-License-Identifier: EUPL-1.2
"""Pages and buttons of the desks. A page is read; a button does one thing and leads back to its page."""
