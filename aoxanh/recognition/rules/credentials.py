"""Credentials as Open Badges 3.0 and Bitstring Status List 1.0 write them: values in, documents out, and back.

Open Badges 3.0, §8.2 (JSON Web Token proof): the payload is the credential itself with the registered claims
beside it. Who received it is named in the credential its holder carries, and nowhere else.
"""

import base64
import gzip
import io
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from aoxanh.recognition.errors import CredentialUnreadable
from aoxanh.recognition.types.credentials import (
    Achievement,
    CredentialFacts,
    ListEntry,
    ListRead,
)
from aoxanh.recognition.types.recognition import PaperKind


BADGE_CONTEXT: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
BADGE_TYPES: Final = ("VerifiableCredential", "OpenBadgeCredential")
LIST_TYPES: Final = ("VerifiableCredential", "BitstringStatusListCredential")
LIST_SIZE: Final = 131_072
"""The least number of entries a list has, so that one paper cannot be told from which list is asked for."""
LIST_GOOD_FOR: Final = timedelta(days=7)
_LARGEST_LIST: Final = 4 * 1024 * 1024
_KINDS: Final = {PaperKind.BADGE: "Badge", PaperKind.CERTIFICATE: "Certificate"}


def instant(moment: datetime) -> str:
    """``2026-11-23T02:00:00Z``."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def day_told(day: date) -> str:
    """A day as the standard wants it: the instant at which it begins in the instance's zone."""
    return f"{day.isoformat()}T00:00:00+07:00"


def profile(*, site: str, code: str, name: str) -> dict[str, Any]:
    """A unit as issuer; its address tells the same."""
    return {
        "id": f"{site}/ghi-nhan/don-vi/{code}.json",
        "type": ["Profile"],
        "name": name,
        "url": f"{site}/don-vi/{code}/",
    }


def achievement_document(found: Achievement, *, site: str, unit: str = "") -> dict[str, Any]:
    """A kind of paper as an achievement; its badge names the unit with the code ``unit``, or the portal."""
    address = f"{site}/ghi-nhan/{found.code}/"
    return {
        "id": address,
        "type": ["Achievement"],
        "achievementType": _KINDS[found.kind],
        "name": found.name,
        "description": found.description,
        "criteria": {"id": address, "narrative": "\n".join(found.criteria)},
        "image": {
            "id": f"{address}huy-hieu/{unit}.png" if unit else f"{address}huy-hieu.png",
            "type": "Image",
            "caption": found.name,
        },
        "inLanguage": "vi",
    }


def credential(
    *,
    address: str,
    issuer: Mapping[str, Any],
    achievement: Mapping[str, Any],
    holder: str,
    register_number: str,
    narrative: str,
    first_day: date,
    last_day: date,
    issued_on: date,
    valid_from: datetime,
    entry: ListEntry,
    signed_at: datetime,
) -> dict[str, Any]:
    """The credential of one paper with its registered claims. The subject has no address, so there is no ``sub``."""
    return {
        "@context": list(BADGE_CONTEXT),
        "id": address,
        "type": list(BADGE_TYPES),
        "name": f"{achievement['name']} {register_number}",
        "issuer": dict(issuer),
        "validFrom": instant(valid_from),
        "awardedDate": day_told(issued_on),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_named(holder)],
            "activityStartDate": day_told(first_day),
            "activityEndDate": day_told(last_day),
            "licenseNumber": register_number,
            "narrative": narrative,
            "achievement": dict(achievement),
        },
        "credentialStatus": {
            "id": f"{entry.address}#{entry.index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(entry.index),
            "statusListCredential": entry.address,
        },
        "iss": issuer["id"],
        "jti": address,
        "nbf": int(valid_from.timestamp()),
        "iat": int(signed_at.timestamp()),
    }


def _named(holder: str) -> dict[str, Any]:
    return {
        "type": "IdentityObject",
        "hashed": False,
        "identityType": "name",
        "identityHash": holder,
    }


