# SPDX-License-Identifier: EUPL-1.2
"""Letters to whoever asks for the newsletter, in their language."""

from collections.abc import Mapping
from datetime import datetime

from kennisstad.agreement.queries import themes_to_choose
from kennisstad.mail.actions import write
from kennisstad.mail.models import Kind
from kennisstad.neighbourhoods.models import City
from kennisstad.neighbourhoods.queries import districts_by_name
from kennisstad.newsletter.links import choices_address, confirm_address, leave_address
from kennisstad.newsletter.models import Reader


def ask_to_confirm(reader: Reader, *, at: datetime) -> None:
    _send("confirm", reader, {"page": confirm_address(reader.key, reader.language, at=at)}, at)


def say_already_reading(reader: Reader, *, at: datetime) -> None:
    """Tell whoever asks again that they get it already: the site itself must not tell."""
    pages = {
        "choices": choices_address(reader.key, reader.language),
        "leave": leave_address(reader.key, reader.language),
    }
    _send("already_reading", reader, pages, at)


def _send(letter: str, reader: Reader, given: Mapping[str, object], at: datetime) -> None:
    # Asked for each of the letters: none may take longer than the other.
    themes = [one.text_in(reader.language) for one in themes_to_choose() if one.key in reader.themes]
    about = {
        **given,
        "city": City.objects.first(),
        "districts": [one.name for one in districts_by_name() if one.code in reader.districts],
        "themes": [text.name for text in themes if text],
    }
    template = f"newsletter/emails/{{language}}/{letter}.txt"
    write(template, about, to=reader.email, language=reader.language, private=True, kind=Kind.READER, at=at)
