"""Refusals about persons, memberships, posts and consent."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.people.types import RowFault


class NameUnreadable(DomainError):
    """A name has letters; it may have an apostrophe, a hyphen, a dot, or be one word."""

    field = "full_name"
    sentence = _("Hãy nhập họ và tên bằng chữ, không quá 120 ký tự.")


class ContactUnreadable(DomainError):
    """What was typed is neither a phone number nor an e-mail address."""

    field = "contact"
    sentence = _(
        "Đây chưa phải số điện thoại hoặc e-mail. Hãy nhập số có 10 chữ số (ví dụ 0912 345 678) hoặc địa chỉ e-mail."
    )


class BirthImplausible(DomainError):
    field = "birth_year"
    sentence = _("Năm sinh hoặc ngày sinh chưa đúng. Hãy nhập năm sinh từ 1900 đến năm nay.")


class MinorNeedsGuardian(DomainError):
    """Under 16, a guardian agrees too."""

    field = "guardian_full_name"
    sentence = _(
        "Người dưới 16 tuổi cần người giám hộ đồng ý. Hãy nhập họ tên và số điện thoại của cha, mẹ hoặc người giám hộ."
    )


class GuardianUnreadable(DomainError):
    field = "guardian_phone"
    sentence = _("Hãy nhập họ tên và số điện thoại có 10 chữ số của người giám hộ.")


class ChoiceUnknown(DomainError):
    """A code that no list of ours holds."""

    sentence = _("“%(value)s” không có trong danh sách lựa chọn. Hãy chọn lại từ danh sách.")


class TextTooLong(DomainError):
    """What was typed is longer than the place kept for it."""

    sentence = _("Nội dung này dài quá %(longest)s ký tự. Hãy viết ngắn lại.")


class PeriodEmpty(DomainError):
    field = "valid_to"
    sentence = _("Ngày kết thúc phải sau ngày bắt đầu.")


class MembershipOverlaps(DomainError):
    """The person already belongs to the unit in this capacity on some of these days."""

    field = "valid_from"
    sentence = _(
        "Người này đã thuộc đơn vị với tư cách đó trong khoảng thời gian bạn nhập. Hãy kiểm tra lại ngày."
    )


class MembershipEndedAlready(DomainError):
    sentence = _("Người này đã rời đơn vị từ trước ngày đó. Không cần làm gì thêm.")


class AlreadyEnrolled(DomainError):
    """The unit already keeps a record with this name and contact."""

    field = "contact"
    sentence = _("Danh sách của đơn vị đã có người cùng họ tên và liên hệ này. Hãy mở hồ sơ đã có.")


class PostOverlaps(DomainError):
    """The person already holds this post in the unit on some of these days."""

    field = "valid_from"
    sentence = _(
        "Người này đã giữ chức danh đó ở đơn vị trong khoảng thời gian bạn nhập. Hãy kiểm tra lại nhiệm kỳ."
    )


class PostEndedAlready(DomainError):
    sentence = _("Nhiệm kỳ này đã kết thúc từ trước ngày đó. Không cần làm gì thêm.")


class TitleNeeded(DomainError):
    field = "title"
    sentence = _("Hãy nhập chức danh, không quá 120 ký tự.")


class StillInPost(DomainError):
    """An officer in post stays until the term is ended."""

    sentence = _("Người này còn giữ chức danh ở đơn vị. Hãy kết thúc nhiệm kỳ trước.")


class PersonEnded(DomainError):
    sentence = _("Hồ sơ này đã ngừng. Hãy mở hồ sơ đang dùng của người đó.")


class PersonAlreadyVerified(DomainError):
    sentence = _("Hồ sơ này đã được xác nhận từ trước. Không cần làm gì thêm.")


class VerifiedByUnit(DomainError):
    """Name and birth of a verified person are the unit's word."""

    field = "full_name"
    sentence = _("Họ tên và ngày sinh đã được đơn vị xác nhận. Hãy nhờ đơn vị sửa giúp bạn.")


