"""Refusals about models of work."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class TitleNeeded(DomainError):
    field = "title"
    sentence = _("Hãy nhập tên mô hình, không quá 500 ký tự.")


class YearImplausible(DomainError):
    field = "year"
    sentence = _("Hãy nhập năm từ 1975 đến năm nay.")


class NotYetReviewed(DomainError):
    """Something in the model still waits for somebody's look."""

    sentence = _("Còn điều cần xem lại ở mô hình này. Hãy xem từng điều rồi đưa vào kho.")


class AlreadyListed(DomainError):
    sentence = _("Mô hình này đã ở trong kho.")


class NothingChosen(DomainError):
    sentence = _("Hãy chọn ít nhất một mô hình.")


class NotListed(DomainError):
    """Only what stands in the registry can be taken up or retired."""

    sentence = _("Mô hình này chưa ở trong kho. Hãy đưa vào kho trước.")


class AdoptsOwn(DomainError):
    sentence = _("Đây là mô hình của chính đơn vị. Hãy chọn đơn vị khác làm theo.")


class AlreadyAdopted(DomainError):
    sentence = _("Đơn vị đã ghi làm theo mô hình này. Hãy cập nhật kết quả ở dòng đã có.")


class AdaptationNeeded(DomainError):
    field = "adaptation"
    sentence = _("Hãy viết một câu: đơn vị làm theo thế nào, đổi gì cho hợp.")


class NotATable(DomainError):
    """A text without a single row."""

    field = "file"
    sentence = _(
        "Không thấy mô hình nào. Hãy dùng bảng có các cột như bảng tổng hợp, hoặc danh sách đánh số từng mô hình."
    )
