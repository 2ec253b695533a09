# SPDX-License-Identifier: EUPL-1.2
"""What a page says of itself to search engines, and to whoever shares it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.urls import NoReverseMatch, Resolver404, reverse
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from kennisstad.web.headers import PERSONAL

register = template.Library()
IN_A_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
"""Letters with which words could end the script that they stand in."""


@dataclass(frozen=True)
class Head:
    """Where a page can be found, in each language that it has; whole addresses."""

    canonical: str
    languages: list[tuple[str, str]] = field(default_factory=list)
    card: str = ""
    """The picture of this page, to share it with."""


@register.simple_tag(takes_context=True)
def head_of(context: dict[str, Any]) -> Head | None:
    """Say where this page is found; nothing for a page that is for one person, or is no page of ours."""
    request = context.get("request")
    if request is None or _is_for_one_person(request):
        return None
    paths = _paths(request, context.get("translations"))
    page = request.GET.get("page", "")
    turned = f"?page={page}" if page.isascii() and page.isdecimal() and 1 < int(page[:6]) < 100_000 else ""
    return Head(
        canonical=settings.SITE_ADDRESS + request.path + turned,
        languages=[(code, settings.SITE_ADDRESS + path) for code, path in paths.items()],
        card=_card(context),
    )


@register.simple_tag(takes_context=True)
def linked_data(context: dict[str, Any]) -> SafeString:
    """Write what this page is about as JSON-LD; a browser runs none of it."""
    told = _told("data", context)
    if not told:
        return SafeString("")
    whole = json.dumps({"@context": "https://schema.org", "@graph": told}, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(whole.translate(IN_A_SCRIPT))
    )


@register.tag
def kept(parser: Parser, token: Token) -> "KeptNode":
    """Write what stands between `{% kept name %}` and `{% endkept %}`, and keep it to write it again."""
    name = token.split_contents()[1]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, nodelist)


class KeptNode(template.Node):
    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: template.Context) -> SafeString:
        written = self.nodelist.render(context)
        # It is written again inside an attribute, and words of our own catalogue are not escaped.
        context[self.name] = SafeString(" ".join(written.split()).replace('"', "&quot;"))
        return written


def _is_for_one_person(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is None or getattr(request, PERSONAL, False) or "code" in match.kwargs


def _paths(request: HttpRequest, translations: Mapping[str, str] | None) -> dict[str, str]:
    """Give the path of this page in each language it has."""
    codes = [code for code, _name in settings.LANGUAGES]
    if translations is not None:
        return {code: translations[code] for code in codes if code in translations}
    match, found = request.resolver_match, {}
    for code in codes if match else ():
        try:
            with override(code):
                found[code] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)  # type: ignore[union-attr]
        except (NoReverseMatch, Resolver404):
            return {}
    return found


def _card(context: dict[str, Any]) -> str:
    path = _told("card", context)
    return f"{settings.SITE_ADDRESS}{path}" if path else ""


def _told(what: str, context: dict[str, Any]) -> Any:
    """Ask what is said of this page, of the package that knows all of them."""
    try:
        return import_string(settings.PAGE_FACTS[what])(context)
    except NoReverseMatch:
        # These are not the site's own addresses.
        return None