class AccountHasPerson(DomainError):
    sentence = _("Tài khoản của bạn đã có hồ sơ tình nguyện viên. Hãy sửa hồ sơ đó.")


class PassNeeded(DomainError):
    """A guest's record is joined to an account only by who holds the pass's link."""

    sentence = _("Hãy mở đường dẫn mã tham gia của bạn rồi chọn lưu vào tài khoản.")


class ClaimedAlready(DomainError):
    sentence = _("Mã tham gia này đã được lưu vào một tài khoản.")


class ClaimNameDiffers(DomainError):
    """The name on the pass and the name of the account are two names."""

    sentence = _(
        "Họ tên trên mã tham gia khác họ tên của tài khoản. Hãy nhờ đơn vị tổ chức sửa tên trên mã."
    )


class MergeWithItself(DomainError):
    sentence = _("Hãy chọn hai hồ sơ khác nhau để gộp.")


class BothHaveAccounts(DomainError):
    sentence = _("Cả hai hồ sơ đều có tài khoản nên không gộp được. Hãy để chủ tài khoản tự gộp.")


class BirthsDiffer(DomainError):
    """Two births for one person: whoever merges says why."""

    field = "reason"
    sentence = _("Hai hồ sơ ghi ngày sinh khác nhau. Hãy ghi lý do bạn biết đây là cùng một người.")


class PersonErasedAlready(DomainError):
    sentence = _("Dữ liệu cá nhân của hồ sơ này đã được xóa từ trước.")


class PassNotEnough(DomainError):
    """A link may be forwarded: it is enough only for what its own sign-up left."""

    sentence = _(
        "Hồ sơ này đã được đơn vị xác nhận hoặc có tài khoản. Hãy đăng nhập, hoặc nhờ đơn vị giữ hồ sơ."
    )


class MergerUndone(DomainError):
    sentence = _("Hai hồ sơ này đã được tách từ trước. Không cần làm gì thêm.")


class ConsentWithdrawnAlready(DomainError):
    sentence = _("Sự đồng ý này đã được rút lại từ trước.")


class RowsFaulty(DomainError):
    """Lines of a list cannot be read; ``faults`` says which and why, and nothing was saved."""

    sentence = _("Có %(faults)s chỗ cần sửa trong danh sách. Chưa dòng nào được lưu.")

    def __init__(self, faults: Sequence[RowFault]) -> None:
        super().__init__(faults=len(faults))
        self.faults = tuple(faults)


class ProvisionalNeedsTerm(DomainError):
    """Who acts provisionally does so until a day."""

    field = "last_day"
    sentence = _("Chức danh lâm thời phải có ngày kết thúc. Hãy chọn ngày.")


class NothingToHandOver(DomainError):
    """The account holds no role at the unit on the day."""

    sentence = _(
        "Người này không giữ vai trò nào ở đơn vị vào ngày bàn giao. Hãy mời người mới ở trang Tài khoản."
    )


class HandoverOpen(DomainError):
    """One handover at a time."""

    sentence = _("Đã có một bản bàn giao đang chờ người nhận ký. Hãy rút bản đó trước.")


class HandoverInPast(DomainError):
    field = "on"
    sentence = _("Ngày bàn giao không được trước hôm nay.")


class HandoverToOneself(DomainError):
    field = "contact"
    sentence = _("Người nhận phải là người khác người giao.")


class HandoverUnknown(Missing):
    """No such link, or it was taken back or used."""

    sentence = _("Đường dẫn bàn giao không đúng hoặc không còn dùng được. Hãy hỏi lại người giao.")


class NamesDiffer(DomainError):
    """Two names for one person: whoever merges by agreement says why."""

    field = "reason"
    sentence = _("Hai hồ sơ ghi họ tên khác nhau. Hãy ghi lý do bạn biết đây là cùng một người.")


