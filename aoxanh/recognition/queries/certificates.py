"""Certificates for those who may see them: officers by unit, holders their own."""

from collections.abc import Collection

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.expressions import Combinable

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.recognition.models import Certificate, CertificateQuerySet
from aoxanh.recognition.queries.bases import bases
from aoxanh.recognition.queries.holders import named
from aoxanh.recognition.queries.recognition import (
    numbers_by_holder,
    papers_held,
    recognition_rule,
)
from aoxanh.recognition.types import CertificateStatus, Eligible, Scope


def certificates(*, actor: Actor) -> CertificateQuerySet:
    """What the units within the actor's reach issued, the newest first."""
    rows = Certificate.objects.all().visible_to(actor, Permission.CERTIFICATE_VIEW)
    return rows.select_related("replaced_by").order_by("-issued_on", "-number", "-pk")


def certificate(*, pk: int, actor: Actor) -> Certificate:
    """One certificate, for officers of its issuer, its holder, and officers of the unit that holds it.

    Raises ``Missing``.
    """
    found = certificates(actor=actor).filter(pk=pk).first()
    if found is None:
        found = _own(actor).filter(pk=pk).first()
    if found is None:
        found = Certificate.objects.filter(pk=pk, collective__isnull=False).first()
        if found is None or not actor.may(Permission.CERTIFICATE_VIEW, at=found.collective_id or 0):
            raise Missing
    return found


def own_certificate(*, pk: int, actor: Actor) -> Certificate:
    """One of the actor's own, with its issuer. Raises ``Missing``."""
    found = _own(actor).filter(pk=pk).select_related("unit").first()
    if found is None:
        raise Missing
    return found


def certificates_of(person_id: int, *, actor: Actor) -> CertificateQuerySet:
    """A person's certificates, the newest first: all for the holder, else those the actor's units issued."""
    is_own = actor.person_id == person_id
    rows = _own(actor) if is_own else certificates(actor=actor)
    return rows.filter(person__in=people.records_of((person_id,)))


def is_holder(actor: Actor) -> Combinable:
    """In a query of certificates: whether one is that of the actor's own person, or of a record merged into it.

    Asked together with the certificate, so that one of others costs as much as one that is not there.
    """
    own = Q(person__in=people.records_of((actor.person_id or 0,)))
    return ExpressionWrapper(own, output_field=BooleanField())


def eligible(*, unit_id: int, scope: Scope, actor: Actor) -> list[Eligible]:
    """Who has confirmed hours and no valid certificate of ``unit_id`` for the scope: people by given name.

    Raises ``NotAllowed``.
    """
    found = bases(unit_id=unit_id, scope=scope, holder_ids=None, actor=actor)
    held = standing(unit_id=unit_id, scope=scope, holder_ids=found, actor=actor)
    are_units = bool(scope.rule) and recognition_rule(scope.rule).is_collective
    waiting = [pk for pk in found if pk not in held]
    return [
        Eligible(
            holder_id=each.holder_id,
            full_name=each.full_name,
            minutes=found[each.holder_id].minutes,
            unit=each.unit,
        )
        for each in named(waiting, are_units=are_units, actor=actor)
    ]


def issued(*, unit_id: int, scope: Scope, actor: Actor) -> CertificateQuerySet:
    """Valid certificates of the unit for exactly this scope."""
    rows = Certificate.objects.filter(unit_id=unit_id, status=CertificateStatus.VALID)
    if not actor.is_system:
        rows = rows.visible_to(actor, Permission.CERTIFICATE_ISSUE)
    if scope.activity_id is not None:
        return rows.filter(activity_id=scope.activity_id)
    days = scope.days
    whole = rows.filter(activity__isnull=True, starts_on=days.start, ends_on=days.end)
    return whole.filter(rule=scope.rule or None)


def standing(
    *, unit_id: int, scope: Scope, holder_ids: Collection[int], actor: Actor
) -> dict[int, str]:
    """Numbers, by holder, of valid certificates that stand in the way of another one for the scope.

    By a rule also those of other units. Raises ``RecognitionRuleUnknown``.
    """
    if scope.rule:
        rule = recognition_rule(scope.rule)
        return papers_held(rule, period=scope.days, holder_ids=holder_ids)
    rows = issued(unit_id=unit_id, scope=scope, actor=actor)
    return numbers_by_holder(rows, holder_ids)


def _own(actor: Actor) -> CertificateQuerySet:
    rows = Certificate.objects.all().order_by("-issued_on", "-number", "-pk")
    if actor.person_id is None:
        return rows.none()
    mine = rows.filter(person__in=people.records_of((actor.person_id,)))
    return mine.select_related("replaced_by")
