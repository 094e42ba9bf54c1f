"""Refusals about programmes and figures."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class ProgrammeFileInvalid(DomainError):
    """The file of a programme cannot be loaded."""

    sentence = _(
        "Tệp chương trình %(file)s sai ở %(where)s: %(reason)s Chưa nạp gì, hãy sửa rồi nạp lại."
    )


class UnknownIndicator(DomainError):
    """No indicator has this code."""

    sentence = _("Không có chỉ tiêu mang mã %(code)s. Hãy xem lại mã trong kế hoạch.")


class ProgrammeIsClosed(DomainError):
    """The programme has ended: its document, targets and tasks stay as they are."""

    sentence = _("Chương trình “%(name)s” đã kết thúc, không sửa được nữa.")


class UnknownProgramme(DomainError):
    """No programme has this code."""

    sentence = _("Không có chương trình mang mã %(code)s. Hãy xem lại mã trong danh sách.")
