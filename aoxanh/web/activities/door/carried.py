"""What is written for a phone that checks in without a signal, and what is read from it."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from aoxanh.activities.types import (
    MOST_AT_A_TIME,
    MOST_WALK_INS,
    Direction,
    OfflineScan,
    ScanBatch,
    TakenAlong,
    WalkInGiven,
)
from aoxanh.kernel.codes import short_code_in
from aoxanh.people.types import GuardianGiven
from aoxanh.web.activities.door.reading import instant_in, read_body, text_in


LONGEST_RAW = 2000
FARTHEST = 2_000_000_000
"""Numbers of a device stay within a column of 32 bits."""

Sent = Mapping[str, object]


def carried(along: TakenAlong) -> dict[str, object]:
    """The list as the phone's page reads it."""
    return {"at": along.at.isoformat(), "shifts": along.shifts, "people": along.people}


def read_batch(body: bytes) -> tuple[ScanBatch, dict[str, str], bool]:
    """What a phone sends, what of it cannot be read, by uuid, and whether it asks for the list again.

    One scan that cannot be read does not hold up the others. Raises ``ValueError``, ``KeyError``, ``TypeError`` or
    ``AttributeError`` for what no device of ours sends: a batch that was cut on the way.
    """
    sent = read_body(body)
    scans, faults = [], {}
    for each in sent["scans"]:
        try:
            scans.append(_scan(each))
        except (ValueError, KeyError, TypeError, AttributeError):
            faults[str(UUID(str(each["uuid"])))] = _("Lượt này không đọc được. Hãy quét lại.")
    strangers = sum(scan.walker is not None for scan in scans)
    if len(scans) > MOST_AT_A_TIME or strangers > MOST_WALK_INS:
        raise ValueError
    batch = ScanBatch(sent_at=instant_in(sent["sent_at"]), scans=scans)
    return batch, faults, sent.get("list") is True


def _scan(sent: Sent) -> OfflineScan:
    raw = text_in(sent.get("raw"), LONGEST_RAW).strip()
    code = short_code_in(raw)
    told = sent.get("told")
    walker = sent.get("walker")
    scan = OfflineScan(
        uuid=UUID(str(sent["uuid"])),
        sequence=_number(sent["sequence"]),
        device_at=instant_in(sent["device_at"]),
        direction=Direction(str(sent.get("direction", Direction.IN))),
        raw="" if code else raw,
        short_code=code,
        signup_id=_id(sent.get("signup")),
        shift_id=_id(sent.get("shift")),
        walker=_walker(walker) if isinstance(walker, dict) else None,
        of=_uuid(sent.get("of")),
        undoes=_uuid(sent.get("undoes")),
        offline=sent.get("offline") is not False,
        told=None if told is None else max(-FARTHEST, min(int(str(told)), FARTHEST)),
    )
    if not any((scan.raw, scan.short_code, scan.signup_id, scan.walker, scan.of, scan.undoes)):
        raise ValueError
    return scan


def _walker(sent: Sent) -> WalkInGiven:
    """Who came without a sign-up. Without consent nobody is written down: raises ``ValueError``."""
    if sent.get("consent") is not True:
        raise ValueError
    guardian = GuardianGiven(
        full_name=_words(sent.get("guardian_name")), phone=_words(sent.get("guardian_phone"))
    )
    return WalkInGiven(
        full_name=_words(sent["full_name"]),
        contact=_words(sent.get("contact")),
        birth_year=_id(sent.get("birth_year")),
        guardian=guardian if guardian.full_name or guardian.phone else None,
    )


def _words(sent: object) -> str:
    return text_in(sent, 120)


def _id(sent: object) -> int | None:
    return _number(sent) if sent else None


def _number(sent: object) -> int:
    number = int(str(sent))
    if not 0 <= number <= FARTHEST:
        raise ValueError
    return number


def _uuid(sent: object) -> UUID | None:
    return UUID(str(sent)) if sent else None
