"""Refusals about counting by taps."""

from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import MOST_AT_ONCE
from aoxanh.kernel.errors import DomainError


class TapOutOfRange(DomainError):
    sentence = _("Mỗi lần cộng từ 1 đến %(most)s. Hãy xem lại con số.")
    field = "amount"

    def __init__(self) -> None:
        super().__init__(most=f"{MOST_AT_ONCE:,}".replace(",", "."))


class CountingClosed(DomainError):
    """The activity takes no counts now."""

    sentence = _(
        "Hoạt động chưa mở, đã hủy hoặc đã kết thúc nên không đếm thêm được. "
        "Cần sửa kết quả thì ghi lại ở trang hoạt động."
    )
