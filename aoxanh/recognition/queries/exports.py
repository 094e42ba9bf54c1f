"""What was issued as a list to take away."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.sheets import Cell
from aoxanh.recognition.models import CertificateQuerySet
from aoxanh.recognition.queries.certificates import certificates


_AT_ONCE = 1000
_ONE_DAY = timedelta(days=1)
_NARROWED_BY = ("year", "activity_id", "status", "rule_id")


def certificates_asked(actor: Actor, filters: Filters) -> CertificateQuerySet:
    """The certificates that a page or its file asks for."""
    wanted = {name: filters[name] for name in _NARROWED_BY if filters.get(name)}
    return certificates(actor=actor).filter(**wanted)


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    for row in certificates_asked(actor, filters).iterator(chunk_size=_AT_ONCE):
        yield [
            row.register_number,
            row.issued_on,
            row.person_name,
            row.birth_date or row.birth_year,
            row.person_units,
            row.paper_name,
            row.activity_title,
            row.starts_on,
            row.ends_on - _ONE_DAY,
            row.activities_count,
            round(row.minutes / 60, 2),
            row.unit_name,
            row.signer_name,
            row.get_status_display(),
            row.code,
        ]


CERTIFICATES = Export(
    code="certificates",
    title=_("Sổ giấy chứng nhận"),
    headings=[
        _("Số vào sổ"), _("Ngày cấp"), _("Người, đơn vị được chứng nhận"), _("Ngày sinh"), _("Đơn vị của người đó"),
        _("Loại giấy"), _("Hoạt động"), _("Từ ngày"), _("Đến hết ngày"), _("Số hoạt động"), _("Giờ"), _("Đơn vị cấp"),
        _("Người ký"), _("Trạng thái"), _("Mã tra cứu"),
    ],
    rows=_rows,
    count=lambda actor, filters: certificates_asked(actor, filters).count(),
)  # fmt: skip
