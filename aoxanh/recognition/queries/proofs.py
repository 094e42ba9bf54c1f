"""What a file proves without database or network: a sealed PDF, or a credential as text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from aoxanh.documents import queries as documents
from aoxanh.documents.errors import (
    IssuerUnknown,
    KeyUnknown,
    PadesMissing,
    SealMissing,
    SignatureInvalid,
)
from aoxanh.documents.types import KnownIssuer, Seal, SignedToken
from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.recognition import rules
from aoxanh.recognition.errors import CredentialUnreadable
from aoxanh.recognition.queries.credentials import CREDENTIAL_TYPE, LIST_TYPE
from aoxanh.recognition.types import FileProof, ListRead, Point, Proof, Told


LARGEST_PROVED: Final = 20 * 1024 * 1024
"""Bytes of a file that is looked at."""


class _Refused(Exception):
    """The file proves nothing; the finding says why."""

    def __init__(self, point: Point, words: str) -> None:
        super().__init__(words)
        self.told = Told(point, holds=False, words=words)


@dataclass(frozen=True, slots=True)
class _Read:
    """A genuine file so far: what was found, the facts."""

    told: tuple[Told, ...]
    facts: dict[str, Any]
    is_demo: bool = False


def prove(content: bytes, *, now: datetime) -> FileProof:
    """What ``content`` proves as of ``now``: who issued it, whether it is untouched, whether it was taken back.

    Keys and lists are those of this instance or of portals made known to it.
    """
    try:
        read = _read(content, now)
    except _Refused as refusal:
        return FileProof(Proof.REFUSED, (refusal.told,), {})
    return FileProof(_weighed(read.told), read.told, read.facts, read.is_demo)


def _read(content: bytes, now: datetime) -> _Read:
    if len(content) > LARGEST_PROVED:
        raise _Refused(Point.CONTENT, _("Tệp lớn hơn 20 MB, không phải giấy của hệ thống này."))
    if b"%PDF-" in content[:1024]:
        return _paper(content, now)
    try:
        token = content.decode("ascii").strip()
    except UnicodeDecodeError as fault:
        raise _Refused(Point.CONTENT, _not_ours()) from fault
    return _credential(token, now)


def _paper(content: bytes, now: datetime) -> _Read:
    try:
        seal = documents.read_seal(content)
    except (IssuerUnknown, KeyUnknown) as fault:
        raise _Refused(Point.ISSUER, str(fault)) from fault
    except (SealMissing, SignatureInvalid) as fault:
        raise _Refused(Point.CONTENT, str(fault)) from fault
    if seal.payload.get("kind") not in rules.KINDS:
        raise _Refused(Point.CONTENT, _not_ours())
    if not seal.intact:
        raise _Refused(
            Point.CONTENT, _("Đã bị sửa: nội dung tệp không còn như khi được ký. Hãy dùng bản gốc.")
        )
    told = [
        _issued_by(str(seal.payload.get("issuer", "")), seal.site),
        Told(Point.CONTENT, holds=True, words=_("Nguyên vẹn: không chữ nào khác với khi được ký.")),
        _key(seal.signed_at, seal.leaked_since),
    ]
    told += _signature(content, seal)
    if seal.payload.get("kind") != rules.CERTIFICATE:
        told.append(Told(Point.STATUS, holds=True, words=_("Bản kê từ sổ giờ, không thu hồi.")))
    elif seal.credential:
        held = _credential(seal.credential, now, beside=seal)
        told += [each for each in held.told if each.point == Point.STATUS]
    else:
        told.append(
            Told(
                Point.STATUS,
                holds=None,
                words=_("Giấy không kèm chứng nhận số. Hãy tra mã trên cổng."),
            )
        )
    return _Read(tuple(told), seal.payload, bool(seal.payload.get("demo")))


def _credential(token: str, now: datetime, *, beside: Seal | None = None) -> _Read:
    """A credential on its own, or the one ``beside`` a seal: then both speak of the same certificate."""
    site = _site_of(documents.claimed(token))
    try:
        issuer = documents.known_issuer(site)
        signed = documents.verify_by(token, issuer.keys)
    except (IssuerUnknown, KeyUnknown) as fault:
        raise _Refused(Point.ISSUER, str(fault)) from fault
    except SignatureInvalid as fault:
        raise _Refused(Point.CONTENT, str(fault)) from fault
    payload = signed.payload
    if signed.type_ != CREDENTIAL_TYPE or not rules.agrees(payload, site=site):
        raise _Refused(Point.CONTENT, _not_ours())
    if (
        beside is not None
        and payload["id"] != f"{beside.site}/chung-nhan/{beside.payload['code']}/"
    ):
        raise _Refused(Point.CONTENT, _("Chứng nhận số trong tệp là của giấy khác."))
    try:
        facts = rules.credential_facts(payload)
    except CredentialUnreadable as fault:
        raise _Refused(Point.CONTENT, str(fault)) from fault
    told = (
        _issued_by(facts.issuer, site),
        Told(Point.CONTENT, holds=True, words=_("Nguyên vẹn: không chữ nào khác với khi được ký.")),
        _key(facts.signed_at, signed.leaked_since),
        _status(issuer, payload, now),
    )
    return _Read(told, facts.told)


def _issued_by(name: str, site: str) -> Told:
    words = _("%(unit)s, cổng %(site)s.") % {"unit": name, "site": site} if name else site
    return Told(Point.ISSUER, holds=True, words=words)


def _key(signed_at: datetime, leaked_since: datetime | None) -> Told:
    if leaked_since is None:
        return Told(Point.KEY, holds=True, words=_("Khóa của cổng, chưa bị báo lộ."))
    day = vn_date(local_day(leaked_since))
    if signed_at >= leaked_since:
        return Told(
            Point.KEY,
            holds=False,
            words=_(
                "Ký sau khi khóa bị lộ (từ %(day)s): ai cũng có thể ký như vậy. Hãy tải bản mới từ cổng."
            )
            % {"day": day},
        )
    return Told(
        Point.KEY,
        holds=None,
        words=_(
            "Khóa này bị lộ từ %(day)s; tệp tự ghi là ký trước đó. Hãy tra mã trên cổng để chắc chắn."
        )
        % {"day": day},
    )


def _signature(content: bytes, seal: Seal) -> list[Told]:
    """The unit's own signature, if there is one, as of when the portal sealed the file."""
    try:
        found = documents.signature_told(content, at=seal.signed_at)
    except PadesMissing as fault:
        return [Told(Point.SIGNER, str(fault), holds=None)]
    if found is None:
        return []
    if not found.holds:
        raise _Refused(Point.SIGNER, _("Chữ ký của đơn vị không khớp với tệp. Hãy dùng bản gốc."))
    if found.is_trusted:
        words = _("%(name)s đã ký, chứng thư do cơ quan chứng thực máy này tin cậy cấp.")
        return [Told(Point.SIGNER, words % {"name": found.signer}, holds=True)]
    words = _("%(name)s đã ký; máy này chưa biết cơ quan cấp chứng thư (xem pades/authorities).")
    return [Told(Point.SIGNER, words % {"name": found.signer}, holds=None)]


