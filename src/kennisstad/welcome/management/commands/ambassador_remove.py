# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime

from kennisstad.welcome import actions
from kennisstad.welcome.management.ambassadors import OneAmbassador
from kennisstad.welcome.models import Ambassador


class Command(OneAmbassador):
    help = "Take an ambassador out of the network, with all that was kept"
    example = "kennisstad ambassador remove 12"
    done = "This ambassador is gone, with the letters that waited."

    def act(self, ambassador: Ambassador, at: datetime) -> None:
        actions.remove(ambassador, by=None, at=at)
