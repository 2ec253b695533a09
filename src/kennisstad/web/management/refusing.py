# SPDX-License-Identifier: EUPL-1.2
"""What a command says when an action refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.utils.translation import override

from kennisstad.web.refusals import NotNow


@contextmanager
def refusals_told() -> Iterator[None]:
    """Tell a refusal in one sentence: in English, as all that a command says, whatever the site speaks.

    Raises:
        CommandError: what is done inside cannot be done now.
    """
    with override("en"):
        try:
            yield
        except NotNow as no:
            raise CommandError(str(no)) from no
