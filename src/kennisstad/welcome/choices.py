# SPDX-License-Identifier: EUPL-1.2
"""The closed lists of the newcomer's path, with their words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """The four phases, in the order in which people go through them."""

    COMING_IN = "coming-in", _("coming in")
    SETTLING_IN = "settling-in", _("settling in")
    LIVING_IN = "living-in", _("living in the city")
    LEAVING = "leaving", _("leaving")


class Newcomer(models.TextChoices):
    """Who somebody is."""

    STUDENT = "student", _("student")
    EMPLOYEE = "employee", _("employee")
    RESEARCHER = "researcher", _("researcher")
    FAMILY = "family", _("partner or family")
    ENTREPRENEUR = "entrepreneur", _("entrepreneur")


class Passport(models.TextChoices):
    """For whose nationality a step is: a citizen of the EU, the EEA or Switzerland, or not."""

    ANY = "any", _("everyone")
    EU = "eu", _("people with a passport from the EU, the EEA or Switzerland")
    OTHER = "other", _("people with another passport")


class Anchor(models.TextChoices):
    """The day from which a term is counted."""

    NONE = "none", _("no term")
    ARRIVAL = "arrival", _("the day of arrival")
    DEPARTURE = "departure", _("the day of departure")


class Unit(models.TextChoices):
    DAY = "day", _("days")
    MONTH = "month", _("months")
