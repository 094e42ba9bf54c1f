"""On what ground a certificate stands: the ledger's minutes within a scope."""

from collections.abc import Collection

from aoxanh.activities.queries import certificates as ledger
from aoxanh.activities.types.certificates import CertificateBasis
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.recognition.queries.collectives import unit_bases
from aoxanh.recognition.queries.recognition import earned, recognition_rule
from aoxanh.recognition.types import Scope


def bases(
    *, unit_id: int, scope: Scope, holder_ids: Collection[int] | None, actor: Actor
) -> dict[int, CertificateBasis]:
    """Confirmed time by person, by a rule for units by unit; ``holder_ids`` None means everyone in the scope.

    With a rule only who earned its paper, and only the time that counts for it. Raises ``NotAllowed``.
    """
    actor.require(Permission.CERTIFICATE_ISSUE, at=unit_id)
    period = scope.period
    activity_ids: Collection[int] | None = None
    if scope.rule and period is not None:
        holder_ids, activity_ids = earned(
            unit_id=unit_id, rule=scope.rule, period=period, actor=actor, holder_ids=holder_ids
        )
        wanted = recognition_rule(scope.rule).collectives
        if wanted is not None:
            return unit_bases(
                wanted,
                unit_id=unit_id,
                day=actor.day,
                period=period,
                only=holder_ids,
                activity_ids=activity_ids,
            )
    return ledger.certificate_basis(
        person_ids=holder_ids,
        unit_id=unit_id,
        day=actor.day,
        activity_id=scope.activity_id,
        starts_on=period.start if period else None,
        ends_on=period.end if period else None,
        activity_ids=activity_ids,
    )
