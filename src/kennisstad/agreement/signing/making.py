# SPDX-License-Identifier: EUPL-1.2
"""Puts a signature in a PDF."""

from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

from kennisstad.agreement.signing.apart import apart
from kennisstad.agreement.signing.certificates import check_day
from kennisstad.agreement.signing.keys import Key
from kennisstad.agreement.signing.reading import open_pdf

ONLY_ADD = 3
"""There are signatures, and programs must only add to the file (ISO 32000-2, table 225)."""


def make_ready(pdf: bytes) -> bytes:
    """Add the empty list of signatures to a PDF, so that whatever else is added later can be told apart.

    Raises:
        Refused: this is no PDF that can be signed.
    """
    open_pdf(pdf)
    writer, made = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    form = generic.DictionaryObject(
        {pdf_name("/Fields"): generic.ArrayObject(), pdf_name("/SigFlags"): generic.NumberObject(ONLY_ADD)}
    )
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()
    writer.write(made)
    return made.getvalue()


def sign(pdf: bytes, key: Key, *, field: str, name: str, reason: str, at: datetime) -> bytes:
    """Add a signature (PAdES B-B); what stood in the file stays byte for byte, and others may sign after it.

    Args:
        field: what the signature is called in the file; unlike those that are there.
        name: who signs, and `reason`: why, as a reader of PDF shows them.
        at: by which the certificate is judged; the file says what the clock says.
    Raises:
        Refused: the certificate has expired or is not valid yet, or this is no PDF that can be signed.
    """
    check_day(key.certificate, at)
    open_pdf(pdf)
    about = PdfSignatureMetadata(field_name=field, name=name, reason=reason, subfilter=SigSeedSubFilter.PADES)
    signed = apart(sign_pdf, IncrementalPdfFileWriter(BytesIO(pdf)), about, key.signer)
    return bytes(signed.getvalue())
