"""Refusals about feedback."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class FeedbackNotYet(DomainError):
    sentence = _("Buổi này chưa kết thúc. Hãy quay lại góp ý sau khi về.")


class FeedbackOfPresent(DomainError):
    """Only who was there says how it was."""

    sentence = _("Chỉ người đã được điểm danh mới góp ý cho buổi này.")


class FeedbackOver(DomainError):
    sentence = _("Đã hết thời gian góp ý cho buổi này. Cảm ơn bạn.")


class FeedbackTwice(DomainError):
    sentence = _("Bạn đã góp ý cho buổi này rồi. Cảm ơn bạn.")


class FeedbackUnknown(DomainError):
    sentence = _("Hãy chọn một trong năm khuôn mặt.")
