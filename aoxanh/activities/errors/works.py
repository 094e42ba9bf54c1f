"""Refusals about youth works."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class WorkUnnamed(DomainError):
    sentence = _("Hãy ghi tên công trình, phần việc.")
    field = "name"


class WorkAmountInvalid(DomainError):
    sentence = _("“%(typed)s” chưa phải là một số. Ví dụ: 1.250 hoặc 2,5.")
    field = "amount"


class WorkDayInvalid(DomainError):
    sentence = _("Ngày phải từ ngày bắt đầu đến hôm nay.")
    field = "day"


class WorkMovedOn(DomainError):
    """A work is finished once and handed over once, in this order."""

    sentence = _("Công trình đang ở bước “%(stage)s” nên chưa làm được việc này.")


class ReceiverMissing(DomainError):
    sentence = _("Hãy ghi nơi nhận bàn giao và biên bản bàn giao.")
    field = "receiver"
