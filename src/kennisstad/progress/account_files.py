# SPDX-License-Identifier: EUPL-1.2
"""The files of an account: the same account gives the same bytes."""

from collections.abc import Callable, Mapping, Sequence

from django.core.cache import cache
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.lib.sheets import Row, csv_text, workbook
from kennisstad.progress.account.tables import flat, sheets
from kennisstad.progress.account.writing import as_json, digest
from kennisstad.progress.drawing import Made, paper
from kennisstad.progress.models import Verdict
from kennisstad.projects.models import Form
from kennisstad.projects.models import Status as ProjectStatus

FORMATS: dict[str, str | Promise] = {
    "pdf-nl": _("Document in Dutch (PDF)"),
    "pdf-en": _("Document in English (PDF)"),
    "xlsx-nl": _("Spreadsheet in Dutch (XLSX)"),
    "xlsx-en": _("Spreadsheet in English (XLSX)"),
    "csv-nl": _("One table in Dutch (CSV)"),
    "csv-en": _("One table in English (CSV)"),
    "json": _("All figures in both languages (JSON)"),
}
"""What an account can be taken away as, and how that is called."""
MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
NAMES: Mapping[str, Mapping[str, str | Promise]] = {
    "verdict": dict(Verdict.choices),
    "role": dict(Role.choices),
    "status": dict(ProjectStatus.choices),
    "form": dict(Form.choices),
}
KEPT_S = 24 * 60 * 60


def bytes_of(made: Made, kind: str, language: str) -> bytes:
    """Write an account as pdf, xlsx, csv or json; JSON is the same in each language.

    Raises:
        NoPaper: Pango is not on this machine.
    """
    write: dict[str, Callable[[Made, str], bytes]] = {
        "pdf": lambda made, language: paper(made, language=language),
        "xlsx": lambda made, language: workbook(_sheets(made, language)),
        "csv": _csv,
        "json": lambda made, _language: as_json(made.figures),
    }
    with override(language):
        return write[kind](made, language)


def file_of(made: Made, asked: str) -> HttpResponse:
    """Answer with an account in one of the formats.

    Raises:
        NoPaper: Pango is not on this machine.
    """
    kind, _dash, language = asked.partition("-")
    content = _kept_paper(made, language) if kind == "pdf" else bytes_of(made, kind, language or "nl")
    period = f"{made.figures['starts_on']}-{made.figures['ends_on']}"
    name = f"kennisstad-{period}{f'-{language}' if language else ''}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA[kind], headers=headers)


def _kept_paper(made: Made, language: str) -> bytes:
    """Make a document once a day at most: that takes seconds, and everybody may ask for it."""
    key = f"progress.paper:{made.digest}:{digest(made.introductions)}:{language}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = bytes_of(made, "pdf", language)
        cache.set(key, kept, KEPT_S)
    return kept


def _csv(made: Made, language: str) -> bytes:
    return csv_text(flat(_sheets(made, language))).encode()


def _sheets(made: Made, language: str) -> dict[str, Sequence[Row]]:
    return sheets(made.figures, made.introductions, language=language, named=_named)


def _named(kind: str, code: str) -> str:
    return str(NAMES[kind].get(code, code))
