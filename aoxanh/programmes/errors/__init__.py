"""Refusals about programmes and figures."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError
from aoxanh.programmes.types.amending import PlanFault


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


class TaskNotOwed(DomainError):
    """The unit does not lead this task in this year."""

    sentence = _("Đơn vị không chủ trì nhiệm vụ này trong năm %(year)s.")


class TaskAlreadyDone(DomainError):
    """It was reported before."""

    sentence = _("Nhiệm vụ này đã báo xong. Muốn sửa, hãy mở lại nhiệm vụ rồi báo lại.")


class EvidenceNeeded(DomainError):
    """Nothing proves that the task was done."""

    sentence = _("Cần ít nhất một minh chứng: văn bản, tệp hoặc hoạt động đã tổ chức.")
    field = "paper"


class DoneInFuture(DomainError):
    """A day that has not come."""

    sentence = _("Ngày xong chưa tới. Hãy ghi ngày đã làm xong.")
    field = "done_on"


class PlanIsNoPaper(DomainError):
    """Neither a number nor a file."""

    sentence = _("Cần số, ký hiệu của kế hoạch hoặc tệp kế hoạch.")
    field = "number"


class AlreadyAcknowledged(DomainError):
    """The unit has said so before."""

    sentence = _("Đơn vị đã ghi là quán triệt chương trình này.")


class NotAbove(DomainError):
    """The unit that is addressed does not lie above."""

    sentence = _("Hãy chọn một đơn vị cấp trên.")
    field = "addressed"


class ObstacleIsAnswered(DomainError):
    """It was answered before."""

    sentence = _("Vướng mắc này đã được trả lời.")


class AnswerNeeded(DomainError):
    """No words."""

    sentence = _("Hãy ghi nội dung trả lời.")
    field = "text"


class BodyUnitOutside(DomainError):
    """A unit that does not lie within the programme's owner."""

    sentence = _("Đơn vị được chọn không thuộc phạm vi của chương trình.")
    field = "units"


class StandingBoardExists(DomainError):
    """A programme has one standing board."""

    sentence = _("Chương trình đã có bộ phận thường trực.")
    field = "is_standing"


class BoardOfDocument(DomainError):
    """Only what was added by hand is taken back by hand."""

    sentence = _("Bộ phận này do văn bản giao, chỉ bỏ được bằng bản kế hoạch mới.")


class TermEmpty(DomainError):
    """It ends before it begins."""

    sentence = _("Ngày kết thúc phải sau ngày bắt đầu.")
    field = "valid_to"


class TermOutside(DomainError):
    """A unit that does not lie within the owner of the programme."""

    sentence = _("Hãy chọn đơn vị chủ quản của chương trình hoặc đơn vị trực thuộc.")
    field = "unit"


class TermNotAfter(DomainError):
    """Somebody is put in charge from that day or a later one."""

    sentence = _("Đã có người phụ trách từ ngày này trở đi. Hãy chọn ngày sau đó.")
    field = "valid_from"


class PlanPartInvalid(DomainError):
    """What a part of a plan would say cannot be computed or carried out; ``faults`` tells each at its field."""

    sentence = _("Nội dung chưa đúng: %(reason)s")

    def __init__(self, faults: Sequence[PlanFault]) -> None:
        super().__init__(reason=" ".join(fault.reason for fault in faults))
        self.faults = faults


class NothingChanged(DomainError):
    """The proposal says what the plan says already."""

    sentence = _("Nội dung giống bản đang có. Hãy sửa chỗ muốn đổi rồi gửi.")


class AmendmentIsDecided(DomainError):
    """It was decided, or withdrawn."""

    sentence = _("Đề nghị này đã có kết quả, không xử lý lại.")


class DecisionNumberNeeded(DomainError):
    """A decision without a number."""

    sentence = _("Hãy ghi số, ký hiệu của văn bản.")
    field = "number"


class DecisionInFuture(DomainError):
    """A day that has not come."""

    sentence = _("Ngày của văn bản chưa tới.")
    field = "on"


class PlanCodeTaken(DomainError):
    """Another plan, or another draft, bears this code."""

    sentence = _("Mã %(code)s đã dùng cho kế hoạch khác. Hãy đặt mã khác.")
    field = "code"


class PlanNameNeeded(DomainError):
    """A plan without a code or a name."""

    sentence = _("Hãy đặt mã và tên cho kế hoạch.")
    field = "code"


class PlanSourceUnfit(DomainError):
    """No plan that holds for the unit, or none of its own."""

    sentence = _("Hãy chọn một chương trình: của cấp trên khi lập kế hoạch, của đơn vị khi sửa.")
    field = "source"


class DraftDaysNeeded(DomainError):
    """A new plan without its first and last day, in order."""

    sentence = _("Hãy chọn ngày bắt đầu và ngày cuối, ngày cuối sau ngày bắt đầu.")
    field = "last_day"
