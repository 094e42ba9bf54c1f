"""Refusals about inspections and declarations, each with a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class InspectionFileRefused(DomainError):
    """A file of checklists or of uses says something that cannot be; then nothing is loaded."""

    sentence = _("Tệp %(file)s, dòng %(line)s: %(reason)s.")


class ChecklistUnknown(DomainError):
    sentence = _("Chưa có bảng kiểm này. Hãy chọn trong danh sách.")
    field = "checklist"


class NobodyToVisit(DomainError):
    sentence = _("Hãy chọn ít nhất một đơn vị cấp dưới.")
    field = "units"


class NotBelow(DomainError):
    """Only units below one's own are inspected and reviewed."""

    sentence = _("Chỉ kiểm tra, công nhận cho đơn vị cấp dưới của mình.")
    field = "units"


class SeedMissing(DomainError):
    sentence = _("Hãy ghi số rút thăm: một dãy bất kỳ mà ai cũng chứng kiến được.")
    field = "seed"


class DrawTooLarge(DomainError):
    sentence = _("Số đơn vị rút phải từ 1 đến %(pool)s, là số đơn vị trong danh sách rút.")
    field = "count"


class AlreadyConcluded(DomainError):
    sentence = _("Cuộc kiểm tra này đã kết luận.")


class NotYetConcluded(DomainError):
    sentence = _("Hãy ghi kết luận trước, rồi nêu việc cần khắc phục.")


class VisitIncomplete(DomainError):
    sentence = _("Hãy ghi đoàn kiểm tra và kết luận.")
    field = "conclusion"


class ItemUnmarked(DomainError):
    sentence = _("Còn mục chưa đánh giá: %(item)s.")


class VisitInFuture(DomainError):
    sentence = _("Ngày kiểm tra không thể sau hôm nay.")
    field = "held_on"


class RemedyIncomplete(DomainError):
    sentence = _("Hãy ghi điều chưa đạt và việc cần khắc phục.")
    field = "remedy"


class DueTooEarly(DomainError):
    sentence = _("Hạn khắc phục phải sau ngày kiểm tra.")
    field = "due_on"


class ProofMissing(DomainError):
    sentence = _("Hãy ghi minh chứng đã khắc phục: văn bản, ảnh, người xác nhận.")
    field = "proof"


class RemedyClosed(DomainError):
    sentence = _("Việc này đã được ghi là khắc phục xong.")


class NoUseNamed(DomainError):
    sentence = _("Hãy chọn ít nhất một việc đơn vị đang làm bằng công nghệ thông tin.")
    field = "uses"


class UseWithoutEvidence(DomainError):
    sentence = _("Hãy nêu minh chứng: đường dẫn, tên nhóm, số liệu trên cổng.")
    field = "evidence"


class DeclarationWaits(DomainError):
    sentence = _("Đơn vị đã có bản khai đang chờ cấp trên xem.")


class AlreadyDecided(DomainError):
    sentence = _("Bản khai này đã được xem.")


class ReasonMissing(DomainError):
    sentence = _("Hãy ghi lý do trả lại để đơn vị biết cần bổ sung gì.")
    field = "note"
