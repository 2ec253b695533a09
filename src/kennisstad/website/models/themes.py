# SPDX-License-Identifier: EUPL-1.2
"""What editors say of a theme, and which of the city's records show what is done for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField

from kennisstad.languages.models import HasTexts, Text, one_text_per_language


class Subject(models.TextChoices):
    """What stands on a theme's page beside questions, projects and results."""

    NOTHING = "", _("nothing more")
    CAMPUS = "campus", _("campuses, homes and spin-offs")
    WELCOME = "welcome", _("newcomers, congress venues and themed years")
    SCHOOLS = "schools", _("what schools can book")
    CITY_LAB = "city-lab", _("how to take part in the city lab")


class ThemeIntroduction(HasTexts["ThemeIntroductionText"], ClusterableModel):  # type: ignore[misc]
    """An editor's words about a theme of the agreement, in whichever version it stands."""

    key = models.SlugField(_("the theme's key in the agreement"), unique=True)
    subject = models.CharField(_("what belongs to it"), max_length=10, choices=Subject.choices, blank=True)

    panels = [FieldPanel("key"), FieldPanel("subject"), InlinePanel("texts", label=_("Words"), max_num=2)]

    class Meta:
        verbose_name = _("introduction to a theme")
        verbose_name_plural = _("introductions to themes")
        constraints = [
            models.CheckConstraint(
                name="theme_introduction_subject_is_known", condition=Q(subject__in=Subject.values)
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ThemeIntroductionText(Text):
    introduction = ParentalKey(ThemeIntroduction, on_delete=models.CASCADE, related_name="texts")
    lead = models.TextField(_("what it is about, in a few sentences"), max_length=500)
    body = RichTextField(_("more about it"), features=["bold", "italic", "ol", "ul", "link"], blank=True)

    panels = [FieldPanel("language"), FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        constraints = one_text_per_language("introduction")
