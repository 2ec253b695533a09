# SPDX-License-Identifier: EUPL-1.2
"""A whole mail, shown in a frame of a desk where it can do nothing."""

from django.http import HttpResponse

A_MAIL = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
"""A mail holds its style in place and nothing else; only our own pages may show it."""


def framed(html: str) -> HttpResponse:
    return HttpResponse(html, headers={"Content-Security-Policy": A_MAIL, "X-Frame-Options": "SAMEORIGIN"})
