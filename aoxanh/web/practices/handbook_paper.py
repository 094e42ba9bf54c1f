"""A handbook on paper."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from aoxanh.documents import queries as documents
from aoxanh.kernel.dates import local_day, vn_long_date
from aoxanh.kernel.language import in_vietnamese
from aoxanh.practices import queries
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.practices.models import Handbook, Practice


LAYOUT: Final = "practice_handbook"


@in_vietnamese
def handbook_paper(handbook: "Handbook", *, on: datetime) -> bytes:
    """The handbook as a paper; the caller has checked who may read it."""
    told = queries.told_in(handbook.pk)
    day = local_day(on)
    names = units.names_at({handbook.unit_id, *(each.unit_id for each in told)}, day)
    instance = units.instance()
    said = vn_long_date(day)
    values = {
        "document_title": handbook.title,
        "document_author": instance.name,
        "title": handbook.title,
        "unit": names[handbook.unit_id],
        "foreword": _lines(handbook.foreword),
        "place_and_day": f"{instance.place_name}, {said}" if instance.place_name else said,
        "footer": f"{handbook.title} · {instance.name}",
        "models": [_model(each, names[each.unit_id]) for each in told],
    }
    return documents.typeset(LAYOUT, values, on=on)


def _model(practice: "Practice", unit: str) -> dict[str, object]:
    facts = (
        ("Đơn vị", unit),
        ("Cùng làm", ", ".join(each.name for each in practice.units_too)),
        ("Năm", str(practice.year)),
        ("Cấp thực hiện", practice.level_text),
        ("Phạm vi", " ".join(practice.scope.split())),
        ("Đối tác", ", ".join(each.name for each in practice.partners)),
    )
    sections = (
        ("Để làm gì", practice.purpose),
        ("Cách làm", practice.content),
        ("Kết quả", practice.result),
        ("Khả năng nhân rộng", practice.replicability_text),
        ("Kiến nghị, đề xuất", practice.recommendation),
    )
    return {
        "title": practice.title,
        "summary": practice.summary,
        "facts": [[label, value] for label, value in facts if value],
        "sections": [[name, _lines(text)] for name, text in sections if text],
        "where": f"Mã mô hình {practice.code}, đọc và ghi làm theo tại mục Mô hình hay của cổng.",
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
