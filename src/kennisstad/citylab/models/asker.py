# SPDX-License-Identifier: EUPL-1.2
"""Who asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AskerKind(models.TextChoices):
    RESIDENT = "resident", _("resident")
    ORGANISATION = "organisation", _("organisation")
    MUNICIPALITY = "municipality", _("municipality")
