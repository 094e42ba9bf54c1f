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


class UnknownEdition(DomainError):
    """The programme has fewer editions."""

    sentence = _("Chương trình %(code)s không có bản thứ %(edition)s.")


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
    """Only what was added by hand is changed or taken back by hand."""

    sentence = _("Bộ phận này do văn bản giao, chỉ sửa, bỏ được bằng bản kế hoạch mới.")


class NobodyInCharge(DomainError):
    """No term runs that could end on that day."""

    sentence = _("Ngày này không có ai đang phụ trách. Hãy chọn ngày sau ngày được giao.")
    field = "on"


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


class AmendedPartGone(DomainError):
    """What it would change was taken out of the plan meanwhile."""

    sentence = _("Mục này đã được bỏ khỏi kế hoạch. Hãy từ chối, hoặc đề nghị thêm mục mới.")


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


class PlanCodeUnfit(DomainError):
    """A code by which no page can be called."""

    sentence = _(
        "Mã cần bắt đầu bằng chữ hoặc số, không có dấu gạch chéo, dấu hỏi, dấu thăng, dấu phần trăm."
    )
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


class YearNotAsked(DomainError):
    """The indicator is not judged by this year, or the year has not begun."""

    sentence = _("Chỉ tiêu này không tính cho năm %(year)s. Hãy chọn một kỳ đã bắt đầu.")
    field = "year"


class FigureOutOfRange(DomainError):
    """A share above one hundred, or a figure below nought."""

    sentence = _("Số điều chỉnh không được âm; với tỷ lệ thì không quá 100 %.")
    field = "value"


class QualitativeHasNoFigure(DomainError):
    """It is told in words."""

    sentence = _("Chỉ tiêu định tính không có số. Hãy ghi nhận định bằng lời.")


class ReasonNeeded(DomainError):
    """No words."""

    sentence = _("Hãy ghi lý do hoặc nội dung.")
    field = "text"


class DecisionPaperNeeded(DomainError):
    """Neither a number nor a file."""

    sentence = _("Cần số, ký hiệu văn bản hoặc tệp văn bản kèm theo.")
    field = "number"


class DecidedInFuture(DomainError):
    """A day that has not come."""

    sentence = _("Ngày văn bản chưa tới. Hãy xem lại ngày.")
    field = "decided_on"


class NotUnitAbove(DomainError):
    """Only who lies above the unit that answers, or owns the programme, may decide: an heir is the unit itself."""

    sentence = _(
        "Chỉ cấp trên của đơn vị, hoặc đơn vị chủ trì chương trình, được quyết định việc này; đơn vị nhận sáp nhập "
        "thì không."
    )
    field = "about"


class NotProgrammeOwner(DomainError):
    """Only the programme's owner says what a duty asks."""

    sentence = _("Chỉ đơn vị chủ trì chương trình được quyết định việc này.")


class NothingToRebase(DomainError):
    """The indicator does not ask units of a kind."""

    sentence = _("Chỉ tiêu này không tính theo loại đơn vị nên không thay được.")


class KindsNeeded(DomainError):
    """No kind of unit, or one that does not exist."""

    sentence = _("Hãy chọn ít nhất một loại đơn vị có trong danh mục.")
    field = "kinds"


class DecisionIsWithdrawn(DomainError):
    """It was withdrawn or replaced before."""

    sentence = _("Quyết định này đã được thu hồi hoặc có bản sau thay.")


class FactKindsInvalid(DomainError):
    """The file of kinds of facts cannot be read."""

    sentence = _("Tệp loại việc %(file)s sai ở dòng %(line)s: %(reason)s.")


class ProofNeeded(DomainError):
    """Neither a number nor a file."""

    sentence = _("Cần minh chứng: số, ký hiệu văn bản hoặc tệp.")
    field = "number"


class YearNotBegun(DomainError):
    """A year that has not come."""

    sentence = _("Năm này chưa bắt đầu. Hãy xem lại năm.")
    field = "year"


class FactUnitOutside(DomainError):
    """The unit it is about is missing or does not lie below."""

    sentence = _("Hãy chọn một đơn vị trực thuộc.")
    field = "about"


class FactIsRecorded(DomainError):
    """It stands already for this unit and year."""

    sentence = _("Việc này đã ghi cho năm đã chọn. Muốn sửa, hãy rút bản cũ rồi ghi lại.")


class FactIsDecided(DomainError):
    """It was accepted, sent back or taken back before."""

    sentence = _("Việc này đã được xử lý. Hãy tải lại trang.")


class FactIsOwn(DomainError):
    """Nobody accepts what they wrote, or what a unit answers for in which they hold a role."""

    sentence = _(
        "Người ghi và người của đơn vị ghi không tự chấp nhận việc này. Hãy để người khác ở cấp trên chấp nhận."
    )


class ObstacleIsOwn(DomainError):
    """A unit does not answer what it raised itself, or a unit whose books it keeps."""

    sentence = _("Vướng mắc này là của chính đơn vị. Hãy chuyển lên cấp trên.")
    field = "to"


class DayNotOver(DomainError):
    """A day that is not over, or outside the programme."""

    sentence = _("Chỉ chốt được số liệu của một kỳ đã hết trong thời gian của chương trình.")
    field = "day"
