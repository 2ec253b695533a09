# SPDX-License-Identifier: EUPL-1.2
"""What a text page is made of; each block can be read aloud, printed and used without a mouse."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH = ["bold", "italic", "ol", "ul", "link"]
"""No images and no headings inside running text: headings are blocks, so that their order holds."""


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


class BodyBlock(blocks.StreamBlock):  # type: ignore[misc]
    heading = blocks.CharBlock(
        label=_("Heading"), icon="title", max_length=120, template="website/blocks/heading.html"
    )
    text = blocks.RichTextBlock(label=_("Text"), features=RICH, template="website/blocks/text.html")
    quotation = QuotationBlock()
    addresses = blocks.ListBlock(
        AddressBlock(), label=_("Addresses"), icon="group", template="website/blocks/addresses.html"
    )
    call = CallBlock()