def _status(issuer: KnownIssuer, payload: Mapping[str, Any], now: datetime) -> Told:
    """Whether the paper was taken back, as far as the kept list tells."""
    try:
        entry = rules.entry_of(payload)
        token = issuer.lists.get(entry.address)
        if token is None:
            return _unknown(
                _("Chưa biết: máy này chưa có danh sách thu hồi. Hãy chạy “aoxanh issuers add”.")
            )
        listed = _list(documents.verify_by(token, issuer.keys))
        is_revoked = rules.is_raised(listed.bits, entry.index)
    except (CredentialUnreadable, SignatureInvalid):
        return _unknown(_("Chưa biết: danh sách thu hồi trên máy không đọc được. Hãy tải lại."))
    if listed.address != entry.address or listed.issuer != payload["iss"]:
        return _unknown(_("Chưa biết: danh sách thu hồi trên máy là của nơi khác. Hãy tải lại."))
    as_of = {"time": vn_time(listed.made_at), "day": vn_date(local_day(listed.made_at))}
    if is_revoked:
        return Told(
            Point.STATUS,
            holds=False,
            words=_("Đã thu hồi hoặc có giấy thay thế, theo danh sách lúc %(time)s ngày %(day)s.")
            % as_of,
        )
    if now > listed.until:
        return _unknown(
            _("Chưa chắc: danh sách thu hồi trên máy đã cũ, từ %(time)s ngày %(day)s. Hãy tải lại.")
            % as_of
        )
    return Told(
        Point.STATUS, holds=True, words=_("Chưa thu hồi, tính đến %(time)s ngày %(day)s.") % as_of
    )


def _list(signed: SignedToken) -> ListRead:
    """Raises ``CredentialUnreadable`` also for a list whose key had leaked when it was signed."""
    listed = rules.list_read(signed.payload)
    leaked = signed.leaked_since is not None and listed.made_at >= signed.leaked_since
    if signed.type_ != LIST_TYPE or leaked:
        raise CredentialUnreadable
    return listed


def _unknown(words: str) -> Told:
    return Told(Point.STATUS, words, holds=None)


def _weighed(told: tuple[Told, ...]) -> Proof:
    """The worst of what was found. Whose authority a unit's own signature has is told, the seal holds without it."""
    if any(each.holds is False for each in told):
        return Proof.NO_LONGER
    unsure = (each for each in told if each.holds is None and each.point != Point.SIGNER)
    return Proof.UNSURE if any(unsure) else Proof.HOLDS


def _site_of(payload: Mapping[str, Any]) -> str:
    """The portal that a credential names as its issuer's."""
    try:
        found = urlsplit(str(payload.get("iss", "")))
    except ValueError:
        return ""
    return f"{found.scheme}://{found.netloc}" if found.netloc else ""


def _not_ours() -> str:
    return _("Không phải giấy của hệ thống này.")
