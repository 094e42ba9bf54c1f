"""Portals whose signatures this installation can check without a network: itself, and those made known to it."""

from typing import Any

from django.conf import settings

from aoxanh.documents.errors import IssuerUnknown
from aoxanh.documents.models import issuers as kept
from aoxanh.documents.queries.signatures import public_keys
from aoxanh.documents.types import KnownIssuer


def known_issuer(site: str) -> KnownIssuer:
    """Keys and lists of ``site``; of this instance the keys are its own. Raises ``IssuerUnknown``."""
    found = kept.read(site)
    if site == settings.SITE_ADDRESS:
        lists, made_at = (found.lists, found.made_at) if found else ({}, None)
        return KnownIssuer(site, public_keys(), lists, made_at)
    if found is None:
        raise IssuerUnknown(site=site or "–")
    return found


def known_issuers() -> list[KnownIssuer]:
    """All that were made known, by address."""
    return kept.read_all()


def issuer_told(issuer: KnownIssuer) -> dict[str, Any]:
    """A portal's keys and lists as they travel."""
    return kept.as_told(issuer)
