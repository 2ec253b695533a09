# SPDX-License-Identifier: EUPL-1.2
"""PDF files for tests of signatures."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader, PdfWriter

from kennisstad.agreement.signing import keys, making
from kennisstad.web.paper import pdf
from tests.agreement.signing.certificates import PASSWORD, Holder

TODAY = datetime(2026, 11, 2, tzinfo=UTC)
"""By which certificates are judged; the time in the file is that of the clock."""


@cache
def document(words: str = "Wij doen dit samen.") -> bytes:
    """Give a PDF that is ready for signatures."""
    body = f"<h1>Overeenkomst</h1><p>{words}</p>"
    return making.make_ready(pdf(f'<!doctype html><html lang="nl"><title>Overeenkomst</title>{body}</html>'))


def signed(before: bytes, by: Holder, *, field: str = "Signatory1", name: str = "Anna de Boer") -> bytes:
    key = keys.open_pkcs12(by.pkcs12(), PASSWORD)
    return making.sign(before, key, field=field, name=name, reason="Wij zijn het eens.", at=TODAY)


def with_a_note(before: bytes) -> bytes:
    """Add a remark to the first page, as a reader of PDF does: everything before it stays."""
    writer, made = IncrementalPdfFileWriter(BytesIO(before)), BytesIO()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Text"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (10, 10, 30, 30))),
            generic.pdf_name("/Contents"): generic.TextStringObject("Dit gold niet."),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))
    writer.write(made)
    return made.getvalue()


def locked(before: bytes) -> bytes:
    writer, made = PdfWriter(), BytesIO()
    writer.append(PdfReader(BytesIO(before)))
    writer.encrypt("geheim")
    writer.write(made)
    return made.getvalue()
