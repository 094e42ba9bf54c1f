"""Refusals about recognition by rules."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class RecognitionRuleInUse(DomainError):
    """A rule that papers were issued by may not change: they state what it asked for."""

    sentence = _(
        "Quy định “%(rule)s” đã dùng để cấp giấy nên không sửa được. Hãy nạp quy định mới với mã khác."
    )


class RecognitionRuleUnknown(DomainError):
    sentence = _("Chưa có quy định ghi nhận này. Hãy chọn một quy định trong danh sách.")


class NotYetEarned(DomainError):
    """Service that is not enough for the paper a rule speaks of."""

    sentence = _("Chưa đủ điều kiện để cấp: còn thiếu %(missing)s.")


class CredentialUnreadable(DomainError):
    """What should be a credential or a list of revoked papers is something else."""

    sentence = _("Không đọc được chứng nhận số này. Hãy tải lại từ cổng đã cấp.")


class CredentialNameless(DomainError):
    """The holder was erased: the register keeps the paper without a name, no credential speaks of it."""

    sentence = _("Giấy này đã xóa tên theo yêu cầu nên không còn chứng nhận số.")
