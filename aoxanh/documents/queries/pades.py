"""PAdES signatures beside the seal, for readers of PDF that show “signed”: made with a unit's own certificate.

Loaded by name from `unit_certificates.py`, only where a unit has a certificate or a file carries such a signature:
the library is an extra of the installation.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from asgiref.sync import async_to_sync
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest, SignatureObject
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from aoxanh.documents.types import PadesTold


_FIELD: Final = "ChuKyDonVi"
_DIGEST: Final = "sha256"
_RESERVED: Final = 16_384
"""Hex digits kept free for the signature with its chain."""


class _Writer(IncrementalPdfFileWriter):
    """Leaves the metadata as they are: what the paper says of itself is part of what was sealed."""

    def _update_meta(self) -> None:
        """Nothing changes."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A paper with an empty signature, and all that is needed to fill it."""

    paper: bytes
    place: PreparedByteRangeDigest
    signer: SimpleSigner
    at: datetime

    def finished(self, paper: bytes) -> bytes:
        """``paper``, as long as before, signed whole but for the place of the signature."""
        start, end = self.place.reserved_region_start, self.place.reserved_region_end
        digest = hashlib.sha256(paper[:start] + paper[end:]).digest()
        made = async_to_sync(self.signer.async_sign)(digest, _DIGEST, use_pades=True)
        output = BytesIO(paper)
        PreparedByteRangeDigest(digest, start, end).fill_with_cms(output, made)
        return output.getvalue()


def opened(container: bytes, password: str) -> SimpleSigner:
    """The key and certificates of a PKCS#12 file. Raises ``ValueError`` when the password does not open it."""
    secret = password.encode() or None
    signer: SimpleSigner = SimpleSigner.load_pkcs12_data(container, (), passphrase=secret)
    return signer


def begin(paper: bytes, signer: SimpleSigner, *, at: datetime) -> Begun:
    """Append an invisible signature field with an empty signature."""
    steps = PdfCMSEmbedder().write_cms(field_name=_FIELD, writer=_Writer(BytesIO(paper)))
    next(steps)
    empty = SignatureObject(
        bytes_reserved=_RESERVED, subfilter=fields.SigSeedSubFilter.PADES, timestamp=at
    )
    steps.send(SigObjSetup(sig_placeholder=empty))
    place, output = steps.send(SigIOSetup(md_algorithm=_DIGEST))
    return Begun(output.getvalue(), place, signer, at)


def told(paper: bytes, authorities: list[bytes], *, now: datetime) -> PadesTold | None:
    """What the last signature in ``paper`` proves; None when there is none."""
    reader: Any = PdfFileReader(BytesIO(paper))
    if not reader.embedded_signatures:
        return None
    roots = [each for content in authorities for each in load_certs_from_pemder_data(content)]
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=now)
    try:
        status = validate_pdf_signature(reader.embedded_signatures[-1], context)
    except (PdfError, ValueError, LookupError, TypeError):
        return PadesTold("", holds=False, is_trusted=False)
    holds = status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    name = status.signing_cert.subject.native.get("common_name", "")
    return PadesTold(str(name), holds=holds, is_trusted=status.trusted)
