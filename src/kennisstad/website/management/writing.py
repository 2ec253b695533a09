# SPDX-License-Identifier: EUPL-1.2
"""What the commands for posters share."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from kennisstad.web.management.refusing import refusals_told
from kennisstad.website.poster import SIZES, Poster, on_paper


def add_poster_arguments(parser: CommandParser) -> None:
    parser.add_argument("--size", choices=SIZES, default=SIZES[0], help="of the sheet")
    parser.add_argument("--out", required=True, metavar="FILE", help="where to write the PDF")


def write_poster(poster: Poster, options: Mapping[str, Any]) -> str:
    """Write the file and say so.

    Raises:
        CommandError: the file cannot be written, or this machine makes no PDF.
    """
    with refusals_told():
        content = on_paper(poster, options["size"])
    try:
        Path(options["out"]).write_bytes(content)
    except (OSError, ValueError) as error:
        raise CommandError(f"The poster could not be written: {error}.") from error
    return f"{options['out']}: {poster.title}, {options['size'].upper()}; its code leads to {poster.address}"
