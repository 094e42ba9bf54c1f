"""Handovers: for both parties, for those who hand on roles at the unit, and for the bearer of the link."""

from django.db.models import Q

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest
from aoxanh.kernel.permissions import Permission
from aoxanh.people.models import Handover
from aoxanh.people.models.handover import HandoverQuerySet


def handovers(*, actor: Actor) -> HandoverQuerySet:
    """The handovers the actor has a part in or answers for, newest first."""
    answers = Handover.objects.visible_to(actor, Permission.ACCOUNT_INVITE).values("pk")
    rows = HandoverQuerySet(Handover)
    if not actor.is_system:
        own = Q(outgoing_id=actor.account_id) | Q(incoming_id=actor.account_id)
        rows = rows.filter(Q(pk__in=answers) | (own if actor.account_id else Q(pk__in=())))
    return rows.order_by("-proposed_at", "pk")


def open_handovers(unit_id: int, *, actor: Actor) -> HandoverQuerySet:
    """Those at a unit that wait for the successor's signature."""
    waiting = handovers(actor=actor).filter(unit_id=unit_id)
    return waiting.filter(accepted_at=None, withdrawn_at=None)


def open_by_token(token: str, *, lock: bool = False) -> Handover | None:
    """The handover that waits for the bearer of ``token`` to sign; None when there is none."""
    rows = HandoverQuerySet(Handover).filter(token_digest=digest(token))
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    return rows.filter(accepted_at=None, withdrawn_at=None).order_by("pk").first()
