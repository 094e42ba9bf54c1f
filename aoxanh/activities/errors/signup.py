"""Refusals about shifts, places, sign-ups and passes."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class ShiftReversed(DomainError):
    sentence = _("Ca phải kết thúc sau khi bắt đầu. Hãy xem lại giờ của ca.")
    field = "ends_at"


class ShiftTooLong(DomainError):
    sentence = _("Một ca dài nhất %(hours)s giờ. Hãy chia thành nhiều ca.")
    field = "ends_at"


class SignupDeadlineLate(DomainError):
    sentence = _(
        "Hạn đăng ký và hạn danh sách dự bị không thể sau khi ca kết thúc. Hãy chọn hạn sớm hơn."
    )
    field = "signup_until"


class CapacityOutOfRange(DomainError):
    sentence = _("Số chỗ phải từ 1 đến %(most)s.")
    field = "capacity"


class CapacityBelowTaken(DomainError):
    """Lowering a capacity moves nobody out."""

    sentence = _(
        "Đã có %(taken)s chỗ được giữ nên không thể giảm xuống %(capacity)s. Hãy chọn từ %(taken)s trở lên."
    )
    field = "capacity"


class SlotRoleTwice(DomainError):
    sentence = _("Ca này đã có vai trò “%(role)s”. Hãy đổi số chỗ của vai trò đó.")
    field = "role"


class ShiftOutsideDays(DomainError):
    sentence = _("Ca nằm ngoài những ngày của hoạt động. Hãy sửa ngày của hoạt động trước.")
    field = "starts_at"


class ShiftsFixed(DomainError):
    """Shifts change only while an activity is still ahead or runs."""

    sentence = _("Hoạt động đã kết thúc hoặc đã hủy nên không đổi ca được nữa.")


class NothingChosen(DomainError):
    sentence = _("Hãy chọn ít nhất một ca để đăng ký.")
    field = "slots"


class SlotUnknown(DomainError):
    sentence = _("Ca đã chọn không thuộc hoạt động này. Hãy tải lại trang rồi chọn lại.")
    field = "slots"


class SignupNotOpen(DomainError):
    sentence = _("Hoạt động chưa mở đăng ký. Hãy quay lại sau hoặc gọi cho đơn vị tổ chức.")


class SignupCancelled(DomainError):
    sentence = _("Hoạt động đã hủy nên không nhận đăng ký. Mời bạn chọn hoạt động khác.")


class SignupClosed(DomainError):
    sentence = _("Đã hết hạn đăng ký ca này. Hãy chọn ca khác hoặc gọi cho đơn vị tổ chức.")
    field = "slots"


class ShiftPast(DomainError):
    sentence = _("Ca này đã diễn ra. Hãy chọn ca khác hoặc hoạt động khác.")
    field = "slots"


class SlotUnclear(DomainError):
    """A line of a list names no slot, or several; value: ``offered``, those there are."""

    field = "slot"
    sentence = _("Hãy ghi ca, vai trò là một trong: %(offered)s.")


class ShiftFull(DomainError):
    sentence = _("Ca này đã đủ người. Hãy chọn ca khác hoặc xem các hoạt động khác gần bạn.")
    field = "slots"


class ShiftsOverlap(DomainError):
    sentence = _("Các ca đã chọn trùng giờ nhau. Hãy chỉ giữ một ca trong cùng khoảng giờ.")
    field = "slots"


class AlreadySignedUp(DomainError):
    sentence = _(
        "Tên và số liên hệ này đã đăng ký ca này. Hãy mở đường dẫn của thẻ đã nhận, hoặc gọi cho đơn vị tổ chức."
    )
    field = "contact"


class TooYoung(DomainError):
    sentence = _("Hoạt động này dành cho người từ %(age)s tuổi. Mời bạn chọn hoạt động khác.")
    field = "birth_year"


class BirthYearNeeded(DomainError):
    sentence = _("Hoạt động này có yêu cầu về tuổi. Hãy ghi năm sinh.")
    field = "birth_year"


class ProfileNeeded(DomainError):
    """An account signs up as the person it belongs to."""

    sentence = _("Tài khoản chưa có hồ sơ. Hãy điền hồ sơ của bạn trước khi đăng ký.")


class AlreadyWithdrawn(DomainError):
    sentence = _("Đăng ký này đã rút hoặc không còn hiệu lực. Không cần làm gì thêm.")


class TooLateToWithdraw(DomainError):
    sentence = _("Ca đã bắt đầu nên không rút được nữa. Hãy báo cho người phụ trách.")


class NotPending(DomainError):
    sentence = _("Đăng ký này không còn chờ duyệt. Hãy tải lại danh sách.")


class NotDeclinable(DomainError):
    sentence = _("Đăng ký này không còn hiệu lực nên không từ chối được. Hãy tải lại danh sách.")
