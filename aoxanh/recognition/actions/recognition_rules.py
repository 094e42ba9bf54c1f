"""Rules of recognition are loaded from files."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.recognition import rules
from aoxanh.recognition.actions import rule_files
from aoxanh.recognition.errors import RecognitionRuleInUse
from aoxanh.recognition.models import Certificate, RecognitionRuleRow
from aoxanh.recognition.types import REFERENCE, RecognitionRulesLoaded


SHIPPED: Final = REFERENCE / "recognition_rules.yaml"


@transaction.atomic(savepoint=False)
def load_recognition_rules(*, by: Actor, path: Path = SHIPPED, now: datetime) -> int:
    """Load the rules of a file; returns how many rows were written, none when it was loaded before.

    Only the system loads (``NotAllowed``). Raises ``ServiceRuleRefused``, and ``RecognitionRuleInUse`` when a rule
    by which papers were issued would change; then nothing is loaded.
    """
    read = rules.read_recognition(rule_files.text(by=by, path=path), file=path.name)
    rows = [
        RecognitionRuleRow(
            code=rule.code,
            name=rule.name,
            source=rule.source,
            definition=rule_files.plain(entry),
            position=position,
        )
        for position, (entry, rule) in enumerate(read)
    ]
    stored = RecognitionRuleRow.objects.in_bulk([row.code for row in rows])
    written = rule_files.write(rows, stored, check_free=_check_free)
    if any(written):
        audit.record(by=by, event=RecognitionRulesLoaded(*written), unit_id=None, now=now)
    return sum(written)


def _check_free(known: RecognitionRuleRow) -> None:
    if Certificate.objects.filter(rule=known).exists():
        raise RecognitionRuleInUse(rule=known.name)
