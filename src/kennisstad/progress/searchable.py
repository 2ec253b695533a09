# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of the accounts: those that were published."""

from collections.abc import Collection, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext, override

from kennisstad.languages.models import Language
from kennisstad.progress.models import Account
from kennisstad.web.findable import Findable, address, among


def accounts(keys: Collection[int] | None) -> Iterator[Findable]:
    """Give each account in both languages, with its introductions."""
    public = among(Account.objects.public().defer("figures"), keys)
    for account in public.prefetch_related("introductions__texts"):
        for language in Language.values:
            said = (one.text_in(language) for one in account.introductions.all())
            with override(language):
                days = {"first": date_format(account.starts_on), "last": date_format(account.ends_on)}
                title = gettext("Account of %(first)s to %(last)s") % days
            yield Findable(
                subject=f"account:{account.pk}",
                language=language,
                title=title,
                words="\n".join(text.words for text in said if text),
                address=address(language, "progress:account", account.pk),
            )