class ProposalToOwnUnit(DomainError):
    """Records of one unit are merged by its officers without asking."""

    field = "to_unit"
    sentence = _("Đây là đơn vị đang giữ hồ sơ. Trùng trong cùng đơn vị thì gộp ở Có thể trùng.")


class ProposalNeedsVerified(DomainError):
    """A record nobody has seen is no reason to ask others."""

    sentence = _("Hãy xác nhận hồ sơ này trước khi hỏi đơn vị khác.")


class ProposalWaits(DomainError):
    """One unit is asked about a record at a time."""

    sentence = _(
        "Hồ sơ này đang chờ một đơn vị trả lời. Hãy đợi trả lời hoặc rút đề nghị đó trước."
    )


class ProposalTooSoon(DomainError):
    """The same unit is not asked again and again about the same record."""

    field = "to_unit"
    sentence = _("Đơn vị này vừa được hỏi về hồ sơ này. Từ ngày %(day)s mới hỏi lại được.")


class ProposalsTooMany(DomainError):
    """Nobody looks for a person by asking one unit after the other."""

    sentence = _(
        "Mỗi hồ sơ chỉ được hỏi %(units)s đơn vị trong một năm, mỗi đơn vị chỉ có %(open)s đề nghị đang chờ. "
        "Hãy nhờ đơn vị cấp trên."
    )


class ProposalEnded(DomainError):
    sentence = _("Đề nghị này đã được trả lời, đã rút hoặc đã hết hạn. Không cần làm gì thêm.")


class ErasesThemselves(DomainError):
    """Who has an account needs no officer."""

    sentence = _(
        "Người này có tài khoản nên tự xóa: đăng nhập, mở “Dữ liệu của tôi” trong Hồ sơ, "
        "chọn “Xóa dữ liệu cá nhân và tài khoản”."
    )


class RecordIsOwn(DomainError):
    """Nobody erases their own record on paper, also not through another account."""

    sentence = _(
        "Đây là hồ sơ của chính bạn, hoặc có chung số điện thoại, e-mail với bạn. Hãy để cán bộ khác xóa."
    )


class NobodyAbove(DomainError):
    """A unit whose evidence the record is stands at the top: nobody else can look at what it erases."""

    sentence = _(
        "Đơn vị giữ hồ sơ, hoặc đơn vị tổ chức hoạt động người này đã tham gia, không có cấp trên nên không ai xóa "
        "thay được. Người này mở đường dẫn mã điểm danh của mình, hoặc mở tài khoản, rồi tự xóa ở “Dữ liệu của tôi”."
    )


class NotAboveRecord(DomainError):
    """Only who lies above every unit whose evidence the record is may: an heir is the unit itself."""

    sentence = _(
        "Không đơn vị nào tự xóa minh chứng của mình: chỉ đơn vị ở trên cả đơn vị giữ hồ sơ lẫn mọi đơn vị tổ chức "
        "hoạt động người này đã tham gia được xóa theo đơn trên giấy. Hãy chuyển đơn lên %(above)s."
    )


class WorksForRecord(DomainError):
    """An officer above who works for a unit whose evidence the record is, too, by this account or another."""

    sentence = _(
        "Bạn cũng làm việc ở đơn vị giữ hồ sơ hoặc đơn vị tổ chức hoạt động người này đã tham gia nên không xóa "
        "được. Hãy để cán bộ khác ở cấp trên xóa."
    )


class RequestDayImplausible(DomainError):
    field = "received_on"
    sentence = _("Ngày nhận đơn không được sau hôm nay và không quá một năm trước.")


class PaperNeeded(DomainError):
    """Without the paper nobody can look the request up."""

    field = "paper"
    sentence = _("Hãy ghi số đơn hoặc nơi lưu đơn, không quá %(longest)s ký tự.")


class PaperNamesPerson(DomainError):
    """What is said of the paper stays after the name is gone."""

    field = "paper"
    sentence = _(
        "Dòng này được giữ lại trong nhật ký. Hãy ghi số đơn, nơi lưu mà không ghi họ tên."
    )
