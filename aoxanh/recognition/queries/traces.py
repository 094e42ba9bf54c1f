"""What recognition keeps of persons: certificates and what they declared of service elsewhere."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aoxanh.kernel import numbers
from aoxanh.kernel.dates import local_day, vn_date
from aoxanh.kernel.traces import Left, Trace
from aoxanh.recognition.models import Certificate, Commendation, ElsewhereProof


def _issued(person_ids: Collection[int]) -> QuerySet[Certificate]:
    return Certificate.objects.filter(person_id__in=person_ids)


def _declared(person_ids: Collection[int]) -> QuerySet[ElsewhereProof]:
    return ElsewhereProof.objects.filter(person_id__in=person_ids)


def _certificates(person_ids: Collection[int]) -> list[Left]:
    rows = _issued(person_ids).order_by("issued_on", "pk")
    return [
        Left(
            person_id=row.person_id or 0,
            day=row.issued_on,
            values={
                _("Số vào sổ"): row.register_number,
                _("Đơn vị cấp"): row.unit_name,
                _("Ngày cấp"): vn_date(row.issued_on),
                _("Số giờ"): numbers.hours(row.minutes),
                _("Mã tra cứu"): row.code,
                _("Tình trạng"): row.get_status_display(),
            },
        )
        for row in rows
    ]


def _elsewhere(person_ids: Collection[int]) -> list[Left]:
    rows = _declared(person_ids).order_by("starts_on", "pk")
    return [
        Left(
            person_id=row.person_id,
            day=local_day(row.declared_at),
            values={
                _("Hoạt động"): row.title,
                _("Đơn vị tổ chức"): row.organiser,
                _("Từ ngày"): vn_date(row.starts_on),
                _("Số ngày"): str(row.days),
                _("Tình trạng"): row.get_state_display(),
            },
        )
        for row in rows
    ]


def _commended(person_ids: Collection[int]) -> QuerySet[Commendation]:
    return Commendation.objects.filter(person_id__in=person_ids)


def _commendations(person_ids: Collection[int]) -> list[Left]:
    return [
        Left(
            person_id=row.person_id or 0,
            day=row.decided_on or local_day(row.created_at),
            values={
                _("Hình thức"): row.get_form_display(),
                _("Thành tích"): row.merit,
                _("Số quyết định"): row.decision_number,
                _("Cấp ra quyết định"): row.authority,
                _("Tình trạng"): row.get_state_display(),
            },
        )
        for row in _commended(person_ids).order_by("created_at", "pk")
    ]


CERTIFICATES = Trace(
    code="certificates", label=lazy("Giấy chứng nhận"), held=_issued, rows=_certificates
)
COMMENDATIONS = Trace(
    code="commendations", label=lazy("Khen thưởng"), held=_commended, rows=_commendations
)
ELSEWHERE = Trace(
    code="elsewhere", label=lazy("Tình nguyện ở nơi khác"), held=_declared, rows=_elsewhere
)
