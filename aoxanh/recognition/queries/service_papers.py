"""The proof of a year of service as a sealed PDF: what was reached by which rule, every activity with its source."""

from datetime import date, datetime, timedelta

from aoxanh.documents import queries as documents
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.language import in_vietnamese
from aoxanh.recognition import rules
from aoxanh.recognition.models import ElsewhereProof
from aoxanh.recognition.queries.records import LAYOUT, frame_values, record_of, record_values
from aoxanh.recognition.queries.service import own_service
from aoxanh.recognition.types import OwnService, ProofState
from aoxanh.units import queries as units


_ONE_DAY = timedelta(days=1)


@in_vietnamese
def service_proof_pdf(*, person_id: int, year_of: date, actor: Actor, on: datetime) -> bytes:
    """The year of service that holds ``year_of``, for the person and for officers who see the person.

    Raises ``Missing``, also where no rule is gone by.
    """
    own = own_service(person_id=person_id, day=actor.day, actor=actor, year_of=year_of)
    if own is None:
        raise Missing
    record = record_of(person_id=person_id, days=own.year.period, actor=actor)
    instance = units.instance()
    unit = units.names_at({own.unit_id}, actor.day).get(own.unit_id, "")
    facts = {
        "kind": rules.SERVICE_YEAR,
        "holder": record.holder,
        "from": own.year.period.start.isoformat(),
        "to": own.year.period.last_day.isoformat(),
        "rule": own.rule.code,
        "reached": str(own.tally.amount),
        "minutes": record.minutes_by_source,
        "issued": actor.day.isoformat(),
        **rules.demo_mark(is_demo=instance.is_demo),
    }
    values = {
        **record_values(record, heading=own.year.label),
        **frame_values(instance, actor.day),
        "document_title": f"Ngày tình nguyện, {own.year.label}",
        "reached": _reached(own, unit),
        "elsewhere": [_elsewhere(proof) for proof in own.proofs],
    }
    _count(values, own)
    return documents.typeset_sealed(LAYOUT, values, payload=facts, on=on)


def _reached(own: OwnService, unit: str) -> dict[str, object]:
    told = f"Đã đạt {rules.reached_in_words(own.tally)}"
    parts = [f"{rules.amount_in_words(own.tally.ledger)} {own.tally.counted_in.label} trên cổng"]
    if own.tally.elsewhere:
        amount = rules.amount_in_words(own.tally.elsewhere)
        parts.append(f"{amount} {own.tally.counted_in.label} nơi khác, {unit} đã xác nhận")
    return {
        "words": told,
        "level": own.tally.level,
        "parts": "; ".join(parts),
        "rule": f"{own.rule.name} ({own.rule.source}), {unit} áp dụng.",
        "unit": str(own.tally.counted_in.label),
    }


def _count(values: dict[str, object], own: OwnService) -> None:
    """Write beside the first row of each activity what it adds by the rule."""
    amounts = {row.activity_id: row.amount for row in own.rows}
    rows = values["rows"]
    if isinstance(rows, list):
        for row in rows:
            amount = amounts.pop(row.pop("activity_id"), None)
            row["counted"] = "" if amount is None else rules.amount_in_words(amount)


def _elsewhere(proof: ElsewhereProof) -> dict[str, object]:
    first, last = proof.starts_on, proof.ends_on - _ONE_DAY
    state = str(ProofState(proof.state).label)
    return {
        "days": vn_date(first) if first == last else f"{vn_date(first)} – {vn_date(last)}",
        "title": proof.title,
        "organiser": proof.organiser,
        "amount": f"{proof.days} ngày",
        "state": f"{state}: {proof.reason}" if proof.reason else state,
    }
