"""Refusals about activities, their stages, safety, hosts, results and declared totals."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError, Missing


class ReferenceFileRefused(DomainError):
    """A reference file holds something that cannot be; nothing was loaded."""

    sentence = _(
        "Tệp %(file)s, dòng %(line)s: %(reason)s. Hãy sửa tệp rồi nạp lại; chưa có gì được ghi."
    )


class ReferenceFolderEmpty(DomainError):
    """There is no reference file where one was named."""

    sentence = _("Không thấy tệp danh mục nào ở %(folder)s. Hãy kiểm tra lại đường dẫn.")


class ChoiceUnknown(DomainError):
    """A code was sent that no reference list contains."""

    sentence = _("Không có mục “%(code)s” trong danh mục %(list)s. Hãy chọn lại từ danh sách.")


class PlaceMissing(DomainError):
    sentence = _("Hãy chọn địa bàn tổ chức từ danh sách gợi ý.")
    field = "place"


class TitleMissing(DomainError):
    sentence = _("Hãy ghi tên hoạt động.")
    field = "title"


class DaysReversed(DomainError):
    sentence = _("Giờ kết thúc phải sau giờ bắt đầu. Hãy xem lại ngày, giờ.")
    field = "ends_at"


class DaysTooMany(DomainError):
    sentence = _(
        "Một hoạt động kéo dài nhiều nhất %(most)s ngày. Hãy chia thành nhiều hoạt động trong cùng chiến dịch."
    )
    field = "ends_at"


class DaysPast(DomainError):
    """An activity can be opened only for days to come."""

    sentence = _(
        "Ngày này đã qua. Với hoạt động đã diễn ra, hãy dùng “Ghi nhận hoạt động đã tổ chức”."
    )
    field = "starts_at"


class DaysLeaveShiftsOut(DomainError):
    sentence = _(
        "Có ca nằm ngoài những ngày này. Hãy đổi giờ của ca trước, rồi đổi ngày hoạt động."
    )
    field = "last_day"


class UnitNotActive(DomainError):
    sentence = _(
        "Đơn vị không hoạt động vào ngày này. Hãy chọn đơn vị đang hoạt động hoặc ngày khác."
    )


class WrongState(DomainError):
    """The activity is not where this step starts from."""

    sentence = _("Hoạt động đang ở trạng thái “%(state)s” nên không thể %(verb)s.")


class NotReady(DomainError):
    """Something must be settled before volunteers may come; ``missing`` names all of it."""

    sentence = _("Chưa mở được vì còn thiếu: %(missing)s.")


class NotYetHeld(DomainError):
    sentence = _("Hoạt động chưa diễn ra. Chỉ kết thúc hoặc ghi nhận từ ngày hoạt động bắt đầu.")
    field = "starts_on"


class StagesOpen(DomainError):
    sentence = _(
        "Chưa kết thúc được vì còn bước: %(stages)s. Hãy đánh dấu đã xong, hoặc bỏ qua và ghi lý do."
    )


class EvaluationMissing(DomainError):
    """Closing needs an evaluation (INS-09)."""

    sentence = _("Hãy ghi vài dòng đánh giá: việc gì đã làm được, điều gì cần rút kinh nghiệm.")
    field = "evaluation"


class PhotoWordsMissing(DomainError):
    """A published picture is told in words to who does not see it."""

    sentence = _("Hãy ghi trong ảnh có gì, để người không nhìn thấy ảnh cũng biết.")
    field = "caption"


class PhotoConsentMissing(DomainError):
    sentence = _("Hãy xác nhận người trong ảnh đã đồng ý, hoặc bỏ chọn ảnh.")
    field = "consent"


class EvidenceMissing(DomainError):
    """What is only declared afterwards must show something for it."""

    sentence = _("Hãy thêm ít nhất một ảnh, tệp, hoặc ghi số, ngày của văn bản làm minh chứng.")
    field = "evidence"


class PersonsExceedTurns(DomainError):
    sentence = _("Số người không thể nhiều hơn số lượt người. Hãy xem lại hai con số.")
    field = "persons"


class OutputNumberInvalid(DomainError):
    sentence = _("“%(typed)s” chưa phải là con số. Hãy ghi như 1.280 hoặc 45,8 triệu.")
    field = "outputs"


class OutputTwice(DomainError):
    sentence = _("Kết quả “%(metric)s” được ghi hai lần. Hãy cộng lại thành một dòng.")
    field = "outputs"


class CancelReasonMissing(DomainError):
    sentence = _("Hãy ghi lý do hủy để người đã đăng ký được biết.")
    field = "reason"


class StageUnknown(Missing):
    sentence = _("Hoạt động này không có bước đó.")


class StageNotKept(DomainError):
    sentence = _("Bước “%(stage)s” không áp dụng cho hoạt động này nên không cần đánh dấu.")


class StageSettled(DomainError):
    sentence = _("Bước “%(stage)s” đã xong từ %(on)s.")


class StageDayInFuture(DomainError):
    sentence = _("Ngày hoàn thành không thể sau hôm nay.")
    field = "done_on"


class StageReasonMissing(DomainError):
    """A stage is never left out without a reason (ACT-10)."""

    sentence = _("Hãy ghi lý do bỏ qua bước “%(stage)s”.")
    field = "reason"


class StageCannotBeSkipped(DomainError):
    sentence = _("Không thể bỏ qua bước “%(stage)s”: hoạt động nào cũng cần bước này.")


class SafetyItemUnknown(Missing):
    sentence = _("Hoạt động này không có mục an toàn đó.")


class SafetyTextMissing(DomainError):
    sentence = _("Hãy ghi nội dung mục an toàn.")
    field = "text"


class HostIsOrganiser(DomainError):
    sentence = _("Đơn vị tổ chức không cần hỏi ý kiến chính mình. Hãy chọn Đoàn nơi đến.")
    field = "host_unit"


class HostAlreadyAsked(DomainError):
    sentence = _("Đã gửi đề nghị tới đơn vị này. Hãy chờ trả lời.")


class HostAlreadyAnswered(DomainError):
    sentence = _("Đề nghị này đã được trả lời. Đơn vị tổ chức có thể gửi lại nếu cần.")


class HostReasonMissing(DomainError):
    sentence = _("Hãy ghi lý do không đồng ý để đơn vị bạn biết mà điều chỉnh.")
    field = "note"


class PeriodReversed(DomainError):
    sentence = _("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.")
    field = "last_day"


class PeriodNotOver(DomainError):
    sentence = _("Kỳ này chưa kết thúc. Hãy khai sau ngày %(last_day)s.")
    field = "last_day"


class PeriodMissing(DomainError):
    """A line of a list says neither a year nor both days."""

    sentence = _("Hãy ghi năm, hoặc ghi cả từ ngày và đến hết ngày.")
    field = "year"


class DeclarationOverlaps(DomainError):
    """A day is declared once."""

    sentence = _(
        "Kỳ này trùng với kỳ đã khai từ %(first_day)s đến %(last_day)s. "
        "Hãy chọn kỳ khác hoặc sửa kỳ đã khai."
    )
    field = "first_day"


class ModelInvited(DomainError):
    """A model takes part once."""

    sentence = _("Mô hình này đã có trong danh sách.")
    field = "practice"


class ModelNotInvited(DomainError):
    """The model does not take part."""

    sentence = _("Mô hình này không có trong danh sách.")
