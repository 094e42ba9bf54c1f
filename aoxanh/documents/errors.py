"""Refusals of registers, typesetting and signatures."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class SignatureInvalid(DomainError):
    """The token was changed, or signed by a key that is not ours."""

    sentence = _(
        "Chữ ký số không đúng: nội dung đã bị sửa hoặc không phải do hệ thống này ký. Hãy dùng bản gốc."
    )
