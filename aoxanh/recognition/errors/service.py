"""Refusals about a year of service: faulty rules, adoptions, proofs of service elsewhere."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class ServiceRuleRefused(DomainError):
    """A file of rules, of service or of recognition, says something that cannot be."""

    sentence = _("Tệp %(file)s, dòng %(line)s: %(reason)s.")


class ServiceRuleInUse(DomainError):
    """A rule that units go by may not change: what was reached would change with it."""

    sentence = _(
        "Quy định “%(rule)s” đã có đơn vị áp dụng nên không sửa được. Hãy nạp quy định mới với mã khác."
    )


class ServiceRuleUnknown(DomainError):
    sentence = _("Chưa có quy định này. Hãy chọn một quy định trong danh sách.")
    field = "rule"


class AdoptedLater(DomainError):
    """A rule of a later day is there already."""

    sentence = _("Đơn vị đã áp dụng một quy định từ %(day)s. Hãy chọn ngày bắt đầu sau ngày đó.")
    field = "first_day"


class ElsewhereIncomplete(DomainError):
    sentence = _("Hãy ghi tên hoạt động và đơn vị tổ chức.")
    field = "title"


class ElsewhereDaysUnlikely(DomainError):
    """More days than lie between the first and the last, days to come, or none."""

    sentence = _(
        "Số ngày phải từ 1 đến %(most)s, là số ngày giữa ngày đầu và ngày cuối; ngày cuối không muộn hơn hôm nay."
    )
    field = "days"


class NoUnitToConfirm(DomainError):
    """The person belongs to no unit that counts a year of service."""

    sentence = _(
        "Đơn vị của bạn chưa áp dụng quy định ngày tình nguyện nên chưa nhận minh chứng nơi khác."
    )


class ElsewhereDecidedAlready(DomainError):
    sentence = _("Minh chứng này đã được trả lời.")


class ElsewhereReasonMissing(DomainError):
    sentence = _("Hãy ghi lý do để người khai biết.")
    field = "reason"
