"""What lists brought in refuse."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class ListKindUnknown(DomainError):
    sentence = _("Không có loại danh sách này. Hãy chọn lại loại danh sách cần nhập.")


class ColumnsMissing(DomainError):
    """Value: ``columns``, those without which no line can be saved."""

    sentence = _(
        "Còn thiếu cột: %(columns)s. Hãy ghép cột của danh sách với các mục này hoặc ghi giá trị chung cho mọi dòng."
    )


class FillUnreadable(DomainError):
    """Values: ``label`` of the column and the ``problem`` with its text for all lines."""

    sentence = _("Giá trị chung của mục %(label)s chưa đúng. %(problem)s")


class TooLateToMap(DomainError):
    sentence = _("Danh sách này đã nhập nên không ghép lại cột được. Hãy hoàn tác trước.")


class TooLateToDiscard(DomainError):
    sentence = _("Danh sách này đã nhập nên không bỏ được. Hãy hoàn tác nếu cần.")


class BatchBusy(DomainError):
    """A worker is at the list."""

    sentence = _("Danh sách này đang được xử lý. Hãy đợi xong rồi làm tiếp.")


class PreviewOutdated(DomainError):
    """What was confirmed is not what the list holds by now."""

    sentence = _("Danh sách đã thay đổi sau khi bạn xem trước. Hãy xem lại rồi xác nhận.")


class NothingToApply(DomainError):
    sentence = _("Không có dòng nào nhập được. Hãy sửa các dòng lỗi rồi thử lại.")


class NothingToUndo(DomainError):
    sentence = _("Không còn dòng nào để hoàn tác.")


class ListForgotten(DomainError):
    sentence = _(
        "Các dòng của danh sách này đã được xóa theo thời hạn lưu. Hãy gửi lại danh sách nếu cần."
    )
