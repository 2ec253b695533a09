# SPDX-License-Identifier: EUPL-1.2
"""The web server's entry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisstad.config.settings")
application = get_wsgi_application()
