# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the newsletter may ask for: the pages of a new city."""

from tests.website.conftest import laid_out

__all__ = ["laid_out"]
