"""Refusals about campaigns, their branches, targets and the activities that count in them."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError, Missing


class CampaignNameMissing(DomainError):
    sentence = _("Hãy ghi tên chiến dịch, có năm, ví dụ “Mùa hè xanh 2027”.")
    field = "name"


class CampaignTooLong(DomainError):
    sentence = _("Một chiến dịch kéo dài nhiều nhất %(most)s ngày. Năm sau hãy mở chiến dịch mới.")
    field = "last_day"


class CampaignExists(DomainError):
    """The unit has a campaign of this name that begins on the same day."""

    sentence = _("Đơn vị đã có chiến dịch “%(name)s” bắt đầu ngày này. Hãy mở chiến dịch đó.")
    field = "name"


class CampaignDayOutside(DomainError):
    """Launch, review and waves lie within the campaign."""

    sentence = _("Ngày %(day)s nằm ngoài chiến dịch. Hãy xem lại ngày của chiến dịch hoặc của đợt.")
    field = "branches"


class CampaignWrongState(DomainError):
    """The campaign is not where this step starts from."""

    sentence = _("Chiến dịch đang ở trạng thái “%(state)s” nên không làm được việc này.")


class CampaignInUse(DomainError):
    """Activities count in it already."""

    sentence = _("Đã có %(activities)s hoạt động tính vào chiến dịch nên không xóa được.")


class BranchTwice(DomainError):
    sentence = _("Nhánh “%(name)s” được ghi hai lần. Hãy giữ một dòng.")
    field = "branches"


class BranchInUse(DomainError):
    """Activities count in a branch that was left out."""

    sentence = _("Nhánh “%(name)s” đã có hoạt động nên không bỏ được. Hãy giữ tên nhánh này.")
    field = "branches"


class BranchUnknown(Missing):
    sentence = _("Chiến dịch này không có nhánh đó. Hãy chọn lại từ danh sách.")
    field = "branch"


class CampaignNotAbove(DomainError):
    """Only what the campaign's unit or a unit below it runs counts in it."""

    sentence = _(
        "Hoạt động này không thuộc đơn vị mở chiến dịch hay đơn vị cấp dưới nên không tính vào được."
    )


class OutsideCampaign(DomainError):
    """The days of the activity and of the campaign do not meet."""

    sentence = _(
        "“%(title)s” không nằm trong thời gian chiến dịch (%(first_day)s – %(last_day)s) nên không tính vào được."
    )


class TargetNumberInvalid(DomainError):
    sentence = _("“%(typed)s” chưa phải là con số. Hãy ghi như 1.280; để trống là không giao.")
    field = "targets"


class TargetUnitOutside(DomainError):
    sentence = _("Chỉ giao chỉ tiêu cho đơn vị mở chiến dịch và các đơn vị cấp dưới.")
