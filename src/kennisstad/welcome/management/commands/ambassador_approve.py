# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime

from kennisstad.welcome import actions
from kennisstad.welcome.management.ambassadors import OneAmbassador
from kennisstad.welcome.models import Ambassador


class Command(OneAmbassador):
    help = "Show an ambassador who confirmed by letter to visitors"
    example = "kennisstad ambassador approve 12"
    done = "Visitors see this ambassador now."

    def act(self, ambassador: Ambassador, at: datetime) -> None:
        actions.approve(ambassador, by=None, at=at)