def list_document(
    *, address: str, issuer: str, revoked: Iterable[int], now: datetime
) -> dict[str, Any]:
    """The list of an issuer's revoked papers by number. It holds bits and no more."""
    return {
        "@context": list(BADGE_CONTEXT[:1]),
        "id": address,
        "type": list(LIST_TYPES),
        "issuer": issuer,
        "validFrom": instant(now),
        "validUntil": instant(now + LIST_GOOD_FOR),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": packed(revoked),
        },
        "iss": issuer,
        "jti": address,
        "nbf": int(now.timestamp()),
        "iat": int(now.timestamp()),
        "exp": int((now + LIST_GOOD_FOR).timestamp()),
    }


def packed(indices: Iterable[int]) -> str:
    """Bits from the left, compressed, as multibase. The same indices give the same text."""
    raised = list(indices)
    bits = bytearray(max(LIST_SIZE, (max(raised, default=0) // 8 + 1) * 8) // 8)
    for index in raised:
        bits[index // 8] |= 0x80 >> (index % 8)
    small = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(small).decode("ascii").rstrip("=")


def unpacked(text: str) -> bytes:
    """The bits of an encoded list. Raises ``CredentialUnreadable``, also for one that grows beyond measure."""
    try:
        small = base64.urlsafe_b64decode(text.removeprefix("u") + "===")
        with gzip.GzipFile(fileobj=io.BytesIO(small)) as file:
            bits = file.read(_LARGEST_LIST + 1)
    except (ValueError, OSError, EOFError, zlib.error) as fault:
        raise CredentialUnreadable from fault
    if not 0 < len(bits) <= _LARGEST_LIST:
        raise CredentialUnreadable
    return bits


def is_raised(bits: bytes, index: int) -> bool:
    """Whether the bit of ``index`` is set. Raises ``CredentialUnreadable`` for one the list does not reach."""
    if not 0 <= index < len(bits) * 8:
        raise CredentialUnreadable
    return bool(bits[index // 8] & (0x80 >> (index % 8)))


def entry_of(payload: Mapping[str, Any]) -> ListEntry:
    """Where a credential says its status stands. Raises ``CredentialUnreadable``."""
    try:
        status = payload["credentialStatus"]
        if status["type"] != "BitstringStatusListEntry" or status["statusPurpose"] != "revocation":
            raise CredentialUnreadable
        return ListEntry(str(status["statusListCredential"]), int(status["statusListIndex"]))
    except (KeyError, TypeError, ValueError) as fault:
        raise CredentialUnreadable from fault


def credential_facts(payload: Mapping[str, Any]) -> CredentialFacts:
    """What a credential tells. Raises ``CredentialUnreadable``."""
    try:
        subject = payload["credentialSubject"]
        return CredentialFacts(
            issuer=str(payload["issuer"]["name"]),
            signed_at=datetime.fromtimestamp(int(payload["iat"]), tz=UTC),
            told={
                "holder": subject["identifier"][0]["identityHash"],
                "achievement": subject["achievement"]["name"],
                "register": subject["licenseNumber"],
                "narrative": subject["narrative"],
                "address": payload["id"],
            },
        )
    except (KeyError, IndexError, TypeError, ValueError, OverflowError) as fault:
        raise CredentialUnreadable from fault


def list_read(payload: Mapping[str, Any]) -> ListRead:
    """A list of revoked papers as its payload tells it. Raises ``CredentialUnreadable``."""
    try:
        subject = payload["credentialSubject"]
        if list(payload["type"]) != list(LIST_TYPES) or subject["statusPurpose"] != "revocation":
            raise CredentialUnreadable
        return ListRead(
            issuer=str(payload["issuer"]),
            address=str(payload["id"]),
            made_at=_moment(payload["validFrom"]),
            until=_moment(payload["validUntil"]),
            bits=unpacked(str(subject["encodedList"])),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise CredentialUnreadable from fault


def agrees(payload: Mapping[str, Any], *, site: str) -> bool:
    """Whether a credential says the same in its claims as in itself, and is of an issuer at ``site``."""
    issuer, types = payload.get("issuer"), payload.get("type")
    if not isinstance(issuer, dict) or not isinstance(types, list):
        return False
    return (
        set(BADGE_TYPES) <= {each for each in types if isinstance(each, str)}
        and payload.get("iss") == issuer.get("id")
        and payload.get("jti") == payload.get("id")
        and str(issuer.get("id")).startswith(f"{site}/")
        and str(payload.get("id")).startswith(f"{site}/")
    )


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError
    return found
