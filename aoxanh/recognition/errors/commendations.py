"""Refusals about commendations."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class CandidateMissing(DomainError):
    sentence = _("Hãy chọn người, hoặc ghi tên tập thể được đề nghị.")
    field = "name"


class MeritMissing(DomainError):
    sentence = _("Hãy ghi thành tích: làm gì, ở đâu, kết quả thế nào.")
    field = "merit"


class DecisionIncomplete(DomainError):
    sentence = _("Hãy ghi số quyết định và cấp ra quyết định.")
    field = "number"


class DecisionTooLate(DomainError):
    """A decision of a day to come."""

    sentence = _("Ngày quyết định chưa tới. Hãy chọn ngày không muộn hơn hôm nay.")
    field = "decided_on"


class CommendedAlready(DomainError):
    sentence = _("Đã ghi khen thưởng này: cùng người hoặc tập thể, cùng số và ngày quyết định.")
    field = "number"


class CommendationAnswered(DomainError):
    sentence = _("Đề nghị này đã có kết quả.")


class DeclineReasonMissing(DomainError):
    sentence = _("Hãy ghi lý do không khen thưởng.")
    field = "reason"


class PersonUnclear(DomainError):
    """A list names somebody nobody knows, or several alike."""

    sentence = _(
        "Không rõ là ai trong những người đơn vị quản lý: %(count)s người cùng tên, ngày sinh này. "
        "Hãy ghi đủ ngày sinh, hoặc thêm người đó vào danh sách trước."
    )
    field = "name"
