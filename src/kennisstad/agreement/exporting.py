# SPDX-License-Identifier: EUPL-1.2
"""A version as a file to take away, in each of the forms that we write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings

from kennisstad.agreement.exchange.jsonld import to_jsonld
from kennisstad.agreement.exchange.markdown import to_markdown
from kennisstad.agreement.exchange.record import VersionRecord
from kennisstad.agreement.exchange.tables import to_csv, to_xlsx


@dataclass(frozen=True)
class Form:
    """How a file of this form is written, and as what a browser knows it."""

    media_type: str
    write: Callable[[VersionRecord], bytes]


FORMS: Mapping[str, Form] = {
    "jsonld": Form("application/ld+json", lambda said: to_jsonld(said, settings.SITE_ADDRESS).encode()),
    "md": Form("text/markdown; charset=utf-8", lambda said: to_markdown(said).encode()),
    "csv": Form("text/csv; charset=utf-8", lambda said: to_csv(said, "commitments").encode()),
    "figures.csv": Form("text/csv; charset=utf-8", lambda said: to_csv(said, "figures").encode()),
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
}
"""By the ending of the file's name."""
