# SPDX-License-Identifier: EUPL-1.2
"""Links in what editors write: one that leads nowhere that could be read is not kept."""

from typing import Any

from wagtail.admin.rich_text.converters.contentstate import link_entity

PAST_EVERY_PAGE = 2**31
"""The database counts pages in 32 bits."""


def checked_link(link: dict[str, Any]) -> Any:
    """Write a link as Wagtail does, unless the page with it could never be shown again.

    Raises:
        ValueError: it names no page by number, and no address either.
    """
    page_id, address = link.get("id"), link.get("url")
    if page_id is None and not isinstance(address, str):
        raise ValueError("A link without an address.")
    if page_id is not None and not _could_be_a_page(str(page_id)):
        raise ValueError("A link to a page without a number.")
    return link_entity(link)


def _could_be_a_page(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= 10 and int(number) < PAST_EVERY_PAGE
