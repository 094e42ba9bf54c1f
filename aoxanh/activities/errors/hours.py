"""Refusals of the hours ledger and of late entries."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class ReasonMissing(DomainError):
    sentence = _("Hãy ghi lý do: lý do này hiện trên hồ sơ giờ.")
    field = "reason"


class MinutesOutOfRange(DomainError):
    sentence = _(
        "Ca này ghi được từ %(least)s đến %(most)s phút, nhiều nhất %(hours)s giờ. Hãy xem lại số giờ."
    )
    field = "minutes"


class AlreadyCorrected(DomainError):
    sentence = _("Dòng giờ này đã được sửa. Hãy sửa dòng mới nhất.")


class ConfirmationFromOutside(DomainError):
    """Minutes grow only by the word of someone outside the organising unit (house decision 3)."""

    sentence = _(
        "Cần người ngoài đơn vị tổ chức xác nhận: cấp trên, đơn vị nơi đến, trường của người tham gia. "
        "Ai đã ghi, đang có vai trò ở đơn vị tổ chức, hoặc được ghi giờ thì không tự xác nhận."
    )


class LateEntryTwice(DomainError):
    sentence = _("Người này đã có đề nghị ghi bổ sung cho ca này. Hãy xem đề nghị đó.")


class PresenceKnown(DomainError):
    sentence = _("Người này đã được điểm danh ở ca này. Nếu giờ chưa đúng, hãy sửa giờ kèm lý do.")


class ShiftNotOver(DomainError):
    sentence = _("Ca chưa kết thúc. Chỉ ghi bổ sung sau khi ca kết thúc.")


class NoHoursForKind(DomainError):
    sentence = _("Loại hoạt động này không ghi giờ tình nguyện.")


class LateEntryDecidedAlready(DomainError):
    sentence = _("Đề nghị này đã có người quyết định. Hãy tải lại danh sách.")


class ReceiverNameMissing(DomainError):
    sentence = _("Hãy ghi tên nơi nhận, ví dụ: UBND xã Mường Kim.")
    field = "receiver"


class ReceiverContactUnreadable(DomainError):
    sentence = _("Hãy ghi số điện thoại hoặc e-mail của người ở nơi nhận.")
    field = "contact"


class ReceiverContactInside(DomainError):
    """A link to one of the organiser's own would let it answer itself."""

    sentence = _(
        "Liên hệ này là của người trong đơn vị hoặc người tham gia hoạt động. Hãy ghi liên hệ của người ở nơi nhận."
    )
    field = "contact"


class ReceiverContactElsewhere(DomainError):
    sentence = _(
        "Liên hệ này đơn vị đã dùng cho %(receiver)s. Mỗi nơi nhận cần liên hệ của người ở nơi đó."
    )
    field = "contact"


class ReceiverUnreachable(DomainError):
    """Nobody above could carry a text, and this installation sends none: only the asker would see the link."""

    sentence = _(
        "Cổng này chưa tự gửi tin nhắn và đơn vị không có cấp trên để gửi thay. Hãy ghi e-mail của nơi nhận."
    )
    field = "contact"


class ReceiverWithoutEntries(DomainError):
    sentence = _("Hãy chọn người đang chờ xác nhận. Nếu đã có người quyết định, hãy tải lại trang.")


class ReceiverSignatureMissing(DomainError):
    sentence = _("Hãy ghi họ và tên người xác nhận.")
    field = "name"


class ReceiverLinkEnded(DomainError):
    """A link answered, withdrawn or expired; who holds it learns nothing more."""

    sentence = _(
        "Đường dẫn này đã dùng, đã thu hồi hoặc hết hạn. Nếu cần, hãy nhờ đơn vị tổ chức gửi đường dẫn mới."
    )


class NobodyOnPaper(DomainError):
    sentence = _("Hãy đánh dấu ai có tên và chữ ký trong danh sách.")


class PaperTooLate(DomainError):
    sentence = _(
        "Đã quá hạn gửi ảnh danh sách. Hãy đánh dấu ai có chữ ký: họ thành đề nghị bổ sung, chờ xác nhận."
    )
    field = "paper"


class PaperNamedAlready(DomainError):
    sentence = _(
        "Ảnh này đã có người ghi tên. Hãy tải lại trang; ai còn thiếu thì ghi ở Bổ sung sau."
    )


class PaperPhotoUsed(DomainError):
    sentence = _(
        "Ảnh này đã dùng làm danh sách ký của một hoạt động khác. Hãy chụp đúng danh sách của hoạt động này."
    )
    field = "paper"


class PaperPresencesKnown(DomainError):
    sentence = _(
        "Những người đã chọn đều đã được điểm danh hoặc đang chờ xác nhận. Không cần ghi thêm."
    )


class HistoryRefused(DomainError):
    """Rows of past attendance that cannot be: their chunk was not loaded."""

    sentence = _(
        "Trong các dòng %(first)s đến %(last)s có dòng trùng, quá số chỗ, hoặc trỏ tới ca, người, đơn vị không có. "
        "Chưa dòng nào trong số này được ghi."
    )


class ObjectionWordsMissing(DomainError):
    sentence = _("Hãy ghi rõ điều chưa đúng, hoặc câu trả lời.")
    field = "text"


class ObjectionClosed(DomainError):
    sentence = _("Hoạt động này chưa diễn ra, hoặc đã qua lâu nên không nhận ý kiến về giờ nữa.")


class ObjectionTwice(DomainError):
    sentence = _("Bạn đã gửi ý kiến về hoạt động này. Hãy chờ đơn vị trả lời.")


class ObjectionAnsweredAlready(DomainError):
    sentence = _("Ý kiến này đã có người trả lời. Hãy tải lại danh sách.")


class OwnObjection(DomainError):
    sentence = _("Đây là ý kiến về giờ của chính bạn. Hãy để người khác trả lời.")


class NothingToCorrect(DomainError):
    sentence = _(
        "Người này chưa có giờ nào để sửa. Hãy ghi ở Bổ sung sau, rồi trả lời là đã đề nghị bổ sung."
    )


class SampleDaysWrong(DomainError):
    sentence = _("Ngày cuối phải từ ngày đầu trở đi.")
    field = "last_day"


class SampleSizeWrong(DomainError):
    sentence = _("Mỗi lần rút từ 1 đến %(most)s lượt. Hãy ghi lại số lượt.")
    field = "size"


class SamplePoolEmpty(DomainError):
    sentence = _(
        "Trong các ngày này đơn vị trực thuộc chưa ghi giờ cho ai. Hãy chọn khoảng ngày khác."
    )
    field = "first_day"


class CheckNoteMissing(DomainError):
    sentence = _("Khác với đã ghi thì hãy ghi rõ khác thế nào.")
    field = "note"


class DayFull(DomainError):
    sentence = _(
        "Ngày %(day)s người này đã có %(known)s giờ ở các hoạt động khác; một ngày nhiều nhất %(most)s giờ. "
        "Hãy ghi ít hơn, hoặc sửa giờ ở hoạt động kia trước."
    )
    field = "minutes"
