# SPDX-License-Identifier: EUPL-1.2
"""Where images are; their addresses have no language, and no other file that we keep has one."""

from django.urls import re_path

from kennisstad.cms.views import image

urlpatterns = [re_path(r"^media/(?P<folder>images|original_images)/(?P<name>[\w.-]+)$", image)]
