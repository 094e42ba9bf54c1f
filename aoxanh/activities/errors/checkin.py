"""Refusals at the door that concern the one who runs it; a scan itself is never refused."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError, Missing


class ScanUnknown(Missing):
    sentence = _("Không tìm thấy lần điểm danh này. Hãy tải lại trang.")


class ScanAlreadyUndone(DomainError):
    sentence = _("Lần điểm danh này đã được bỏ trước đó.")


class ScanNotCounted(DomainError):
    """Only a scan that counts can be taken back."""

    sentence = _("Lần quét này chỉ được giữ lại để xem xét nên không cần bỏ.")


class ScanNotAdmissible(DomainError):
    """What names nobody, or came outside the hours of the shift, cannot be counted afterwards."""

    sentence = _(
        "Lượt quét này không ghi nhận thẳng được. Hãy tìm tên trong danh sách, ghi nhận người đến trực tiếp, "
        "hoặc ghi bổ sung để cấp trên xác nhận."
    )


class HoursAlreadySettled(DomainError):
    """Once minutes are in the ledger, presence changes only through corrections."""

    sentence = _("Giờ của ca này đã ghi sổ. Hãy sửa giờ kèm lý do thay vì bỏ điểm danh.")


class DoorClosed(DomainError):
    """Walk-ins come while the activity is open or running."""

    sentence = _(
        "Hoạt động chưa mở, đã hủy hoặc đã kết thúc nên không ghi nhận người đến trực tiếp được. "
        "Hãy ghi bổ sung nếu cần."
    )


class ShiftUnknown(Missing):
    sentence = _("Ca này không thuộc hoạt động. Hãy tải lại trang rồi chọn lại.")
