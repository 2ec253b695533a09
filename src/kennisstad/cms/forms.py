# SPDX-License-Identifier: EUPL-1.2
"""The form for an image; what is sent is judged before Wagtail or a library opens it."""

from pathlib import PurePath
from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField
from django.utils.text import slugify
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from kennisstad.cms.pictures import drawn_anew
from kennisstad.web.sent_files import LARGEST_BYTES, TOO_LARGE, FileRefused

LONGEST_NAME = 60


class PictureField(WagtailImageField):  # type: ignore[misc]
    def to_python(self, data: Any) -> Any:
        sent = FileField.to_python(self, data)
        if sent is None:
            return None
        try:
            drawn = drawn_anew(cast("BinaryIO", sent), name=sent.name or "", size_bytes=sent.size)
        except FileRefused as refused:
            raise ValidationError(refused.args[0]) from refused
        name = slugify(PurePath(sent.name or "").stem)[:LONGEST_NAME] or "image"
        return super().to_python(
            SimpleUploadedFile(f"{name}.{drawn.kind.extension}", drawn.content, drawn.kind.media_type)
        )


class ImageForm(BaseImageForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            judged = PictureField(label=given.label, required=given.required, widget=given.widget)
            # Whether it is JPEG or PNG is seen from what is in it, not from its name.
            judged.validators = []
            # A form with far too much in it is refused unread, where the chooser would show no words.
            judged.widget.attrs |= {"data-most-bytes": LARGEST_BYTES, "data-too-large": TOO_LARGE}
            self.fields["file"] = judged
