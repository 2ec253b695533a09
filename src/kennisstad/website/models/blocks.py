# SPDX-License-Identifier: EUPL-1.2
"""What a page's text is made of; each block can be read aloud, printed and used without a mouse."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError
from wagtail.images.blocks import ImageBlock

from kennisstad.website.places import Nowhere, place_of

RICH = ["bold", "italic", "ol", "ul", "link"]
"""No images and no headings inside running text: headings are blocks, so that their order holds."""


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]
    """An image with words for whoever cannot see it; that there is nothing to say is chosen on purpose."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "website/blocks/picture.html"


class QuotationBlock(blocks.StructBlock):  # type: ignore[misc]
    words = blocks.TextBlock(label=_("Words"))
    by = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "website/blocks/quotation.html"


class AddressBlock(blocks.StructBlock):  # type: ignore[misc]
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    address = blocks.TextBlock(label=_("Address"), required=False, rows=3)
    phone = blocks.CharBlock(label=_("Phone"), required=False, max_length=30)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)

    class Meta:
        icon = "mail"
        label = _("Address")


class CallBlock(blocks.StructBlock):  # type: ignore[misc]
    """One thing to do, with one place to go."""

    words = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    address = blocks.URLBlock(label=_("Or another address"), required=False)

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        template = "website/blocks/call.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            wrong = ValidationError(_("Choose a page or fill in an address, one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"page": wrong})
        return cleaned


class RecordBlock(blocks.StructBlock):  # type: ignore[misc]
    """A project, result, question, district or partner of this site, by the address of its page."""

    words = blocks.CharBlock(label=_("What it is called"), max_length=120)
    address = blocks.CharBlock(
        label=_("Address of its page on this site"),
        max_length=200,
        help_text=_("Copy it from the address bar, such as /projecten/12/. Either language will do."),
    )

    class Meta:
        icon = "link"
        label = _("Related on this site")
        template = "website/blocks/record.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            cleaned["address"] = place_of(cleaned["address"])
        except Nowhere as nowhere:
            wrong = ValidationError(_("This is no address of a page on this site."))
            raise blocks.StructBlockValidationError(block_errors={"address": wrong}) from nowhere
        return cleaned


class TableBlock(TypedTableBlock):  # type: ignore[misc]
    """Rows and columns of words; the first cell of each row is its heading."""

    words = blocks.CharBlock(label=_("Words"), required=False, max_length=250)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "website/blocks/table.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        headed = all(column["heading"].strip() for column in cleaned.columns)
        if not (cleaned.caption.strip() and cleaned.columns and headed):
            wrong = ValidationError(_("Say what the table shows, and give each column a heading."))
            raise TypedTableBlockValidationError(non_block_errors=[wrong])
        return cleaned


class BodyBlock(blocks.StreamBlock):  # type: ignore[misc]
    heading = blocks.CharBlock(
        label=_("Heading"), icon="title", max_length=120, template="website/blocks/heading.html"
    )
    text = blocks.RichTextBlock(label=_("Text"), features=RICH, template="website/blocks/text.html")
    picture = PictureBlock()
    quotation = QuotationBlock()
    table = TableBlock()
    addresses = blocks.ListBlock(
        AddressBlock(), label=_("Addresses"), icon="group", template="website/blocks/addresses.html"
    )
    call = CallBlock()
    record = RecordBlock()
