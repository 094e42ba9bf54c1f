"""Refusals about models of work."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class TitleNeeded(DomainError):
    field = "title"
    sentence = _("Hãy nhập tên mô hình, không quá 500 ký tự.")


class YearImplausible(DomainError):
    field = "year"
    sentence = _("Hãy nhập năm từ 1975 đến năm nay.")


class EndsBeforeStart(DomainError):
    field = "ended_on"
    sentence = _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")


class MateNameMissing(DomainError):
    field = "name"
    sentence = _("Hãy ghi tên đối tác.")


class MateNameTooLong(DomainError):
    field = "units"
    sentence = _(
        "Tên “%(name)s…” quá dài. Hãy viết mỗi đơn vị, đối tác một dòng, không quá 200 ký tự."
    )


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


class RoundOpenAlready(DomainError):
    field = "year"
    sentence = _("Năm này đơn vị đã mở đợt xét chọn. Hãy mở đợt đó để làm tiếp.")


class RoundAnnouncedAlready(DomainError):
    sentence = _("Đợt này đã công bố kết quả, không sửa được nữa.")


class NominationDayPast(DomainError):
    field = "nominate_until"
    sentence = _("Hạn nhận đề cử phải từ hôm nay trở đi.")


class NominatedAlready(DomainError):
    sentence = _("Mô hình này đã được đề cử và đang chờ xét.")


class ReasonNeeded(DomainError):
    field = "reason"
    sentence = _("Hãy viết một câu: vì sao nên chọn mô hình này.")


class PointsOutOfRange(DomainError):
    """Points beyond what the criteria of the round give, or a criterion left out."""

    sentence = _("Hãy cho điểm đủ các tiêu chí, từ 0 đến điểm tối đa của từng tiêu chí.")


class OutcomesMissing(DomainError):
    sentence = _("Hãy chọn kết quả cho từng mô hình trước khi công bố.")


class NothingRecommended(DomainError):
    sentence = _("Mô hình này không có kiến nghị để chuyển.")


class RecommendationWaits(DomainError):
    sentence = _("Kiến nghị này đã được chuyển và đang chờ trả lời.")


class NotAbove(DomainError):
    field = "to_unit"
    sentence = _("Chỉ chuyển được tới đơn vị cấp trên hoặc chính đơn vị.")


class AnswerNeeded(DomainError):
    field = "answer"
    sentence = _("Hãy viết câu trả lời.")


class AnsweredAlready(DomainError):
    sentence = _("Đã có câu trả lời trước đó. Hãy tải lại trang để đọc.")


class IdeaIncomplete(DomainError):
    field = "title"
    sentence = _("Hãy đặt tên, không quá 200 ký tự, và viết nội dung.")


class IdeaBoxFull(DomainError):
    """More ideas of visitors wait than anyone can read."""

    sentence = _("Đơn vị đang có nhiều ý tưởng chờ đọc. Hãy gửi lại sau ít ngày.")


class IdeaNotOpen(DomainError):
    """Only an accepted idea without a model is matched."""

    sentence = _("Ý tưởng này chưa được chấp nhận hoặc đã có mô hình.")


class CheckDayImplausible(DomainError):
    field = "checked_on"
    sentence = _("Ngày kiểm tra không thể ở sau hôm nay.")


class HandbookEmpty(DomainError):
    field = "practices"
    sentence = _("Hãy đặt tên cẩm nang và chọn ít nhất một mô hình trong kho.")


class CriteriaRefused(DomainError):
    """A file of criteria that cannot be used."""

    sentence = _(
        "Tệp tiêu chí %(file)s không dùng được: mỗi tiêu chí cần code, name và points từ 1 đến 100, không trùng mã."
    )
