# SPDX-License-Identifier: EUPL-1.2
from tests.newsletter.site_settings import *  # noqa: F403

BESIDE_TASKS = ["tests.newsletter.faulty.never_marked"]
