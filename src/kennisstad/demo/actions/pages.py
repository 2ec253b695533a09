# SPDX-License-Identifier: EUPL-1.2
"""Take the example city's name out of pages that nobody has edited."""

from kennisstad.demo import queries
from kennisstad.demo.queries import made
from kennisstad.website.actions import ANY_CITY

WORDS = ("intro", "lead", "search_description")
"""Where first pages name the city."""


def speak_of_any_city(name: str) -> None:
    """Write "the city" where the example's pages name it; an editor's own words stay as they are."""
    for model in queries.PAGES:
        for page in model.objects.filter(made(model), latest_revision=None).select_related("locale"):
            words = {field: getattr(page, field) for field in WORDS if hasattr(page, field)}
            other = ANY_CITY[page.locale.language_code]
            changed = {field: said.replace(name, other) for field, said in words.items() if name in said}
            if changed:
                model.objects.filter(pk=page.pk).update(**changed)
