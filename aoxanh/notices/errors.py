"""What notices refuse."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class ReceiverMissing(DomainError):
    sentence = _("Thông báo chưa có người nhận. Hãy chọn tài khoản hoặc nhập địa chỉ nhận.")


class PathOutside(DomainError):
    """A notice may lead to this portal only."""

    sentence = _("Đường dẫn trong thông báo phải thuộc cổng này. Hãy chọn lại trang cần dẫn tới.")


class NotByHand(DomainError):
    sentence = _("Chỉ tin nhắn đang chờ mới được đánh dấu đã gửi tay. Hãy tải lại danh sách.")


class NotTold(DomainError):
    """Only what somebody noted by hand can be taken back."""

    sentence = _("Tin này chưa được ghi là đã báo. Hãy tải lại danh sách.")
