# SPDX-License-Identifier: EUPL-1.2
"""Mark words that are not in the page's own language, and write numbers in it."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from kennisstad.languages.numbers import beginning, in_letters

register = template.Library()
register.filter("in_letters", in_letters)
register.filter("beginning", beginning)


@register.simple_tag
def lang_of(text: Any) -> SafeString:
    """Write ` lang="…"` when these words are in another language than the page."""
    language = getattr(text, "language", text)
    if not language or language == get_language():
        return mark_safe("")
    return format_html(' lang="{}"', language)


@register.simple_tag(takes_context=True)
def address_in(context: dict[str, Any], language: str) -> str:
    """Give this page's own address in another language, or that language's home page."""
    request = context.get("request")
    if request is None:
        return _home(language)
    # A Wagtail page knows its own translation; every other page has an address by name.
    if (translations := context.get("translations")) is not None:
        return str(translations.get(language, _home(language)))
    try:
        match = request.resolver_match or resolve(request.path_info)
        with override(language):
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    except (Resolver404, NoReverseMatch):
        return _home(language)


def _home(language: str) -> str:
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
