"""Making a portal known, so that its papers can be checked without a network."""

import json

from aoxanh.documents.errors import IssuerRefused, SignatureInvalid
from aoxanh.documents.models import issuers as kept
from aoxanh.documents.queries.signatures import verify_by
from aoxanh.documents.types import LARGEST_BUNDLE, KnownIssuer


def keep_issuer(told: bytes, *, site: str = "") -> KnownIssuer:
    """Keep what a portal told of its keys and lists; with ``site`` only when it is that portal's.

    Not recorded in the trail: files of the machine, kept from its command line. Raises ``IssuerRefused``.
    """
    try:
        issuer = kept.from_told(json.loads(told[:LARGEST_BUNDLE]))
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise IssuerRefused from fault
    known = kept.read(issuer.site)
    if site and issuer.site != site.rstrip("/"):
        raise IssuerRefused
    if known and known.made_at and issuer.made_at and issuer.made_at < known.made_at:
        raise IssuerRefused  # an old copy would make revoked papers valid again
    try:
        for token in issuer.lists.values():
            verify_by(token, issuer.keys)
    except SignatureInvalid as fault:
        raise IssuerRefused from fault
    kept.keep(issuer)
    return issuer
