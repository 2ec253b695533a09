# SPDX-License-Identifier: EUPL-1.2
"""Addresses on this site: what is one, and the same page's address in another language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language_from_path, override

from kennisstad.web.headers import PERSONAL

PUBLIC = {
    "website", "citylab", "progress", "agreement", "fieldwork", "rounds",
    "campus", "schools", "welcome", "years", "contact", "search",
}  # fmt: skip
"""Whose pages anybody may read."""
LONGEST = 500


class Nowhere(ValueError):
    """This address is no page of this site that anybody may read."""


def place_of(address: str) -> str:
    """Give the path of a page of this site that was drawn from records.

    Args:
        address: a path, or the whole address as a browser shows it.
    Raises:
        Nowhere: it leads elsewhere, to an editor's page, or to a page for one person.
    """
    path = path_of(address.strip())
    match = found_at(path) if path else None
    if match is None or match.namespace not in PUBLIC or _is_for_one_person(match):
        raise Nowhere(address)
    return path


def _is_for_one_person(match: ResolverMatch) -> bool:
    return "code" in match.kwargs or getattr(match.func, PERSONAL, False)


def path_of(address: str) -> str:
    """Give the path of an address on this site; nothing when it is on another."""
    if len(address) > LONGEST:
        return ""
    try:
        parts, own = urlsplit(address), urlsplit(settings.SITE_ADDRESS)
    except ValueError:
        return ""
    is_here = not parts.netloc or parts.netloc.lower() == own.netloc.lower()
    return parts.path if is_here and parts.path.startswith("/") and not address.startswith("//") else ""


def found_at(path: str) -> ResolverMatch | None:
    """Say which view answers at a path, in the language of that path."""
    try:
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            return resolve(path)
    except Resolver404:
        return None


def in_language(path: str, language: str) -> str:
    """Give the address of the same page in another language; the path itself when it has none."""
    match = found_at(path)
    if match is None or match.view_name == "wagtail_serve":
        return path
    try:
        with override(language):
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    except NoReverseMatch:
        return path
