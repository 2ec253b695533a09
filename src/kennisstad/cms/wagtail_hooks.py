# SPDX-License-Identifier: EUPL-1.2
"""What every page of the editors loads beside Wagtail's own."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator]
def file_sizes() -> str:
    return format_html('<script type="module" src="{}"></script>', static("cms/file-sizes.js"))
