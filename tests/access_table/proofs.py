"""Service elsewhere, declared to a unit that goes by a rule."""

from datetime import date

from aoxanh.recognition.models import Commendation, ElsewhereProof, RuleAdoption, ServiceRuleRow


RULE = {
    "code": "rule",
    "name": "Năm ngày",
    "source": "Quy định của trường",
    "year_begins": "01-01",
    "counted_in": "DAYS",
    "service": [{"name": "Mọi hoạt động", "from": 1}],
    "levels": [
        {"name": "Chưa đạt", "from": 0, "under": 5},
        {"name": "Đạt", "from": 5, "target": True},
    ],
}


def proof(things, person) -> ElsewhereProof:
    """What nobody decided yet; the unit of ``things`` goes by a rule."""
    rule, _is_new = ServiceRuleRow.objects.get_or_create(
        code="rule", defaults={"name": "Năm ngày", "definition": RULE}
    )
    RuleAdoption.objects.get_or_create(
        unit=things.unit,
        valid_from=date(2024, 1, 1),
        defaults={"rule": rule, "adopted_at": things.world.now},
    )
    return ElsewhereProof.objects.create(
        unit=things.unit,
        person=person,
        file=things.file("xac-nhan.pdf"),
        title="Hiến máu",
        organiser="Viện Huyết học",
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 10, 2),
        days=1,
        declared_at=things.world.now,
    )


def praise(things, person) -> Commendation:
    """Somebody proposed for a commendation."""
    return Commendation.objects.create(
        unit=things.unit,
        person=person,
        name=person.full_name,
        form="PRAISE",
        level="COMMUNE",
        merit=f"Giúp bà con, lần {things.number}",
        created_at=things.world.now,
        changed_at=things.world.now,
    )
