"""Refusals: things the user can be told, and nobody is paged for."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """Something the user asked for cannot be done, and the sentence says what to do instead.

    A subclass gives ``sentence`` (Vietnamese, may hold named ``%(…)s`` places); what fills them is passed by
    keyword. ``field`` names the form field to show it at, when there is one.
    """

    sentence: ClassVar[str | Promise]
    field: ClassVar[str | None] = None

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        return str(self.sentence) % self.values if self.values else str(self.sentence)


class NotAllowed(DomainError):
    """The asker lacks the permission at this unit."""

    sentence = _(
        "Bạn không có quyền làm việc này ở đơn vị này. Hãy nhờ đơn vị phụ trách cấp quyền."
    )


class Missing(DomainError):
    """There is no such row, or the asker may not know of it: both answer alike."""

    sentence = _(
        "Không tìm thấy nội dung này. Có thể đường dẫn đã cũ hoặc bạn chưa được cấp quyền xem."
    )
