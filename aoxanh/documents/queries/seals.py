"""What the seal of a PDF says, read from its attached file and from nowhere else."""

from datetime import UTC, datetime
from typing import Any

from aoxanh.documents.errors import SealMissing
from aoxanh.documents.queries import sealing
from aoxanh.documents.queries.issuers import known_issuer
from aoxanh.documents.queries.signatures import claimed, verify_by
from aoxanh.documents.types import Seal


_DIGEST, _SITE, _AT = sealing.MEMBERS


def read_seal(paper: bytes) -> Seal:
    """What the seal in ``paper`` says, and whether the file is still what was sealed.

    Needs no database and no network: the keys are those of this instance, or of the portal the seal names when it
    was made known before. Raises ``SealMissing``, ``IssuerUnknown``, ``KeyUnknown``, ``SignatureInvalid``.
    """
    held = sealing.read(paper)
    site = str(claimed(held.seal).get(_SITE, ""))
    signed = verify_by(held.seal, known_issuer(site).keys)
    payload: dict[str, Any] = dict(signed.payload)
    digest, site, at = (payload.pop(member, None) for member in sealing.MEMBERS)
    if not isinstance(at, int) or not isinstance(digest, str):
        raise SealMissing  # signed by us, but for something that is not a file
    return Seal(
        payload=payload,
        intact=digest == held.digest,
        site=str(site),
        signed_at=datetime.fromtimestamp(at, tz=UTC),
        key=signed.key,
        leaked_since=signed.leaked_since,
        credential=held.credential,
    )
