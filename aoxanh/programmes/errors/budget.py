"""Refusals about money under a programme."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class UnknownSource(DomainError):
    """The plan names no such source of money."""

    sentence = _("Chương trình không có nguồn kinh phí này. Hãy chọn một nguồn trong danh sách.")
    field = "source"


class YearOutside(DomainError):
    """The programme does not last in this year."""

    sentence = _("Năm này nằm ngoài chương trình. Hãy chọn năm từ %(first)s đến %(last)s.")
    field = "year"


class AmountNotPositive(DomainError):
    """Nothing, or less than nothing."""

    sentence = _("Số tiền phải lớn hơn 0. Hãy ghi lại số tiền.")
    field = "amount"


class AmountTooLarge(DomainError):
    """More than any programme costs."""

    sentence = _("Số tiền này quá lớn. Hãy xem lại đơn vị đồng, triệu, tỷ.")
    field = "amount"


class SchemeNeeded(DomainError):
    """Money of another scheme without its name."""

    sentence = _("Tiền lồng ghép cần ghi chương trình, đề án có số tiền đó.")
    field = "scheme"


class SchemeNotAsked(DomainError):
    """A scheme beside money that is the programme's own."""

    sentence = _("Nguồn này không phải lồng ghép. Hãy bỏ chương trình, đề án hoặc chọn nguồn khác.")
    field = "scheme"


class UnknownScheme(DomainError):
    """No scheme of this name stands linked."""

    sentence = _("Chương trình, đề án này chưa được liên kết. Hãy liên kết trước rồi chọn.")
    field = "scheme"


class SchemeKnownAlready(DomainError):
    """The unit linked it before, or it is the programme itself."""

    sentence = _("Đơn vị đã liên kết chương trình, đề án này.")
    field = "name"


class NoNewMoney(DomainError):
    """In this year the plan allows no new money from the source."""

    sentence = _(
        "Năm %(year)s tự cân đối trong dự toán đã giao theo %(basis)s, không xin thêm từ nguồn “%(source)s”. Hãy"
        " chọn nguồn đã giao."
    )
    field = "source"


class BeyondAssigned(DomainError):
    """Above what was assigned already, or nobody said how much that is."""

    sentence = _(
        "Năm %(year)s chi trong dự toán đã giao theo %(basis)s. Hãy ghi số dự toán đã giao, số đó phải đủ cho các"
        " dòng chi."
    )
    field = "assigned"


class NotABody(DomainError):
    """The plan gives the unit no part."""

    sentence = _(
        "Chương trình không giao việc cho đơn vị này nên không lập dự toán. Hãy nhờ đơn vị chủ trì phân công."
    )


class TaskNotOfBody(DomainError):
    """The task is not one of the unit's."""

    sentence = _("Đơn vị không có phần trong nhiệm vụ này. Hãy chọn một nhiệm vụ được giao.")
    field = "task"


class LineSaidAlready(DomainError):
    """The same task and source stand in the estimate."""

    sentence = _("Nhiệm vụ này đã có dòng từ nguồn đó. Hãy sửa dòng đã có.")
    field = "task"


class EstimateIsSent(DomainError):
    """Its body may no longer change it."""

    sentence = _(
        "Dự toán năm %(year)s đã gửi hoặc đã duyệt. Muốn sửa, hãy nhờ đơn vị tổng hợp trả lại."
    )


class EstimateIsEmpty(DomainError):
    """Nothing to send."""

    sentence = _("Dự toán chưa có dòng nào. Hãy thêm ít nhất một dòng rồi gửi.")


class YearIsSubmitted(DomainError):
    """The consolidated estimate has left the house."""

    sentence = _("Dự toán năm %(year)s đã trình. Muốn sửa, hãy rút lại tờ trình trước.")


class YearNotSubmitted(DomainError):
    """It waits to be submitted, or is decided."""

    sentence = _("Dự toán năm %(year)s không ở bước chờ duyệt. Hãy xem lại trang tổng hợp.")


class NothingToSubmit(DomainError):
    """No body has sent its estimate."""

    sentence = _("Chưa đơn vị nào gửi dự toán năm %(year)s nên chưa trình được.")


class PaperNeeded(DomainError):
    """No number, or a day to come."""

    sentence = _("Cần số văn bản và ngày đã ký, không sau hôm nay.")
    field = "paper"


class ReasonNeeded(DomainError):
    """Sent back without a word."""

    sentence = _("Hãy ghi lý do trả lại để đơn vị sửa.")
    field = "reason"


class WeighedAboveAsked(DomainError):
    """More than the body asked for."""

    sentence = _("Số này cao hơn số đơn vị đề nghị. Hãy ghi bằng hoặc thấp hơn.")
    field = "amount"


class CutNeedsReason(DomainError):
    """Less than asked, and nobody says why."""

    sentence = _("Giảm so với đề nghị thì cần ghi lý do.")
    field = "reason"


class NotTheProposer(DomainError):
    """The plan gives this to another body."""

    sentence = _("Chương trình không giao đơn vị này đề xuất hoặc góp ý việc bố trí kinh phí.")


class NoProposalYet(DomainError):
    """Nothing to agree with."""

    sentence = _("Chưa có đề xuất bố trí kinh phí để góp ý.")


class OpinionGivenAlready(DomainError):
    """The body has said what it thinks of this proposal."""

    sentence = _("Đơn vị đã góp ý đề xuất này.")


class SpentOnTask(DomainError):
    """Money was spent on no task."""

    sentence = _("Hãy chọn nhiệm vụ đã chi.")
    field = "task"


class EntryCorrectedAlready(DomainError):
    """Another entry stands for it."""

    sentence = _("Khoản này đã được sửa. Hãy sửa bản ghi mới nhất.")


class EntryUnchanged(DomainError):
    """The correction says the same."""

    sentence = _("Bản sửa chưa khác bản đã ghi. Hãy ghi số tiền hoặc chứng từ đúng.")
    field = "amount"


class YearNotDecided(DomainError):
    """Something is asked for besides while the estimate before waits."""

    sentence = _("Dự toán năm %(year)s chưa có quyết định. Sửa, bổ sung ngay trong dự toán đó.")
