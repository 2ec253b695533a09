# SPDX-License-Identifier: EUPL-1.2
"""The web server's entry."""

import os
import re
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisstad.config.settings")
OTHER_CHARSET = re.compile(r";\s*charset\s*=\s*(?!\"?utf-?8\"?\s*(?:;|$))[^;]*", re.IGNORECASE)
_django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """Answer one request."""
    environ["CONTENT_TYPE"] = believed(environ.get("CONTENT_TYPE", ""))
    return _django(environ, start_response)


def believed(content_type: str) -> str:
    """Drop a charset other than UTF-8: no browser sends one, and Django reads the address by it."""
    return OTHER_CHARSET.sub("", content_type)
