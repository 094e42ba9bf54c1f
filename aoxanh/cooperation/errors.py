"""What may go wrong when work with others is recorded."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class KindsRefused(DomainError):
    """The file of kinds says something that means nothing."""

    sentence = _("Tệp loại phối hợp %(file)s, dòng %(line)s: %(reason)s.")


class KindUnknown(DomainError):
    """No kind has this code."""

    sentence = _("Không có loại phối hợp này.")
    field = "kind"


class PartnerNeeded(DomainError):
    """Nobody stands on the other side."""

    sentence = _("Hãy chọn đơn vị hoặc ghi tên cơ quan.")
    field = "partner_name"


class PartnerIsItself(DomainError):
    """A unit on both sides."""

    sentence = _("Hãy chọn đơn vị khác, không phải chính đơn vị mình.")
    field = "partner"


class StateUnknown(DomainError):
    """Records of this kind are never in this state."""

    sentence = _("Loại này không có bước vừa chọn.")
    field = "state"


class RecordEnded(DomainError):
    """Nothing follows after the last state."""

    sentence = _("Việc này đã kết thúc.")


class StepInFuture(DomainError):
    """A day that has not come."""

    sentence = _("Ngày này chưa tới. Hãy ghi ngày đã làm.")
    field = "on"


class StepBeforeLast(DomainError):
    """Earlier than what happened before."""

    sentence = _("Bước trước ghi ngày %(day)s. Hãy ghi ngày không sớm hơn.")
    field = "on"


class NoteNeeded(DomainError):
    """A state that wants words."""

    sentence = _("Hãy ghi đã làm gì, kết quả thế nào.")
    field = "note"


class PaperNeeded(DomainError):
    """A state that wants a paper."""

    sentence = _("Hãy ghi số văn bản hoặc gửi tệp.")
    field = "paper"


class StateNotYet(DomainError):
    """A state that others come before."""

    sentence = _("Trước bước này cần ghi: %(states)s.")
    field = "state"


class StateOnlyOnce(DomainError):
    """A state that was passed and does not come again."""

    sentence = _("Bước này đã ghi rồi. Hãy chọn bước tiếp theo.")
    field = "state"


class StepOfOtherSide(DomainError):
    """A step that the other side writes."""

    sentence = _("Bước này do bên kia ghi.")
    field = "state"


class NumberNeeded(DomainError):
    """A person kept by something else than a number."""

    sentence = _(
        "Chỉ ghi số của người này trong sổ của đơn vị, ví dụ 12 hoặc 12/2026; không ghi tên."
    )
    field = "title"


class NumberTaken(DomainError):
    """A number that stands for somebody already."""

    sentence = _("Số này đã có trong sổ. Hãy mở người đó và ghi bước tiếp theo.")
    field = "title"


class OnlyNumbersKept(DomainError):
    """Words or files about a person of whom only a number is kept."""

    sentence = _("Loại này chỉ giữ số trong sổ và số văn bản, không giữ lời kể hay tệp.")


class TaskElsewhere(DomainError):
    """A task that does not hold for the unit."""

    sentence = _("Nhiệm vụ này không thuộc chương trình áp dụng cho đơn vị.")
    field = "task"


class NothingToTakeBack(DomainError):
    """The last step is another's, or there is none."""

    sentence = _("Bước cuối không do đơn vị ghi nên không rút được ở đây.")


class MistakeUntold(DomainError):
    """Another reason than those offered, without words."""

    sentence = _("Hãy ghi vì sao rút.")
    field = "note"


class NumberAsBefore(DomainError):
    """The number that stands already."""

    sentence = _("Số này đang ghi rồi. Hãy ghi số đúng.")
    field = "number"


class NotNumbered(DomainError):
    """A matter that is no person has no number."""

    sentence = _("Việc này không ghi bằng số trong sổ.")
