# SPDX-License-Identifier: EUPL-1.2
from tests.config.conftest import database_address, site

__all__ = ["database_address", "site"]
