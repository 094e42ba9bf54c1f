"""Certificates as paper: the layout's values, the sealed PDF, the print run."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from aoxanh.documents import queries as documents
from aoxanh.kernel import codes
from aoxanh.kernel.dates import vn_long_date
from aoxanh.kernel.language import in_vietnamese
from aoxanh.recognition import rules
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.queries.citations import citation_of
from aoxanh.recognition.queries.credentials import address_of, credential_of
from aoxanh.recognition.types import PaperKind


LAYOUT: Final = "participation_certificate"


@in_vietnamese
def paper_of(certificate: Certificate, *, now: datetime) -> bytes:
    """The certificate as PDF/A that carries its credential and its seal. Whoever calls has checked the reader."""
    return documents.typeset_sealed(
        LAYOUT,
        values_of(certificate),
        payload=facts_of(certificate),
        credential=credential_of(certificate, now=now) if certificate.person_name else "",
        on=certificate.created_at,
        signed_at=now,
        unit=certificate.unit.code,
    )


@in_vietnamese
def print_run_of(certificates: Sequence[Certificate]) -> bytes:
    """One document with a page for each, for the printer: no seal of its own, each page has its code."""
    pages = [values_of(certificate) for certificate in certificates]
    return documents.typeset_pages(LAYOUT, pages, on=certificates[0].created_at)


def facts_of(certificate: Certificate) -> dict[str, object]:
    """The facts that the signature vouches for."""
    return rules.signed_facts(
        code=certificate.code,
        register_number=certificate.register_number,
        issuer=certificate.unit_name,
        holder=certificate.person_name,
        birth=_birth(certificate.birth_date, certificate.birth_year),
        title=certificate.activity_title,
        starts_on=certificate.starts_on,
        ends_on=certificate.ends_on,
        activities=certificate.activities_count,
        minutes=certificate.minutes_by_source,
        issued_on=certificate.issued_on,
        signer=certificate.signer_name,
        paper=certificate.paper_name,
        people=certificate.people if certificate.collective_id is not None else 0,
        replaces=certificate.wording.get("replaces", {}).get("number", ""),
        is_demo=bool(certificate.wording.get("is_demo")),
    )


def values_of(certificate: Certificate) -> dict[str, object]:
    """What the layout prints."""
    wording = certificate.wording
    place = wording["place_name"]
    day = vn_long_date(certificate.issued_on)
    return {
        "document_title": f"{certificate.paper_name or 'Giấy chứng nhận'} {certificate.register_number}",
        "heading": wording.get("heading", "GIẤY CHỨNG NHẬN"),
        "title": wording.get("title", "THAM GIA HOẠT ĐỘNG TÌNH NGUYỆN"),
        "badge": wording.get("paper_kind") == PaperKind.BADGE,
        "document_author": certificate.unit_name,
        "issuing_body": wording["issuing_body"],
        "organisation": wording["organisation"],
        "number": f"Số: {certificate.number} -{wording['document_code']}",
        "place_and_day": f"{place}, {day}" if place else day.capitalize(),
        "introduction": f"{wording['board']} chứng nhận",
        "holder": certificate.person_name,
        "about_holder": rules.about_holder(
            birth_date=certificate.birth_date,
            birth_year=certificate.birth_year,
            units=certificate.person_units,
        ),
        "lines": citation_of(
            certificate,
            organiser=_organiser(certificate),
            recognised_by=str(wording.get("source", "")),
        ),
        "sources": _sources(certificate),
        "qr": documents.qr_svg(address_of(certificate)),
        "register_number": certificate.register_number,
        "code": codes.grouped(certificate.code),
        "on_behalf": wording["on_behalf"],
        "signer_title": certificate.signer_title.upper(),
        "signed_note": "(Đã ký)",
        "signer_name": certificate.signer_name,
    }


def _sources(certificate: Certificate) -> str:
    """How the hours were recorded; on a paper issued anew also what the one before it said."""
    told = rules.sources_line(certificate.minutes_by_source, certificate.confirmers)
    old = certificate.wording.get("replaces")
    if not old:
        return told
    line = rules.replaced_line(
        number=old["number"],
        issued_on=date.fromisoformat(old["issued_on"]),
        then=(old["holder"], old["issuer"]),
        now=(certificate.person_name, certificate.unit_name),
    )
    return f"{told} {line}"


def _organiser(certificate: Certificate) -> str:
    """Named only when it is not the issuer; one that had ended by then also as who it is now."""
    if len(certificate.organisers) != 1:
        return ""
    (organiser,) = certificate.organisers
    name: str = organiser["name"]
    if "now" in organiser:
        return f"{name} (nay là {organiser['now']})"
    return name if name != certificate.unit_name else ""


def _birth(day: date | None, year: int | None) -> str:
    return day.isoformat() if day else str(year or "")
