# SPDX-License-Identifier: EUPL-1.2
"""The images of pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition


class PageImage(AbstractImage):  # type: ignore[misc]
    """A picture for pages. Each place that shows it says in the page's language what is to be seen."""

    description = models.CharField(
        _("what is to be seen"),
        max_length=255,
        help_text=_("For whoever cannot see it. Each page that shows it may say it in its own words."),
    )
    credit = models.CharField(_("who made it"), max_length=120, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):  # type: ignore[misc]
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(name="page_image_is_described", condition=~models.Q(description="")),
        ]


class Rendition(AbstractRendition):  # type: ignore[misc]
    """One size of an image, made when it is first asked for."""

    image = models.ForeignKey(PageImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_per_size"
            ),
        ]
