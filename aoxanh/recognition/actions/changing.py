"""What happens to a certificate after issue: kept as PDF, revoked, replaced, shown by its holder."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.documents import queries as documents
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.recognition import queries
from aoxanh.recognition.actions.issuing import issue
from aoxanh.recognition.errors import (
    AlreadyReplaced,
    AlreadyRevoked,
    NotTheHolder,
    ReasonMissing,
)
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import (
    CertificateDisclosed,
    CertificateReplaced,
    CertificateRevoked,
    CertificateStatus,
    Scope,
)


if TYPE_CHECKING:
    from aoxanh.files.models import StoredFile


@transaction.atomic(savepoint=False)
def keep_pdf(*, by: Actor, certificate_id: int, now: datetime) -> "StoredFile":
    """The certificate's sealed PDF, typeset when first asked for, and anew once a key leaked. Raises ``Missing``.

    For its holder and for officers who may see it, of the issuer or of the unit that holds it.
    """
    certificate, is_held = _locked(certificate_id, by=by)
    concerned = filter(None, (certificate.unit_id, certificate.collective_id))
    is_officer = any(by.may(Permission.CERTIFICATE_VIEW, at=unit_id) for unit_id in concerned)
    if not is_officer and not is_held:
        raise Missing
    old = certificate.file
    if old is not None and not _is_doubtful(old):
        return old

    certificate.file = files.store(
        by=by,
        unit_id=certificate.unit_id,
        kind=FileKind.PDF,
        name=f"giay-chung-nhan-{certificate.year}-{certificate.number:04d}.pdf",
        content=queries.paper_of(certificate, now=now),
        now=now,
    )
    certificate.save(update_fields=["file"])
    if old is not None:
        files.drop(by=by, file_id=old.pk, now=now)
    return certificate.file


def _is_doubtful(kept: "StoredFile") -> bool:
    """Sealed before a leak was noted: the key may be the one that leaked."""
    since = documents.sealed_anew_after()
    return since is not None and kept.created_at <= since


@transaction.atomic(savepoint=False)
def revoke(*, by: Actor, certificate_id: int, reason: str, now: datetime) -> Certificate:
    """Take a certificate back. ``reason`` is read by everyone who looks the code up: it names nobody.

    Raises ``Missing``, ``NotAllowed``, ``ReasonMissing``, ``AlreadyRevoked``.
    """
    certificate, _is_held = _locked(certificate_id, by=by)
    by.require(Permission.CERTIFICATE_REVOKE, at=certificate.unit_id)
    if certificate.status == CertificateStatus.REVOKED:
        raise AlreadyRevoked
    if not nfc(reason):
        raise ReasonMissing

    certificate.status = CertificateStatus.REVOKED
    certificate.revoked_on = by.day
    certificate.revoke_reason = nfc(reason)[:300]
    certificate.save(update_fields=["status", "revoked_on", "revoke_reason"])
    event = CertificateRevoked(certificate.pk)
    subject = ("certificate", certificate.pk)
    audit.record(by=by, event=event, unit_id=certificate.unit_id, subject=subject, now=now)
    return certificate


@transaction.atomic(savepoint=False)
def replace(
    *,
    by: Actor,
    certificate_id: int,
    reason: str = "",
    signer_post_id: int | None = None,
    now: datetime,
) -> Certificate:
    """Issue anew what a certificate spoke of, from the ledger as it stands now, and link both.

    A valid certificate is revoked first and needs a ``reason``. Raises what ``revoke`` and ``issue`` raise,
    ``AlreadyReplaced``.
    """
    old, _is_held = _locked(certificate_id, by=by)
    if old.replaced_by is not None:
        raise AlreadyReplaced(number=old.replaced_by.register_number)
    if old.status == CertificateStatus.VALID:
        old = revoke(by=by, certificate_id=certificate_id, reason=reason, now=now)
    new = issue(
        by=by,
        unit_id=old.unit_id,
        scope=_scope_of(old),
        holder_id=old.collective_id or old.person_id or 0,
        signer_post_id=signer_post_id,
        replacing=old,
        now=now,
    )

    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    event = CertificateReplaced(old.pk, new.pk)
    subject = ("certificate", old.pk)
    audit.record(by=by, event=event, unit_id=old.unit_id, subject=subject, now=now)
    return new


@transaction.atomic(savepoint=False)
def disclose(*, by: Actor, certificate_id: int, disclosed: bool, now: datetime) -> Certificate:
    """Let whoever looks the code up read the holder's name, year of birth and unit; or no longer.

    Only the holder decides. Raises ``Missing``, ``NotTheHolder``.
    """
    certificate, is_held = _locked(certificate_id, by=by)
    if not is_held:
        raise NotTheHolder

    certificate.disclosed = disclosed
    certificate.save(update_fields=["disclosed"])
    event = CertificateDisclosed(certificate.pk, disclosed)
    subject = ("certificate", certificate.pk)
    audit.record(by=by, event=event, unit_id=certificate.unit_id, subject=subject, now=now)
    return certificate


def _locked(certificate_id: int, *, by: Actor) -> tuple[Certificate, bool]:
    """The certificate, and whether it is the actor's own."""
    rows = Certificate.objects.select_for_update(of=("self",), no_key=True)
    found = rows.annotate(is_held=queries.is_holder(by)).filter(pk=certificate_id).first()
    if found is None:
        raise Missing
    return found, found.is_held  # type: ignore[attr-defined]  # annotated above


def _scope_of(certificate: Certificate) -> Scope:
    if certificate.activity_id is not None:
        return Scope(activity_id=certificate.activity_id)
    period = Period(certificate.starts_on, certificate.ends_on)
    return Scope(period=period, rule=certificate.rule_id or "")
