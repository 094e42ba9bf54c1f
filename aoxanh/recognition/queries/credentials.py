"""Credentials that outsiders check: of a certificate, what each kind of paper is, who issues, what was revoked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from aoxanh.documents import queries as documents
from aoxanh.documents.types import KnownIssuer
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.language import in_vietnamese
from aoxanh.recognition import rules
from aoxanh.recognition.errors import CredentialNameless
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.queries.citations import citation_of
from aoxanh.recognition.queries.recognition import recognition_rules, recognition_stored
from aoxanh.recognition.types import (
    PARTICIPATION,
    Achievement,
    CertificateStatus,
    ListEntry,
    PaperKind,
)
from aoxanh.units import queries as units


CREDENTIAL_TYPE: Final = "JWT"
LIST_TYPE: Final = "vc+jwt"
"""What the headers call them: Open Badges 3.0 §8.2.3, Securing VCs with JOSE §3.1."""
_ListKey = tuple[str, int, str]


def address_of(certificate: Certificate) -> str:
    """Where anyone checks the certificate: what its QR code says."""
    return f"{settings.SITE_ADDRESS}/chung-nhan/{certificate.code}/"


def achievements() -> list[Achievement]:
    """Every kind of paper there is, participation first, then by rule in the order of their file."""
    rows = [recognition_stored(row) for row in recognition_rules()]
    names = {rule.code: rule.name for rule in rows}
    return [
        _participation(),
        *(
            Achievement(
                code=rule.code,
                name=rule.name,
                kind=rule.paper,
                description=_(
                    "%(paper)s do tổ chức Đoàn, Hội cấp theo giờ tình nguyện đã xác nhận."
                )
                % {"paper": rule.name},
                criteria=tuple(rules.recognition_in_words(rule, after=names.get(rule.after, ""))),
                source=rule.source,
            )
            for rule in rows
        ),
    ]


def achievement(code: str) -> Achievement:
    """Raises ``Missing``."""
    for found in achievements():
        if found.code == code:
            return found
    raise Missing


@in_vietnamese
def achievement_document(code: str) -> dict[str, Any]:
    """The kind of paper for machines. Raises ``Missing``."""
    return {
        "@context": list(rules.BADGE_CONTEXT),
        **rules.achievement_document(achievement(code), site=settings.SITE_ADDRESS),
    }


def issuer_document(code: str, *, day: date) -> dict[str, Any]:
    """A unit as issuer, under its name of ``day``, for machines. Raises ``UnitMissing``."""
    name = units.public_unit(code=code, day=day).name
    document = rules.profile(site=settings.SITE_ADDRESS, code=code, name=name)
    return {"@context": list(rules.BADGE_CONTEXT), **document}


@in_vietnamese
def credential_of(certificate: Certificate, *, now: datetime) -> str:
    """The certificate as a signed credential. Whoever calls has checked the reader.

    Raises ``CredentialNameless`` once its holder was erased.
    """
    if not certificate.person_name:
        raise CredentialNameless
    site, code = settings.SITE_ADDRESS, certificate.unit.code
    found = achievement(certificate.rule_id or PARTICIPATION)
    last_day = certificate.ends_on - timedelta(days=1)
    lines = citation_of(certificate)
    told = " ".join("".join(words for words, _strong in line) for line in lines)
    told += " " + rules.sources_line(certificate.minutes_by_source, certificate.confirmers)
    if certificate.wording.get("is_demo"):
        told = _("BẢN MINH HỌA, KHÔNG CÓ GIÁ TRỊ.") + " " + told
    key = (code, certificate.year, certificate.series)
    payload = rules.credential(
        address=address_of(certificate),
        issuer=rules.profile(site=site, code=code, name=certificate.unit_name),
        achievement=rules.achievement_document(found, site=site, unit=code),
        holder=certificate.person_name,
        register_number=certificate.register_number,
        narrative=told,
        first_day=certificate.starts_on,
        last_day=last_day,
        issued_on=certificate.issued_on,
        valid_from=certificate.created_at,
        entry=ListEntry(_list_address(key), certificate.number),
        signed_at=now,
    )
    return documents.sign_for_all(payload, type_=CREDENTIAL_TYPE)


def status_list(*, unit: str, year: int, series: str, now: datetime) -> str:
    """The signed list of what a unit revoked in one register of one year. Raises ``Missing``."""
    rows = Certificate.objects.filter(unit__code=unit, year=year, series=series)
    numbers = list(rows.order_by("number", "pk").values_list("number", "status"))
    if not numbers:
        raise Missing
    return _signed_list((unit, year, series), _revoked(numbers), now=now)


def issuer_bundle(*, now: datetime) -> KnownIssuer:
    """All that one needs to check this portal's papers without a network: public keys, every list."""
    registers: dict[_ListKey, list[tuple[int, str]]] = defaultdict(list)
    known = Certificate.objects.order_by("unit__code", "year", "series")
    for key in known.values_list("unit__code", "year", "series").distinct():
        registers[key] = []
    gone = Certificate.objects.filter(status=CertificateStatus.REVOKED).order_by("number", "pk")
    for code, year, series, number, status in gone.values_list(
        "unit__code", "year", "series", "number", "status"
    ):
        registers[code, year, series].append((number, status))
    lists = {
        _list_address(key): _signed_list(key, _revoked(rows), now=now)
        for key, rows in registers.items()
    }
    return KnownIssuer(settings.SITE_ADDRESS, documents.public_keys(), lists, now)


def _participation() -> Achievement:
    return Achievement(
        code=PARTICIPATION,
        name=_("Giấy chứng nhận tham gia hoạt động tình nguyện"),
        kind=PaperKind.CERTIFICATE,
        description=_(
            "Giờ tình nguyện tại một hoạt động, hoặc trong một thời gian, do tổ chức Đoàn, Hội chứng nhận."
        ),
        criteria=(
            _("Có mặt tại hoạt động: quét mã, gọi tên, hoặc danh sách giấy có chữ ký."),
            _("Giờ bổ sung sau phải do người ngoài đơn vị tổ chức xác nhận."),
        ),
    )


def _list_address(key: _ListKey) -> str:
    code, year, series = key
    return f"{settings.SITE_ADDRESS}/ghi-nhan/don-vi/{code}/{year}-{series}.jwt"


def _revoked(rows: Iterable[tuple[int, str]]) -> list[int]:
    return [number for number, status in rows if status == CertificateStatus.REVOKED]


def _signed_list(key: _ListKey, revoked: Iterable[int], *, now: datetime) -> str:
    issuer = rules.profile(site=settings.SITE_ADDRESS, code=key[0], name="")["id"]
    document = rules.list_document(
        address=_list_address(key), issuer=issuer, revoked=revoked, now=now
    )
    return documents.sign_for_all(document, type_=LIST_TYPE)
