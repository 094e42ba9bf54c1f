"""Rules of a year of service are loaded from files and adopted by units from a day on."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.recognition import rules
from aoxanh.recognition.actions import rule_files
from aoxanh.recognition.errors import (
    AdoptedLater,
    ServiceRuleInUse,
    ServiceRuleUnknown,
)
from aoxanh.recognition.models import RuleAdoption, ServiceRuleRow
from aoxanh.recognition.types import (
    REFERENCE,
    ServiceRuleAdopted,
    ServiceRulesLoaded,
)


SHIPPED: Final = REFERENCE / "service_rules.yaml"


@transaction.atomic(savepoint=False)
def load_service_rules(*, by: Actor, path: Path = SHIPPED, now: datetime) -> int:
    """Load the rules of a file; returns how many rows were written, none when it was loaded before.

    Only the system loads (``NotAllowed``). Raises ``ServiceRuleRefused``, and ``ServiceRuleInUse`` when a rule
    that a unit adopted would change; then nothing is loaded.
    """
    read = rules.read_rules(rule_files.text(by=by, path=path), file=path.name)
    rows = [
        ServiceRuleRow(
            code=rule.code,
            name=rule.name,
            source=rule.source,
            definition=rule_files.plain(entry),
            position=position,
        )
        for position, (entry, rule) in enumerate(read)
    ]
    stored = ServiceRuleRow.objects.in_bulk([row.code for row in rows])
    written = rule_files.write(rows, stored, check_free=_check_free)
    if any(written):
        audit.record(by=by, event=ServiceRulesLoaded(*written), unit_id=None, now=now)
    return sum(written)


def _check_free(known: ServiceRuleRow) -> None:
    if RuleAdoption.objects.filter(rule=known).exists():
        raise ServiceRuleInUse(rule=known.name)


@transaction.atomic(savepoint=False)
def adopt_rule(
    *,
    by: Actor,
    unit_id: int,
    rule: str,
    first_day: date,
    decision_number: str = "",
    now: datetime,
) -> RuleAdoption:
    """Let a unit go by a rule from a day on; the rule before it ends then, and past years stay as they were.

    Raises ``ServiceRuleUnknown``, ``AdoptedLater``, ``NotAllowed``.
    """
    by.require(Permission.CERTIFICATE_ISSUE, at=unit_id)
    _lock(unit_id)
    if not ServiceRuleRow.objects.filter(pk=rule).exists():
        raise ServiceRuleUnknown
    known = RuleAdoption.objects.filter(unit=unit_id, valid_to__gt=first_day)
    for earlier in known.order_by("valid_from", "pk"):
        if earlier.valid_from >= first_day:
            raise AdoptedLater(day=vn_date(earlier.valid_from))
        earlier.valid_to = first_day
        earlier.save(update_fields=["valid_to"])

    made = RuleAdoption.objects.create(
        unit_id=unit_id,
        rule_id=rule,
        decision_number=nfc(decision_number)[:120],
        valid_from=first_day,
        valid_to=FOREVER,
        adopted_by_id=by.account_id,
        adopted_at=now,
    )
    audit.record(
        by=by,
        event=ServiceRuleAdopted(made.pk, rule, first_day),
        unit_id=unit_id,
        subject=("rule_adoption", made.pk),
        now=now,
    )
    return made


def _lock(unit_id: int) -> None:
    units: Any = apps.get_model("units", "Unit").objects
    list(units.select_for_update(of=("self",), no_key=True).filter(pk=unit_id).order_by("pk"))
