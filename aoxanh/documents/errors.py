"""Refusals of registers, typesetting and signatures."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class SignatureInvalid(DomainError):
    """The token was changed, or signed by a key that is not ours."""

    sentence = _(
        "Chữ ký số không đúng: nội dung đã bị sửa hoặc không phải do hệ thống này ký. Hãy dùng bản gốc."
    )


class KeyUnknown(SignatureInvalid):
    """The token names a key that is not on our ring: another system made it, or nobody."""

    sentence = _(
        "Chữ ký số không phải của hệ thống này. Hãy tra cứu ở cổng của đơn vị đã cấp giấy."
    )


class NoNumbersAsked(DomainError):
    """A register gives out one number or more."""

    sentence = _("Không có giấy nào cần vào sổ. Hãy chọn ít nhất một người rồi làm lại.")


class SealMissing(DomainError):
    """The file carries no signature at all."""

    sentence = _(
        "Tệp này không mang chữ ký số của hệ thống. Hãy dùng tệp gốc đã tải về, không dùng ảnh chụp hay bản quét."
    )
