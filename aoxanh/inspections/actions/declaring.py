"""A unit says how it uses IT in coordination; its superior looks and decides (ASM-09)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.inspections import queries
from aoxanh.inspections.errors import (
    AlreadyDecided,
    DeclarationWaits,
    NotBelow,
    NoUseNamed,
    ReasonMissing,
    UseWithoutEvidence,
)
from aoxanh.inspections.models import UseDeclaration
from aoxanh.inspections.types import DeclarationState, UseDecided, UseDeclared
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def declare_use(
    *, by: Actor, unit_id: int, uses: Collection[str], evidence: str, now: datetime
) -> UseDeclaration:
    """Send a declaration to the superior, with what the portal itself saw.

    Raises ``NoUseNamed``, ``UseWithoutEvidence``, ``DeclarationWaits``, ``NotAllowed``.
    """
    by.require(Permission.DECLARATION_EDIT, at=unit_id)
    proposed = {each.code: each for each in queries.proposed_uses(actor=by, unit_id=unit_id)}
    if not uses or not set(uses) <= set(proposed):
        raise NoUseNamed
    if not nfc_lines(evidence):
        raise UseWithoutEvidence
    if UseDeclaration.objects.filter(unit=unit_id, state=DeclarationState.SENT).exists():
        raise DeclarationWaits

    made = UseDeclaration.objects.create(
        unit_id=unit_id,
        uses=[code for code in proposed if code in uses],
        seen={code: each.seen for code, each in proposed.items() if each.seen},
        evidence=nfc_lines(evidence)[:4000],
        valid_from=by.day,
        sent_at=now,
    )
    audit.record(
        by=by,
        event=UseDeclared(made.pk),
        unit_id=unit_id,
        subject=("use_declaration", made.pk),
        now=now,
    )
    return made


@transaction.atomic(savepoint=False)
def decide_use(
    *,
    by: Actor,
    unit_id: int,
    declaration_id: int,
    accepted: bool,
    note: str = "",
    now: datetime,
) -> UseDeclaration:
    """Accept a declaration of a unit below ``unit_id``, or give it back with a reason. What held before ends then.

    A unit without a superior looks at its own. Raises ``Missing``, ``NotBelow``, ``AlreadyDecided``,
    ``ReasonMissing``, ``NotAllowed``.
    """
    by.require(Permission.DECLARATION_REVIEW, at=unit_id)
    rows = UseDeclaration.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=declaration_id).order_by("pk").first()
    if found is None:
        raise Missing
    if found.unit_id not in reviewed_by(by=by, unit_id=unit_id):
        raise NotBelow
    if found.state != DeclarationState.SENT:
        raise AlreadyDecided
    if not accepted and not nfc(note):
        raise ReasonMissing

    if accepted:
        before = UseDeclaration.objects.accepted().filter(unit=found.unit_id)
        before.filter(valid_to__gt=found.valid_from).update(valid_to=found.valid_from)
    found.state = DeclarationState.ACCEPTED if accepted else DeclarationState.RETURNED
    found.note, found.decided_unit_id = nfc(note)[:500], unit_id
    found.decided_by_id, found.decided_at = by.account_id, now
    found.save(update_fields=["state", "note", "decided_unit", "decided_by_id", "decided_at"])
    audit.record(
        by=by,
        event=UseDecided(found.pk, accepted),
        unit_id=found.unit_id,
        subject=("use_declaration", found.pk),
        now=now,
    )
    return found


def reviewed_by(*, by: Actor, unit_id: int) -> frozenset[int]:
    """The units whose declarations ``unit_id`` looks at today: of others below it, all where nobody is above.

    What it inherited is its own.
    """
    if not units.parents(unit_ids={unit_id}, day=by.day):
        return units.subtree_ids(unit_id=unit_id, day=by.day)
    below = units.others_below(unit_id=unit_id, day=by.day)
    return frozenset(below.values_list("descendant_id", flat=True))
